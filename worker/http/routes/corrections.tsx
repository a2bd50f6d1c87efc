import { type Context, Hono } from "hono"
import type { CorrectionForm } from "../../../web/pages/quarters/corrections-section.tsx"
import { paths } from "../../../web/paths.ts"
import { typedFaults } from "../../domain/correction/correction.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { findCorrectable, openCorrection } from "../../usecases/correction/open-correction.ts"
import { takeBackCorrection } from "../../usecases/correction/take-back-correction.ts"
import { perform } from "../../usecases/perform.ts"
import type { DeskEnv } from "../app-env.ts"
import { formCommand } from "../forms/command.ts"
import { refusedForm } from "../forms/refused-form.ts"
import { acting } from "../middleware/session.ts"
import { showRequest } from "./correction-requests.tsx"
import { showQuarter } from "./quarters.tsx"

function typedOf(fields: Record<string, string>) {
  const cut = (field: string, length: number) => (fields[field] ?? "").slice(0, length)
  const { confirmed = "" } = fields
  return { estate: cut("estate", 100), chosen: cut("chosen", 100), reason: cut("reason", 4000), confirmed }
}

type Typed = ReturnType<typeof typedOf>

/** The quarter with the form as it was sent, what is wrong with it, and the estates that it may mean. */
async function showRefused(c: Context<DeskEnv>, quarter: string, typed: Typed, error: unknown) {
  const { ctx } = c.var
  const { state, status } = refusedForm(error, ctx.newId(), typed)
  const unsure = state.faults.some(({ rule }) => rule === "correction_estate_several")
  const found = unsure ? await findCorrectable(ctx, quarter, typed.estate) : null
  const offered = (found?.matches ?? []).slice(0, 10).map(({ slug, name }) => ({ slug, name }))
  const form: CorrectionForm = { state, offered }
  return showQuarter(c, { form, status })
}

async function open(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const quarter = c.req.param("quarter") ?? ""
  const { key, fields } = await formCommand(c)
  const typed = typedOf(fields)
  const asked = { estate: (typed.chosen || typed.estate).trim(), reason: typed.reason.trim() }
  const request = fields["request"]?.slice(0, 100) || undefined
  const unconfirmed: Fault = { rule: "not_confirmed", field: "confirmed" }
  try {
    if (typed.confirmed !== "yes")
      throw new DomainError("invalid", "invalid", [...typedFaults(asked), unconfirmed])
    await perform(ctx, openCorrection, { quarter }, { given: { ...asked, request } }, { key })
    if (request) return c.redirect(paths.correctionRequest(request, { done: "accepted" }), 303)
    return c.redirect(`${paths.quarter(quarter)}?done=corrected`, 303)
  } catch (error) {
    if (request) {
      const { state, status } = refusedForm(error, ctx.newId(), typed)
      return showRequest(c, request, { follow: state, status })
    }
    return showRefused(c, quarter, typed, error)
  }
}

async function takeBack(c: Context<DeskEnv>) {
  const quarter = c.req.param("quarter") ?? ""
  const correctionId = c.req.param("correctionId") ?? ""
  const { ctx } = c.var
  const command = await formCommand(c)
  const open = await takeBackCorrection.on.open(ctx, { quarter, correctionId })
  await perform(ctx, takeBackCorrection, open, { given: {} }, command)
  return c.redirect(`${paths.quarter(quarter)}?done=takenBack`, 303)
}

/** 更正: the city opens one of a released quarter, and takes it back while nobody has worked on it. */
export const correctionRoutes = new Hono<DeskEnv>()
  .post("/quarters/:quarter/corrections", acting(openCorrection), open)
  .post("/quarters/:quarter/corrections/:correctionId/withdrawal", acting(takeBackCorrection), takeBack)
