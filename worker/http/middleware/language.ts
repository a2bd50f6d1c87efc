import type { Context } from "hono"
import { getCookie, setCookie } from "hono/cookie"
import { createMiddleware } from "hono/factory"
import { paths } from "../../../web/paths.ts"
import { type Language, languageTag, type Text } from "../../../web/text/text.ts"
import { isApi } from "../api/problem.ts"
import type { AppEnv } from "../app-env.ts"
import { isLocalHost, ownOrigin } from "./own-origin.ts"

const COOKIE = "shige.language"
const YEAR_SECONDS = 365 * 86_400

const isLanguage = (text: string | undefined): text is Language => text === "zh" || text === "en"

/** A host keeps its cookies for itself, by the prefix everywhere but on this machine itself: there is no https. */
const hostPrefix = (c: Context) => (isLocalHost(new URL(c.req.url).hostname) ? undefined : "host")

/**
 * The language that the reader chose, Chinese until then: what a browser says that it accepts decides nothing. The API
 * speaks Chinese whatever a browser keeps, since its answers are hashed and kept.
 */
export function languageOf(c: Context): Language {
  if (isApi(c.req.path) || c.req.header("cookie") === undefined) return "zh"
  const chosen = getCookie(c, COOKIE, hostPrefix(c))
  return isLanguage(chosen) ? chosen : "zh"
}

/** An address of this site apart: its path, the `lang` of its query, and all else of the query as it stands. */
function apart({ pathname, search }: URL): { path: string; rest: string; lang: string | undefined } {
  const pairs = search.slice(1).split("&")
  const rest = pairs.filter((pair) => pair !== "" && !pair.startsWith("lang="))
  return {
    // Two slashes at the beginning would lead to another host.
    path: pathname.replace(/^\/+/, "/"),
    rest: rest.length === 0 ? "" : `?${rest.join("&")}`,
    lang: pairs.findLast((pair) => pair.startsWith("lang="))?.slice("lang=".length),
  }
}

/** Where the page of this site is that a form stood on; null where the browser does not say. */
export function formAddress(c: Context): string | null {
  const from = c.req.header("referer")
  if (!from || !URL.canParse(from) || new URL(from).origin !== ownOrigin(c.req.url)) return null
  const { path, rest } = apart(new URL(from))
  return path + rest
}

/**
 * The words of a page together with its address in the other language; of none when `address` is null. The query alone
 * is address enough of the page itself, and keeps two pages that say the same the same.
 */
export function withSwitch(text: Text, address: string | null): Text {
  return { ...text, switchTo: address === null ? null : paths.inLanguage(address, text.otherLanguage) }
}

/**
 * `?lang=en` and `?lang=zh` on any page keep the reader's choice for a year and lead to the same page without it (303);
 * other values mean nothing. Every other page says which language it is in and where it is in the other one.
 */
export const language = createMiddleware<AppEnv>(async (c, next) => {
  if (isApi(c.req.path)) return next()
  const { path, rest, lang } = apart(new URL(c.req.url))
  const isPage = c.req.method === "GET" || c.req.method === "HEAD"
  if (isPage && isLanguage(lang)) {
    const prefix = hostPrefix(c)
    const kept = { path: "/", sameSite: "Lax", httpOnly: true, maxAge: YEAR_SECONDS } as const
    setCookie(c, COOKIE, lang, prefix ? { ...kept, secure: true, prefix } : kept)
    return c.redirect(path + rest, 303)
  }
  c.set("text", withSwitch(c.get("text"), isPage ? rest : formAddress(c)))
  await next()
  const { headers } = c.res
  if (headers.get("content-type")?.startsWith("text/html") && !headers.has("content-language"))
    headers.set("content-language", languageTag(c.get("text").language))
})
