import { Hono } from "hono"
import { texts } from "../../web/text/text.ts"
import type { Memory } from "../../worker/domain/memory.ts"
import { gzip } from "../../worker/gateways/gzip.ts"
import { syllables } from "../../worker/gateways/pinyin.ts"
import { simplify } from "../../worker/gateways/simplified.ts"
import type { AppEnv } from "../../worker/http/app-env.ts"
import { onError } from "../../worker/http/errors.tsx"
import { answerInWords } from "../../worker/http/rendering.tsx"
import { publicPages } from "../../worker/http/routes/public.tsx"
import { type PublicFixture, publicFixture } from "./public-fixture.ts"

export interface PublicApp {
  fixture: PublicFixture
  get(path: string, headers?: Record<string, string>): Promise<Response>
  /** The page's HTML; fails when it is not answered with `status`. */
  page(path: string, status?: number): Promise<string>
}

/** The public pages over a fixture, as the application mounts them. */
export function publicApp(
  fixture: PublicFixture = publicFixture(),
  language: "zh" | "en" = "zh",
  memory?: Memory,
): PublicApp {
  const app = new Hono<AppEnv>()
  app.onError(onError)
  app.use(async (c, next) => {
    c.set("requestId", "00000000-0000-4000-8000-000000000000")
    c.set("text", texts[language])
    answerInWords(c)
    await next()
  })
  app.route(
    "/",
    publicPages({
      reader: () => fixture.reader,
      language: () => language,
      gzip: () => gzip,
      spelling: () => ({ simplify, syllables }),
      memory,
    }),
  )
  const get = async (path: string, headers: Record<string, string> = {}) => app.request(path, { headers })
  const page = async (path: string, status = 200) => {
    const response = await get(path)
    const body = await response.text()
    if (response.status !== status) throw new Error(`${path}: ${response.status}\n${body.slice(0, 400)}`)
    return body
  }
  return { fixture, get, page }
}

/** What a reader sees of a page: no tags, no attributes. */
export function visibleText(html: string): string {
  return html
    .replace(/<(script|style|title)[^>]*>.*?<\/\1>/gs, " ")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
}
