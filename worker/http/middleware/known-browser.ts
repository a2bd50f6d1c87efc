import type { Context } from "hono"
import { getSignedCookie, setSignedCookie } from "hono/cookie"
import {
  browserText,
  type KnownBrowser,
  knownAs,
  knownDays,
  readBrowser,
  withAccount,
} from "../../domain/identity/known-browser.ts"
import type { AppEnv, DeskEnv } from "../app-env.ts"

const cookieName = (secure: boolean) => (secure ? "__Host-shige.browser" : "shige.browser")

async function browserOf(c: Context<AppEnv> | Context<DeskEnv>): Promise<KnownBrowser | null> {
  const { secure, secret } = c.var.services.sessions
  const text = await getSignedCookie(c as Context, secret, cookieName(secure))
  return text ? readBrowser(text) : null
}

/** Tells by what an account signs in with, or a person's id, whether its account has signed in with the request's browser before; see KnownBrowser. */
export async function browserKnowledge(
  c: Context<AppEnv> | Context<DeskEnv>,
): Promise<(name: string) => string | null> {
  const browser = await browserOf(c)
  return (name) => knownAs(browser, name, c.var.services.now())
}

/** Makes the browser known to an account that has just proved who it is, to the end: a second factor included. */
export async function rememberBrowser(
  c: Context<AppEnv> | Context<DeskEnv>,
  account: { names: readonly string[]; userId: string },
): Promise<void> {
  const { sessions, identity, now } = c.var.services
  const browser = (await browserOf(c)) ?? { id: identity.tokens.make(), accounts: [] }
  const { secure, secret } = sessions
  const options = { httpOnly: true, sameSite: "Lax", path: "/", secure, maxAge: knownDays * 86_400 } as const
  const text = browserText(withAccount(browser, account, now()))
  await setSignedCookie(c as Context, cookieName(secure), text, secret, options)
}
