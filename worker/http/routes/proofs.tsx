import { type Context, Hono } from "hono"
import {
  EmailVerificationPage,
  EmailVerifiedPage,
} from "../../../web/pages/access/email-verification-page.tsx"
import { LinkOverPage, NewPasswordPage } from "../../../web/pages/access/new-password-page.tsx"
import { ResetPage, ResetSentPage } from "../../../web/pages/access/reset-page.tsx"
import { paths } from "../../../web/paths.ts"
import { type FormState, freshForm } from "../../../web/ui/form-state.ts"
import { formatTime } from "../../../web/ui/format.ts"
import { DomainError } from "../../domain/errors.ts"
import { MOST_EMAIL } from "../../domain/identity/email.ts"
import { TooBusy } from "../../domain/identity/too-busy.ts"
import { askReset } from "../../usecases/identity/ask-reset.ts"
import { confirmEmail, emailOwner } from "../../usecases/identity/confirm-email.ts"
import { ownKeys, resetOwner, resetPassword } from "../../usecases/identity/reset-password.ts"
import { addressOf } from "../address.ts"
import type { AppEnv } from "../app-env.ts"
import { busySentence } from "../forms/busy.ts"
import { readForm } from "../forms/read-form.ts"
import { identityDeps } from "../identity-deps.ts"
import { rememberBrowser } from "../middleware/known-browser.ts"
import { dropSessionCookie } from "../middleware/session.ts"
import { visitor } from "../visitor.ts"

const tokenOf = (c: Context<AppEnv>) => c.req.param("token") ?? ""

/** The page of a link that is good for nothing; 410, so that nobody takes it for a page to come back to. */
function over(c: Context<AppEnv>, purpose: "reset" | "email") {
  return c.render(<LinkOverPage purpose={purpose} />, 410)
}

const isOver = (error: unknown) =>
  error instanceof DomainError && (error.rule === "link_over" || error.code === "stale")

/** Asking for the link. Without an e-mail it says so; otherwise the answer is the same for everybody. */
async function ask(c: Context<AppEnv>) {
  const { text } = c.var
  const email = ((await readForm(c))["email"] ?? "").trim()
  const fresh = freshForm("", { email: email.slice(0, MOST_EMAIL) })
  if (email === "" || email.length > MOST_EMAIL) {
    const faults = [{ rule: "email_form", field: "email" }]
    return c.render(<ResetPage state={{ ...fresh, faults }} />, 422)
  }
  const { until } = await askReset(visitor(c), identityDeps(c), { email, address: addressOf(c) })
  if (!until) return c.redirect(paths.passwordReset({ sent: "1" }), 303)
  const refused = text.account.blocked(formatTime(until.toISOString()))
  return c.render(<ResetPage state={{ ...fresh, refused }} />, 429)
}

async function newPasswordPage(
  c: Context<AppEnv>,
  user: { id: string; email: string },
  state: FormState = freshForm(""),
) {
  const keys = await ownKeys(visitor(c), user)
  const page = { token: tokenOf(c), email: user.email, keys, state }
  return c.render(<NewPasswordPage {...page} />, state.refused ? 503 : state.faults.length > 0 ? 422 : 200)
}

async function setPassword(c: Context<AppEnv>) {
  const token = tokenOf(c)
  const deps = identityDeps(c)
  const ctx = visitor(c)
  const fields = await readForm(c)
  const password = fields["password"] ?? ""
  const endKeys = fields["endKeys"] === "yes"
  try {
    // Whoever reads the e-mail of the account is its owner: from now on this browser is known.
    await rememberBrowser(c, await resetPassword(ctx, deps, { token, password, endKeys }))
  } catch (error) {
    if (isOver(error)) return over(c, "reset")
    const busy = error instanceof TooBusy ? busySentence(c, error) : undefined
    if (!busy && !(error instanceof DomainError && error.code === "invalid")) throw error
    const [fault] = error instanceof DomainError ? error.faults : []
    const user = await resetOwner(ctx, deps, token)
    if (!user || !(fault || busy)) return over(c, "reset")
    const faults = fault ? [fault] : []
    const typed = { endKeys: endKeys ? "yes" : "" }
    return newPasswordPage(c, user, { ...freshForm("", typed), faults, refused: busy ?? null })
  }
  dropSessionCookie(c)
  return c.redirect(paths.signIn({ done: endKeys ? "password-keys" : "password" }), 303)
}

async function confirm(c: Context<AppEnv>) {
  // Only a form: the check of the origin looks at forms alone.
  await readForm(c)
  try {
    await confirmEmail(visitor(c), identityDeps(c), tokenOf(c))
  } catch (error) {
    if (isOver(error)) return over(c, "email")
    throw error
  }
  return c.render(<EmailVerifiedPage />)
}

/**
 * The one-time links of letters, for visitors. Opening one changes nothing: scanners of mail servers open links too, so
 * only the posted form uses it up.
 */
export const proofRoutes = new Hono<AppEnv>()
  .get("/password-reset", (c) =>
    c.req.query("sent") === "1" ? c.render(<ResetSentPage />) : c.render(<ResetPage state={freshForm("")} />),
  )
  .post("/password-reset", ask)
  .get("/password-reset/:token", async (c) => {
    const user = await resetOwner(visitor(c), c.var.services.identity, tokenOf(c))
    if (!user) return over(c, "reset")
    return newPasswordPage(c, user)
  })
  .post("/password-reset/:token", setPassword)
  .get("/email-verification/:token", async (c) => {
    const { services } = c.var
    const owner = await emailOwner(visitor(c), services.identity, tokenOf(c))
    if (!owner) return over(c, "email")
    const { newEmail, user } = owner
    const email = newEmail ?? user.email
    return c.render(<EmailVerificationPage token={tokenOf(c)} email={email} isNew={newEmail !== null} />)
  })
  .post("/email-verification/:token", confirm)
