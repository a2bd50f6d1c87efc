import { type Context, Hono } from "hono"
import { ResetAskPage, type ResetAskPageProps } from "../../../web/pages/factor-resets/ask-page.tsx"
import { ResetLetterPage } from "../../../web/pages/factor-resets/letter-page.tsx"
import { ResetListPage } from "../../../web/pages/factor-resets/list-page.tsx"
import { paths } from "../../../web/paths.ts"
import { freshForm } from "../../../web/ui/form-state.ts"
import { DomainError } from "../../domain/errors.ts"
import { readEmail } from "../../domain/identity/email.ts"
import { askFactorReset } from "../../usecases/factor-reset/ask-reset.ts"
import { confirmFactorReset } from "../../usecases/factor-reset/confirm-reset.ts"
import { listResets, openReset, openResetMember } from "../../usecases/factor-reset/open-reset.ts"
import { resetOfLetter, stopByLetter } from "../../usecases/factor-reset/stop-by-letter.ts"
import { stopFactorReset, stopOwnReset } from "../../usecases/factor-reset/stop-reset.ts"
import { once } from "../../usecases/once.ts"
import { openOrganisation } from "../../usecases/organisation/open-organisation.ts"
import type { AppEnv, DeskEnv } from "../app-env.ts"
import { formKey } from "../forms/command.ts"
import { readForm } from "../forms/read-form.ts"
import { refusedForm, type Shown } from "../forms/refused-form.ts"
import { identityDeps } from "../identity-deps.ts"
import { requires, signedIn } from "../middleware/session.ts"
import { visitor } from "../visitor.ts"

async function list(c: Context<DeskEnv>, sent?: string) {
  const { text, actor, ctx } = c.var
  const done = c.req.method === "GET" ? c.req.query("done") : undefined
  const words = text.factor.resets.done
  const notice = done === "asked" || done === "confirmed" || done === "stopped" ? words[done] : undefined
  const faults = sent === undefined ? [] : [{ rule: "not_confirmed", field: "confirmed" }]
  const state = { ...freshForm(ctx.newId()), faults }
  const page = { rows: await listResets(ctx), state, sent, notice }
  return c.render(<ResetListPage actor={actor} {...page} />, sent === undefined ? 200 : 422)
}

async function confirm(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const fields = await readForm(c)
  const key = formKey(c.req.path, fields)
  const reset = fields["reset"] ?? ""
  if (fields["confirmed"] !== "yes") return list(c, reset)
  await once(ctx, { key, action: "factor_reset.confirm" }, async () =>
    confirmFactorReset(ctx, await openWaiting(c, reset, key, "factor_reset.confirm"), { key }),
  )
  return c.redirect(paths.resets({ done: "confirmed" }), 303)
}

/** One that waits. It is gone when the same form was sent before: then its first answer stands. */
async function openWaiting(c: Context<DeskEnv>, id: string, key: string, action: string) {
  const { ctx } = c.var
  try {
    return await openReset(ctx, id)
  } catch (error) {
    if ((await ctx.read.writes.firstResult(key, action)) !== undefined)
      throw new DomainError("conflict", "reset_over")
    throw error
  }
}

async function stop(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const fields = await readForm(c)
  const key = formKey(c.req.path, fields)
  await once(ctx, { key, action: "factor_reset.stop" }, async () => {
    const { reset } = await openWaiting(c, fields["reset"] ?? "", key, "factor_reset.stop")
    return stopFactorReset(ctx, reset, { key })
  })
  return c.redirect(paths.resets({ done: "stopped" }), 303)
}

type Asking = Pick<ResetAskPageProps, "of" | "rule"> & Shown

function askPage(c: Context<DeskEnv>, { of, rule, state, status }: Asking) {
  const { actor, ctx } = c.var
  const shown = state ?? freshForm(ctx.newId())
  return c.render(<ResetAskPage actor={actor} state={shown} of={of} rule={rule} />, status ?? 200)
}

/** Sends the request; what is wrong with it comes back on its page, with what was typed. */
async function send(
  c: Context<DeskEnv>,
  of: Asking["of"],
  { key, reason, email = "" }: { key: string; reason: string; email?: string },
  open: () => ReturnType<typeof openResetMember>,
) {
  const { ctx } = c.var
  const typed = { email, reason }
  try {
    await once(ctx, { key, action: "factor_reset.ask" }, async () =>
      askFactorReset(ctx, identityDeps(c), await open(), { key, reason }),
    )
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    if (error.code === "conflict")
      return askPage(c, { of, rule: error.rule, state: freshForm(ctx.newId(), typed), status: 409 })
    return askPage(c, { of, ...refusedForm(error, ctx.newId(), typed) })
  }
  return c.redirect(paths.resets({ done: "asked" }), 303)
}

const own = "/members/:memberId/factor-reset"
const memberOf = (c: Context<DeskEnv>) =>
  openResetMember(c.var.ctx, c.var.actor.organisation.id, { id: c.req.param("memberId") ?? "" })

async function askForMember(c: Context<DeskEnv>) {
  const member = await memberOf(c)
  const fields = await readForm(c)
  const command = { key: formKey(c.req.path, fields), reason: fields["reason"] ?? "" }
  const of = { memberId: member.memberId, name: member.name }
  return send(c, of, command, async () => member)
}

const elsewhere = "/organisations/:organisationId/factor-reset"

async function organisationOf(c: Context<DeskEnv>) {
  const { organisation } = await openOrganisation(c.var.ctx, c.req.param("organisationId") ?? "")
  return { organisationId: organisation.id, name: organisation.name }
}

async function askElsewhere(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const fields = await readForm(c)
  const { email = "", reason = "" } = fields
  const command = { key: formKey(c.req.path, fields), email, reason }
  const organisationId = c.req.param("organisationId") ?? ""
  const unknown = { rule: "reset_email_unknown", field: "email" }
  try {
    const member = await openResetMember(ctx, organisationId, { email: readEmail(email) ?? "" })
    const of = { organisationId, name: member.organisation.name }
    return await send(c, of, command, async () => member)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "not_found") throw error
    const state = { ...freshForm(ctx.newId(), { email, reason }), faults: [unknown] }
    return askPage(c, { of: await organisationOf(c), state, status: 422 })
  }
}

/** Lost second factors: asking, what waits, confirming and stopping. Below `/members/*`, `/organisations/*`, `/account/*`. */
export const factorResetRoutes = new Hono<DeskEnv>()
  .use("/factor-resets/*", signedIn, requires("factor.manage"))
  .get("/factor-resets", (c) => list(c))
  .post("/factor-resets/confirmation", requires("factor.confirm"), confirm)
  .post("/factor-resets/stop", stop)
  .get(own, async (c) => {
    const { memberId, name, rule } = await memberOf(c)
    return askPage(c, { of: { memberId, name }, rule })
  })
  .post(own, askForMember)
  .get(elsewhere, async (c) => askPage(c, { of: await organisationOf(c) }))
  .post(elsewhere, askElsewhere)
  .post("/account/factor-reset/stop", async (c) => {
    const key = formKey(c.req.path, await readForm(c))
    await once(c.var.ctx, { key, action: "factor_reset.stop" }, () => stopOwnReset(c.var.ctx, { key }))
    return c.redirect(paths.account({ done: "stopped" }), 303)
  })

const letter = "/second-factor-reset/:token"
const letterPage = (c: Context<AppEnv>, state: "open" | "stopped" | "over") =>
  c.render(<ResetLetterPage token={c.req.param("token") ?? ""} state={state} />, state === "over" ? 410 : 200)

/** The link of the letter that tells somebody of a request; opening it changes nothing, scanners open links too. */
export const resetLetterRoutes = new Hono<AppEnv>()
  .get(letter, async (c) => {
    const user = await resetOfLetter(visitor(c), c.var.services.identity, c.req.param("token"))
    return letterPage(c, user ? "open" : "over")
  })
  .post(letter, async (c) => {
    // Only a form: the check of the origin looks at forms alone.
    await readForm(c)
    try {
      await stopByLetter(visitor(c), c.var.services.identity, c.req.param("token"))
    } catch (error) {
      if (error instanceof DomainError && error.code === "conflict") return letterPage(c, "over")
      throw error
    }
    return letterPage(c, "stopped")
  })
