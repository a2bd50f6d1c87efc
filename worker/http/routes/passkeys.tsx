import { type Context, Hono } from "hono"
import { getCookie, setCookie } from "hono/cookie"
import { SignInPage } from "../../../web/pages/access/sign-in-page.tsx"
import { RecoveryCodesPage } from "../../../web/pages/account/recovery-codes-page.tsx"
import { paths } from "../../../web/paths.ts"
import { formatTime } from "../../../web/ui/format.ts"
import { challengeMinutes } from "../../domain/identity/passkey.ts"
import { once } from "../../usecases/once.ts"
import { addPasskey } from "../../usecases/passkey/add-passkey.ts"
import { askPasskey } from "../../usecases/passkey/ask-passkey.ts"
import { offerPasskey } from "../../usecases/passkey/offer-passkey.ts"
import { passWithPasskey } from "../../usecases/passkey/pass-with-passkey.ts"
import { removePasskey } from "../../usecases/passkey/remove-passkey.ts"
import { signInWithPasskey } from "../../usecases/passkey/sign-in-with-passkey.ts"
import { addressOf } from "../address.ts"
import type { AppEnv, DeskEnv } from "../app-env.ts"
import { accountForm, refusedAccount } from "../forms/account-form.ts"
import { readPasskeyAnswer } from "../forms/passkey-answer.ts"
import { readForm } from "../forms/read-form.ts"
import { returnPath, safeReturn } from "../forms/safe-return.ts"
import { showsSecret } from "../middleware/compression.ts"
import { browserKnowledge, rememberBrowser } from "../middleware/known-browser.ts"
import { setSessionCookie, signedIn } from "../middleware/session.ts"
import { passkeyDeps } from "../passkey-deps.ts"
import { visitor } from "../visitor.ts"
import { codePage } from "./second-factor-code.tsx"
import { factorPage } from "./second-factor-page.tsx"

const cookie = "passkey-browser"
/** What ties a challenge to a browser that has not signed in. */
const bearerOf = (c: Context<AppEnv>) => /^[\w-]{20,80}$/.exec(getCookie(c, cookie) ?? "")?.[0] ?? null

/** Options for the passkeys that a browser keeps, whoever's they are; ties them to this browser. */
async function askBrowser(c: Context<AppEnv>) {
  const { services } = c.var
  const bearer = bearerOf(c) ?? services.newId()
  const options = {
    httpOnly: true,
    sameSite: "Lax",
    path: paths.signIn(),
    maxAge: challengeMinutes * 60,
  } as const
  setCookie(c, cookie, bearer, { ...options, secure: services.sessions.secure })
  const { passkeys, site } = passkeyDeps(c)
  return c.json(await passkeys.request(site, { purpose: "sign-in", bearer, now: services.now() }))
}

async function begin(c: Context<AppEnv>) {
  const { text } = c.var
  const { response, to } = await readForm(c)
  const refuse = (refused: string, status: 422 | 429) =>
    c.render(<SignInPage to={returnPath(to)} refused={refused} />, status)
  const answer = readPasskeyAnswer(response)
  const bearer = bearerOf(c)
  if (!answer || !bearer) return refuse(text.factor.passkeys.signInWrong, 422)
  const ctx = visitor(c)
  const seen = { address: addressOf(c), userAgent: c.req.header("user-agent") ?? null }
  const session = await signInWithPasskey(ctx, passkeyDeps(c), {
    answer,
    credentialId: answer.id,
    bearer,
    ...seen,
  })
  if ("refused" in session) {
    if (session.refused === "wrong") return refuse(text.factor.passkeys.signInWrong, 422)
    return refuse(text.account.blockedSignIn(formatTime(session.until.toISOString())), 429)
  }
  await setSessionCookie(c, session.token, session.expiresAt)
  await rememberBrowser(c, session)
  return c.redirect(safeReturn(to), 303)
}

async function pass(c: Context<DeskEnv>) {
  const { text, actor, ctx } = c.var
  const { response, to } = await readForm(c)
  const wrong = { refused: text.factor.passkeys.notAccepted, status: 422 as const }
  const answer = readPasskeyAnswer(response)
  if (!answer) return codePage(c, returnPath(to), wrong)
  if (actor.secondFactor !== "due") return c.redirect(safeReturn(to), 303)
  const seen = { address: addressOf(c), knownAs: await browserKnowledge(c) }
  const passed = await passWithPasskey(ctx, passkeyDeps(c), { answer, credentialId: answer.id, ...seen })
  if ("session" in passed) {
    await setSessionCookie(c, passed.session.token, passed.session.expiresAt)
    await rememberBrowser(c, { names: passed.names, userId: actor.userId })
    return c.redirect(safeReturn(to), 303)
  }
  if (passed.refused === "wrong") return codePage(c, returnPath(to), wrong)
  const refused = text.account.blocked(formatTime(passed.until.toISOString()))
  return codePage(c, returnPath(to), { refused, status: 429 })
}

async function add(c: Context<DeskEnv>) {
  const { text, actor, ctx } = c.var
  const { key, fields } = await accountForm(c)
  const { name = "", password = "", response, to } = fields
  const answer = readPasskeyAnswer(response)
  try {
    const first = await once(ctx, { key, action: "passkey.add" }, () =>
      addPasskey(ctx, passkeyDeps(c), { key, password, name, answer }),
    )
    if (!first) return c.redirect(paths.secondFactor({ done: "added" }), 303)
    await setSessionCookie(c, first.session.token, first.session.expiresAt)
    const page = { text, actor, codes: first.codes, madeAt: ctx.now() }
    showsSecret(c)
    return c.render(<RecoveryCodesPage {...page} setUp to={returnPath(to)} />)
  } catch (error) {
    const { state, status } = refusedAccount(c, error, { name })
    // Where the answer itself was no good, the browser has to be asked again.
    const again = state.faults.some(({ field }) => field === "response") || !answer
    const passkey = { of: "add", state, answered: again ? undefined : response }
    return factorPage(c, { to: returnPath(to), passkey, status })
  }
}

async function remove(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const { key, fields } = await accountForm(c)
  const passkeyId = c.req.param("passkeyId") ?? ""
  const command = { key, passkeyId, password: fields["password"] ?? "" }
  try {
    await once(ctx, { key, action: "passkey.remove" }, () => removePasskey(ctx, passkeyDeps(c), command))
  } catch (error) {
    const { state, status } = refusedAccount(c, error)
    return factorPage(c, { passkey: { of: passkeyId, state }, status })
  }
  return c.redirect(paths.secondFactor({ done: "removed" }), 303)
}

/** Signing in with a passkey alone. */
export const passkeySignInRoutes = new Hono<AppEnv>()
  .get("/sign-in/passkey", askBrowser)
  .post("/sign-in/passkey", begin)

/** A passkey as the second step, and one's own passkeys. Below `/account/*` of account.tsx. */
export const passkeyRoutes = new Hono<DeskEnv>()
  .use("/sign-in/code/passkey", signedIn)
  .get("/sign-in/code/passkey", async (c) => c.json(await askPasskey(c.var.ctx, passkeyDeps(c))))
  .post("/sign-in/code/passkey", pass)
  .get("/account/passkeys/new", async (c) => c.json(await offerPasskey(c.var.ctx, passkeyDeps(c))))
  .post("/account/passkeys", add)
  .post("/account/passkeys/:passkeyId/removal", remove)
