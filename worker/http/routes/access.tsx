import { Hono } from "hono"
import { deleteCookie } from "hono/cookie"
import { HTTPException } from "hono/http-exception"
import { z } from "zod"
import { DeskPage, deskCards } from "../../../web/pages/access/desk-page.tsx"
import { SignInPage } from "../../../web/pages/access/sign-in-page.tsx"
import { paths } from "../../../web/paths.ts"
import type { AppEnv, DeskEnv } from "../app-env.ts"
import { readForm } from "../forms/read-form.ts"
import { actorOf, sessionToken, signedIn } from "../middleware/session.ts"

const signInForm = z.object({
  email: z.string().trim().max(254),
  password: z.string().max(256),
  // One that is too long is left out: it must not keep anybody from signing in.
  to: z.string().max(500).optional().catch(undefined),
})

/** Only a path of this site: a sign-in never leads elsewhere. */
function safeReturn(to: string | undefined): string {
  return to && /^\/(?![/\\])[\x21-\x7e]*$/.test(to) && !to.startsWith("/api/") ? to : paths.desk()
}

/** Signing in and out, and the desk that a member lands on. */
export const accessRoutes = new Hono<AppEnv>()
  .get("/sign-in", (c) => {
    const { to, ended } = c.req.query()
    return c.html(<SignInPage text={c.var.text} to={to} ended={ended === "1"} />)
  })
  .post("/sign-in", async (c) => {
    const form = signInForm.safeParse(await readForm(c))
    const { sessions } = c.var.services
    const answer = form.success
      ? await sessions.signIn(form.data.email, form.data.password, c.req.raw.headers)
      : new Response(null, { status: 400 })
    if (!answer.ok || !form.success) {
      const email = form.success ? form.data.email : ""
      return c.html(<SignInPage text={c.var.text} email={email} to={form.data?.to} wrong />, 422)
    }
    for (const cookie of answer.headers.getSetCookie()) c.header("set-cookie", cookie, { append: true })
    return c.redirect(safeReturn(form.data.to), 303)
  })
  .post("/sign-out", async (c) => {
    // Only a form: the check of the origin looks at forms alone.
    await readForm(c)
    const { cookieName, end } = c.var.services.sessions
    const token = await sessionToken(c)
    if (token) await end(token)
    deleteCookie(c, cookieName, { path: "/", secure: cookieName.startsWith("__Secure-") })
    return c.redirect(paths.home(), 303)
  })
  .all("/api/auth/*", async (c) => {
    const { sessions } = c.var.services
    const endpoint = `${c.req.method} ${c.req.path.slice("/api/auth".length)}`
    if (!sessions.allowed.includes(endpoint)) return c.notFound()
    if (!(await actorOf(c))) throw new HTTPException(401)
    return sessions.handle(c.req.raw)
  })

/** The desk: the cards of what a member may do; with one card only it leads straight there. */
export const deskRoutes = new Hono<DeskEnv>().use("/desk", signedIn).get("/desk", (c) => {
  const { text, actor } = c.var
  const [only, ...more] = deskCards(text, actor)
  return only && more.length === 0
    ? c.redirect(only.href, 303)
    : c.html(<DeskPage text={text} actor={actor} />)
})
