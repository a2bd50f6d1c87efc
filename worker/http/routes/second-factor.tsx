import { type Context, Hono } from "hono"
import { createMiddleware } from "hono/factory"
import { RecoveryCodesPage } from "../../../web/pages/account/recovery-codes-page.tsx"
import { paths } from "../../../web/paths.ts"
import { DomainError } from "../../domain/errors.ts"
import { needsSecondFactor } from "../../domain/identity/second-factor.ts"
import { renewRecoveryCodes } from "../../usecases/identity/renew-recovery-codes.ts"
import { setUpSecondFactor } from "../../usecases/identity/set-up-second-factor.ts"
import { turnOffSecondFactor } from "../../usecases/identity/turn-off-second-factor.ts"
import { once } from "../../usecases/once.ts"
import type { DeskEnv } from "../app-env.ts"
import { accountForm, refusedAccount } from "../forms/account-form.ts"
import { returnPath } from "../forms/safe-return.ts"
import { identityDeps } from "../identity-deps.ts"
import { showsSecret } from "../middleware/compression.ts"
import { setSessionCookie, signedIn } from "../middleware/session.ts"
import { codePage, typeCode } from "./second-factor-code.tsx"
import { factorPage } from "./second-factor-page.tsx"

async function setUp(c: Context<DeskEnv>) {
  const { text, actor, ctx } = c.var
  const { key, fields } = await accountForm(c)
  const { password = "", code = "" } = fields
  const to = returnPath(fields["to"])
  try {
    const { codes, session } = await setUpSecondFactor(ctx, identityDeps(c), { key, password, code })
    await setSessionCookie(c, session.token, session.expiresAt)
    const page = { text, actor, codes, madeAt: ctx.now() }
    showsSecret(c)
    return c.render(<RecoveryCodesPage {...page} setUp to={to} />)
  } catch (error) {
    return factorPage(c, { to, replace: true, ...refusedAccount(c, error) })
  }
}

async function renew(c: Context<DeskEnv>) {
  const { text, actor, ctx } = c.var
  const { key, fields } = await accountForm(c)
  try {
    const codes = await renewRecoveryCodes(ctx, identityDeps(c), { key, password: fields["password"] ?? "" })
    const page = { text, actor, codes, madeAt: ctx.now() }
    showsSecret(c)
    return c.render(<RecoveryCodesPage {...page} setUp={false} />)
  } catch (error) {
    if (error instanceof DomainError && error.rule === "second_factor_is_off") throw error
    return factorPage(c, { ...refusedAccount(c, error), sent: "codes" })
  }
}

/** Before anything that reads the body: whose role needs it may not. */
const mayTurnOff = createMiddleware<DeskEnv>(async (c, next) => {
  if (needsSecondFactor(c.var.actor)) throw new DomainError("forbidden", "second_factor_kept")
  await next()
})

async function turnOff(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const { key, fields } = await accountForm(c)
  const command = { key, password: fields["password"] ?? "" }
  try {
    await once(ctx, { key, action: "second_factor.turn_off" }, () =>
      turnOffSecondFactor(ctx, identityDeps(c), command),
    )
  } catch (error) {
    if (error instanceof DomainError && error.rule === "second_factor_is_off") throw error
    return factorPage(c, { ...refusedAccount(c, error), sent: "off" })
  }
  return c.redirect(paths.account({ done: "off" }), 303)
}

/** The second factor: its code after the password, setting it up, recovery codes. Below `/account/*` of account.tsx. */
export const secondFactorRoutes = new Hono<DeskEnv>()
  .use("/sign-in/code", signedIn)
  .get("/sign-in/code", (c) => codePage(c, returnPath(c.req.query("to"))))
  .post("/sign-in/code", typeCode)
  .get("/account/second-factor", (c) =>
    factorPage(c, { to: returnPath(c.req.query("to")), replace: c.req.query("replace") === "1" }),
  )
  .post("/account/second-factor", setUp)
  .post("/account/second-factor/removal", mayTurnOff, turnOff)
  .post("/account/recovery-codes", renew)
