import { type Context, Hono } from "hono"
import { AccountPage, type AccountPageProps } from "../../../web/pages/account/account-page.tsx"
import { EmailPage } from "../../../web/pages/account/email-page.tsx"
import { PasswordPage } from "../../../web/pages/account/password-page.tsx"
import { SessionsPage } from "../../../web/pages/account/sessions-page.tsx"
import { SignInIdsPage } from "../../../web/pages/account/sign-in-ids-page.tsx"
import { paths } from "../../../web/paths.ts"
import { freshForm } from "../../../web/ui/form-state.ts"
import { DomainError } from "../../domain/errors.ts"
import { deviceOf } from "../../domain/identity/device.ts"
import { askEmailChange } from "../../usecases/identity/ask-email-change.ts"
import { askEmailProof } from "../../usecases/identity/ask-email-proof.ts"
import { changePassword } from "../../usecases/identity/change-password.ts"
import { changeSignInIds } from "../../usecases/identity/change-sign-in-ids.ts"
import { endOtherSessions } from "../../usecases/identity/end-other-sessions.ts"
import { endOwnSession } from "../../usecases/identity/end-session.ts"
import { once } from "../../usecases/once.ts"
import type { DeskEnv } from "../app-env.ts"
import { accountForm, refusedAccount } from "../forms/account-form.ts"
import { pageNumber } from "../forms/page-number.ts"
import { identityDeps } from "../identity-deps.ts"
import { signedIn } from "../middleware/session.ts"

type Refused = Partial<ReturnType<typeof refusedAccount>>

async function ownAccount(c: Context<DeskEnv>) {
  const account = await c.var.ctx.read.identity.account(c.var.actor.userId)
  if (!account) throw new DomainError("not_found", "not_found")
  return account
}

/** What was just done, told by the address that it led to. */
function doneNotice(c: Context<DeskEnv>): AccountPageProps["notice"] {
  const { done } = c.var.text.account
  const what = c.req.query("done")
  const words =
    what === "password" ||
    what === "email" ||
    what === "ids" ||
    what === "proof" ||
    what === "off" ||
    what === "stopped"
      ? done[what]
      : null
  return words === null ? undefined : { kind: "success", sentence: words }
}

async function overview(c: Context<DeskEnv>, { state, status }: Refused = {}) {
  const { user, factorSince, codesLeft, waitingReset } = await ownAccount(c)
  const sentence = state?.refused
  return c.render(
    <AccountPage
      actor={c.var.actor}
      email={user.email}
      emailConfirmed={user.emailVerified}
      signInName={user.signInName}
      mobile={user.mobile}
      factorSince={factorSince}
      resetWaits={waitingReset !== null}
      codesLeft={codesLeft}
      formKey={c.var.ctx.newId()}
      notice={sentence ? { kind: "error", sentence } : doneNotice(c)}
    />,
    status ?? 200,
  )
}

async function sendProof(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const { key } = await accountForm(c)
  try {
    await once(ctx, { key, action: "email.ask_proof" }, () => askEmailProof(ctx, identityDeps(c), { key }))
  } catch (error) {
    return overview(c, refusedAccount(c, error))
  }
  return c.redirect(paths.account({ done: "proof" }), 303)
}

function passwordPage(c: Context<DeskEnv>, { state, status }: Refused = {}) {
  const { actor, ctx } = c.var
  return c.render(<PasswordPage actor={actor} state={state ?? freshForm(ctx.newId())} />, status ?? 200)
}

async function newPassword(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const { key, fields } = await accountForm(c)
  const { current = "", password = "" } = fields
  try {
    await once(ctx, { key, action: "password.change" }, () =>
      changePassword(ctx, identityDeps(c), { key, current, password }),
    )
  } catch (error) {
    return passwordPage(c, refusedAccount(c, error))
  }
  return c.redirect(paths.account({ done: "password" }), 303)
}

async function emailPage(c: Context<DeskEnv>, { state, status }: Refused = {}) {
  const { actor, ctx } = c.var
  const { user } = await ownAccount(c)
  const page = <EmailPage actor={actor} state={state ?? freshForm(ctx.newId())} now={user.email} />
  return c.render(page, status ?? 200)
}

async function newEmail(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const { key, fields } = await accountForm(c)
  const { email = "", password = "" } = fields
  try {
    await once(ctx, { key, action: "email.ask_change" }, () =>
      askEmailChange(ctx, identityDeps(c), { key, email, password }),
    )
  } catch (error) {
    return emailPage(c, refusedAccount(c, error, { email }))
  }
  return c.redirect(paths.account({ done: "email" }), 303)
}

async function idsPage(c: Context<DeskEnv>, { state, status }: Refused = {}) {
  const { actor, ctx } = c.var
  const { signInName, mobile } = (await ownAccount(c)).user
  const typed = { signInName: signInName ?? "", mobile: mobile ?? "" }
  return c.render(
    <SignInIdsPage actor={actor} state={state ?? freshForm(ctx.newId(), typed)} />,
    status ?? 200,
  )
}

async function newIds(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const { key, fields } = await accountForm(c)
  const { password = "", signInName = "", mobile = "" } = fields
  try {
    await once(ctx, { key, action: "sign_in.change" }, () =>
      changeSignInIds(ctx, identityDeps(c), { key, password, signInName, mobile }),
    )
  } catch (error) {
    return idsPage(c, refusedAccount(c, error, { signInName, mobile }))
  }
  return c.redirect(paths.account({ done: "ids" }), 303)
}

async function sessions(c: Context<DeskEnv>) {
  const { actor, ctx } = c.var
  const open = await ctx.read.sessions.of(
    actor.userId,
    ctx.now(),
    pageNumber(c.req.query("page")),
    actor.sessionId,
  )
  const done = c.req.query("done")
  return c.render(
    <SessionsPage
      actor={actor}
      {...open}
      rows={open.rows.map((row) => ({
        id: row.id,
        device: deviceOf(row.userAgent),
        address: row.address,
        createdAt: row.createdAt,
        expiresAt: row.expiresAt,
        here: row.id === actor.sessionId,
        due: actor.secondFactor !== "off" && row.secondFactorAt === null,
      }))}
      formKey={ctx.newId()}
      done={done === "ended" || done === "others" ? done : undefined}
    />,
  )
}

/** A person's own account: e-mail, password, where it is signed in. */
export const accountRoutes = new Hono<DeskEnv>()
  .use("/account/*", signedIn)
  .get("/account", (c) => overview(c))
  .post("/account/email-verification", sendProof)
  .get("/account/password", (c) => passwordPage(c))
  .post("/account/password", newPassword)
  .get("/account/email", (c) => emailPage(c))
  .post("/account/email", newEmail)
  .get("/account/sign-in", (c) => idsPage(c))
  .post("/account/sign-in", newIds)
  .get("/account/sessions", sessions)
  .post("/account/sessions/:sessionId/end", async (c) => {
    const { ctx } = c.var
    const { key } = await accountForm(c)
    const sessionId = c.req.param("sessionId")
    await endOwnSession(ctx, { key, sessionId })
    return c.redirect(paths.sessions({ done: "ended" }), 303)
  })
  .post("/account/other-sessions/end", async (c) => {
    const { key } = await accountForm(c)
    await endOtherSessions(c.var.ctx, { key })
    return c.redirect(paths.sessions({ done: "others" }), 303)
  })
