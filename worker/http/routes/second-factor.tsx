import { type Context, Hono } from "hono"
import { createMiddleware } from "hono/factory"
import { CodePage } from "../../../web/pages/access/code-page.tsx"
import type { FormProblem } from "../../../web/pages/account/account-frame.tsx"
import { FactorPage, type FactorPageProps } from "../../../web/pages/account/factor-page.tsx"
import { FactorSetupPage } from "../../../web/pages/account/factor-setup-page.tsx"
import { RecoveryCodesPage } from "../../../web/pages/account/recovery-codes-page.tsx"
import { paths } from "../../../web/paths.ts"
import { formatTime } from "../../../web/ui/format.ts"
import { DomainError } from "../../domain/errors.ts"
import { needsSecondFactor } from "../../domain/identity/second-factor.ts"
import { passSecondFactor } from "../../usecases/identity/pass-second-factor.ts"
import { renewRecoveryCodes } from "../../usecases/identity/renew-recovery-codes.ts"
import { offeredSecret, setUpSecondFactor } from "../../usecases/identity/set-up-second-factor.ts"
import { turnOffSecondFactor } from "../../usecases/identity/turn-off-second-factor.ts"
import { once } from "../../usecases/once.ts"
import type { DeskEnv } from "../app-env.ts"
import { accountForm, formProblem } from "../forms/account-form.ts"
import { readForm } from "../forms/read-form.ts"
import { returnPath, safeReturn } from "../forms/safe-return.ts"
import { addressOf, identityDeps } from "../identity-deps.ts"
import { showsSecret } from "../middleware/compression.ts"
import { browserKnowledge, rememberBrowser } from "../middleware/known-browser.ts"
import { setSessionCookie, signedIn } from "../middleware/session.ts"

type Refused = { problem: FormProblem; status: 409 | 422 | 429 | 503 }

async function ownAccount(c: Context<DeskEnv>) {
  const account = await c.var.ctx.read.identity.account(c.var.actor.userId)
  if (!account) throw new DomainError("not_found", "not_found")
  return account
}

function codePage(
  c: Context<DeskEnv>,
  to: string | undefined,
  refused?: { error?: string; blocked?: string },
) {
  const { text, actor } = c.var
  const passed = actor.secondFactor !== "due"
  const status = refused ? (refused.blocked ? 429 : 422) : 200
  return c.html(<CodePage text={text} actor={actor} to={to} passed={passed} {...refused} />, status)
}

async function typeCode(c: Context<DeskEnv>) {
  const { text, actor, ctx } = c.var
  const { code = "", to } = await readForm(c)
  const wrong = { error: text.account.rules.code_wrong({}) }
  if (code.trim() === "" || code.length > 40) return codePage(c, returnPath(to), wrong)
  if (actor.secondFactor !== "due") return c.redirect(safeReturn(to), 303)
  const typed = { code, address: addressOf(c), knownAs: await browserKnowledge(c) }
  const answer = await passSecondFactor(ctx, identityDeps(c), typed)
  if ("refused" in answer) {
    if (answer.refused === "wrong") return codePage(c, returnPath(to), wrong)
    const blocked = text.account.blocked(formatTime(answer.until.toISOString()))
    return codePage(c, returnPath(to), { blocked })
  }
  await setSessionCookie(c, answer.session.token, answer.session.expiresAt)
  await rememberBrowser(c, { email: answer.email, userId: actor.userId })
  if (answer.codesLeft === null) return c.redirect(safeReturn(to), 303)
  return c.redirect(paths.secondFactor({ recovered: answer.codesLeft }), 303)
}

/** The secret to set up, as long as there is none, or another one is asked for. */
async function setupPage(c: Context<DeskEnv>, to: string | undefined, refused?: Refused) {
  const { text, actor, ctx, services } = c.var
  const { user, credential } = await ownAccount(c)
  const secret = await offeredSecret(ctx, services.identity, credential)
  const label = { account: user.email, issuer: text.site.name }
  const uri = services.identity.secondFactors.uri(secret, label)
  showsSecret(c)
  return c.html(
    <FactorSetupPage
      text={text}
      actor={actor}
      formKey={ctx.newId()}
      problem={refused?.problem}
      offer={{ secret, uri, qr: services.qrCode(uri) }}
      needed={actor.secondFactor === "off" && needsSecondFactor(actor)}
      replace={actor.secondFactor !== "off"}
      to={to}
    />,
    refused?.status ?? 200,
  )
}

async function statePage(c: Context<DeskEnv>, refused?: Refused & Pick<FactorPageProps, "refused">) {
  const { text, actor, ctx } = c.var
  const { credential, codesLeft } = await ownAccount(c)
  const recovered = c.req.method === "GET" && c.req.query("recovered") !== undefined
  return c.html(
    <FactorPage
      text={text}
      actor={actor}
      formKey={ctx.newId()}
      since={credential.totpConfirmedAt ?? ""}
      codesLeft={codesLeft}
      needed={needsSecondFactor(actor)}
      problem={refused?.problem}
      refused={refused?.refused}
      notice={recovered ? { kind: "warning", sentence: text.account.done.recovered(codesLeft) } : undefined}
    />,
    refused?.status ?? 200,
  )
}

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
    return c.html(<RecoveryCodesPage {...page} setUp to={to} />)
  } catch (error) {
    return setupPage(c, to, formProblem(c, error))
  }
}

/** The fields of the two forms of the page have ids of their own. */
function ofForm(form: "codes" | "off", { problem, status }: Refused) {
  const faults = Object.entries(problem.faults).map(([field, sentence]) => [`${form}-${field}`, sentence])
  return { problem: { ...problem, faults: Object.fromEntries(faults) }, status, refused: form }
}

async function renew(c: Context<DeskEnv>) {
  const { text, actor, ctx } = c.var
  const { key, fields } = await accountForm(c)
  try {
    const codes = await renewRecoveryCodes(ctx, identityDeps(c), { key, password: fields["password"] ?? "" })
    const page = { text, actor, codes, madeAt: ctx.now() }
    showsSecret(c)
    return c.html(<RecoveryCodesPage {...page} setUp={false} />)
  } catch (error) {
    if (error instanceof DomainError && error.rule === "second_factor_is_off") throw error
    return statePage(c, ofForm("codes", formProblem(c, error)))
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
    return statePage(c, ofForm("off", formProblem(c, error)))
  }
  return c.redirect(paths.account({ done: "off" }), 303)
}

/** The second factor: its code after the password, setting it up, recovery codes. Below `/account/*` of account.tsx. */
export const secondFactorRoutes = new Hono<DeskEnv>()
  .use("/sign-in/code", signedIn)
  .get("/sign-in/code", (c) => codePage(c, returnPath(c.req.query("to"))))
  .post("/sign-in/code", typeCode)
  .get("/account/second-factor", (c) =>
    c.var.actor.secondFactor === "off" || c.req.query("replace") === "1"
      ? setupPage(c, returnPath(c.req.query("to")))
      : statePage(c),
  )
  .post("/account/second-factor", setUp)
  .post("/account/second-factor/removal", mayTurnOff, turnOff)
  .post("/account/recovery-codes", renew)
