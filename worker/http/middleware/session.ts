import type { Context } from "hono"
import { deleteCookie, getSignedCookie, setSignedCookie } from "hono/cookie"
import { createMiddleware } from "hono/factory"
import { HTTPException } from "hono/http-exception"
import { paths } from "../../../web/paths.ts"
import { fasterLine } from "../../../web/ui/faster-line.ts"
import type { MemberActor } from "../../domain/actor.ts"
import type { Faster } from "../../domain/audit/faster.ts"
import { DomainError } from "../../domain/errors.ts"
import { pendingStep } from "../../domain/identity/second-factor.ts"
import { may, type Permission } from "../../domain/permissions.ts"
import type { Declaration } from "../../usecases/act.ts"
import type { AppEnv, DeskEnv } from "../app-env.ts"

/** Gives a browser its session: HttpOnly, this host only, over https only everywhere but on this machine itself. */
export async function setSessionCookie(
  c: Context<AppEnv> | Context<DeskEnv>,
  token: string,
  expires: Date,
): Promise<void> {
  const { cookieName, secret, secure } = c.var.services.sessions
  const options = { httpOnly: true, sameSite: "Lax", path: "/", secure, expires } as const
  await setSignedCookie(c as Context, cookieName, token, secret, options)
}

/** Takes the session's cookie away. */
export function dropSessionCookie(c: Context<AppEnv>): void {
  const { cookieName, secure } = c.var.services.sessions
  deleteCookie(c, cookieName, { path: "/", secure })
}

/** The token in the request's session cookie, when its signature is right. */
export async function sessionToken(c: Context<AppEnv> | Context<DeskEnv>): Promise<string | null> {
  const { cookieName, secret } = c.var.services.sessions
  return (await getSignedCookie(c as Context, secret, cookieName)) || null
}

/** The member behind the request's session cookie, or null. One round trip when there is a well-signed cookie. */
export async function actorOf(c: Context<AppEnv> | Context<DeskEnv>): Promise<MemberActor | null> {
  const token = await sessionToken(c)
  return token ? c.var.services.findActor(token) : null
}

/** What a session still owes is done on one page each; until then nothing else opens. */
const steps = {
  code: { page: paths.signInCode, besides: [paths.codePasskey()], rule: "second_factor_due" },
  password: { page: (_?: { to: string }) => paths.password(), besides: [""], rule: "password_due" },
  "set-up": {
    page: paths.secondFactor,
    besides: [paths.passkeys(), paths.newPasskey()],
    rule: "second_factor_needed",
  },
}

/** Where a page leads that a session may not open yet; a write is refused (403). */
function owed(c: Context<DeskEnv>, actor: MemberActor): string | null {
  const pending = pendingStep(actor)
  if (pending === null) return null
  const { page, besides, rule } = steps[pending]
  if (c.req.path === page() || besides.includes(c.req.path)) return null
  // Whoever belongs to several organisations may go back to one that asks for less.
  if (pending === "set-up" && actor.memberships > 1 && c.req.path === paths.switching()) return null
  if (c.req.method !== "GET") throw new DomainError("forbidden", rule)
  const url = new URL(c.req.url)
  return page({ to: url.pathname + url.search })
}

/**
 * Signed-in routes: without a session a page leads to the sign-in and back, a write is refused (401); before the second
 * factor is passed, or set up where the role needs it, they lead there. Comes before anything that reads the body, so
 * that a denial never depends on what was sent. Mounted once for a resource: in Hono the pattern `/filing/*` covers
 * `/filing` too.
 */
export const signedIn = createMiddleware<DeskEnv>(async (c, next) => {
  // Addresses of one resource may lie below another one's: the session is asked for once.
  if (c.get("ctx")) return next()
  const actor = await actorOf(c)
  if (!actor) {
    if (c.req.method !== "GET") throw new HTTPException(401)
    const url = new URL(c.req.url)
    const had = c.req.header("cookie")?.includes(c.var.services.sessions.cookieName) ?? false
    return c.redirect(paths.signIn({ to: url.pathname + url.search, ended: had ? "1" : undefined }), 303)
  }
  c.set("actor", actor)
  const step = owed(c, actor)
  if (step) return c.redirect(step, 303)
  // A page that refuses a write because somebody was faster says who, wherever it is drawn again.
  const outrun = (by: Faster) => {
    const text = c.get("text")
    c.set("text", { ...text, faster: fasterLine(text, by) })
  }
  c.set(
    "ctx",
    c.var.services.contextFor(actor, {
      id: c.var.requestId,
      fingerprint: null,
      language: c.var.text.language,
      outrun,
    }),
  )
  c.header("cache-control", "private, no-store")
  return next()
})

/** Only members with a permission come through; 403 for everybody else. */
export function requires(...permissions: Permission[]) {
  return createMiddleware<DeskEnv>(async (c, next) => {
    if (!permissions.some((permission) => may(c.var.actor, permission)))
      throw new DomainError("forbidden", "forbidden")
    await next()
  })
}

const performed = new WeakMap<object, readonly Declaration[]>()

/** Only those who may perform one of these acts come through: what a route is guarded with that performs them. */
export function acting(...acts: readonly [Declaration, ...Declaration[]]) {
  const guard = requires(...acts.flatMap((act) => act.may))
  performed.set(guard, acts)
  return guard
}

/** The acts of a route, by its guard: what tests walk the router by. */
export function actsOf(guard: object): readonly Declaration[] {
  return performed.get(guard) ?? []
}
