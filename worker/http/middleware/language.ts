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
  if (isApi(c.req.path)) return "zh"
  const chosen = getCookie(c, COOKIE, hostPrefix(c))
  return isLanguage(chosen) ? chosen : "zh"
}

/** The path of an address of ours; two slashes at its beginning would lead to another host. */
export const pagePath = ({ pathname }: URL): string => pathname.replace(/^\/+/, "/")

/** An address of this site without its `lang`, everything else as it stands, and the `lang`; never another site's. */
function apart(url: URL): { address: string; lang: string | undefined } {
  const pairs = url.search.slice(1).split("&")
  const rest = pairs.filter((pair) => pair !== "" && !pair.startsWith("lang="))
  const path = pagePath(url)
  return {
    address: rest.length === 0 ? path : `${path}?${rest.join("&")}`,
    lang: pairs.findLast((pair) => pair.startsWith("lang="))?.slice("lang=".length),
  }
}

/** Where the page of this site is that a form stood on; null where the browser does not say. */
function formAddress(c: Context): string | null {
  const from = c.req.header("referer")
  if (!from || !URL.canParse(from) || new URL(from).origin !== ownOrigin(c.req.url)) return null
  return apart(new URL(from)).address
}

/** The words of a page together with its address in the other language; of none when `address` is null. */
export function withSwitch(text: Text, address: string | null): Text {
  return { ...text, switchTo: address === null ? null : paths.inLanguage(address, text.otherLanguage) }
}

/**
 * `?lang=en` and `?lang=zh` on any page keep the reader's choice for a year and lead to the same page without it (303);
 * other values mean nothing. Every other page says which language it is in and where it is in the other one.
 */
export const language = createMiddleware<AppEnv>(async (c, next) => {
  if (isApi(c.req.path)) return next()
  const { address, lang } = apart(new URL(c.req.url))
  const isPage = c.req.method === "GET" || c.req.method === "HEAD"
  if (isPage && isLanguage(lang)) {
    const prefix = hostPrefix(c)
    const kept = { path: "/", sameSite: "Lax", httpOnly: true, maxAge: YEAR_SECONDS } as const
    setCookie(c, COOKIE, lang, prefix ? { ...kept, secure: true, prefix } : kept)
    return c.redirect(address, 303)
  }
  c.set("text", withSwitch(c.var.text, isPage ? address : formAddress(c)))
  await next()
  const { headers } = c.res
  if (headers.get("content-type")?.startsWith("text/html") && !headers.has("content-language"))
    headers.set("content-language", languageTag(c.var.text.language))
})
