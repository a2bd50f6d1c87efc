import type { NominationSheet } from "../../data/nominations.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import type { Digest } from "../../domain/release/content.ts"
import { type EligibilityResult, evaluateEligibility } from "../../domain/selection/eligibility.ts"
import type { EvaluateRule } from "../../domain/selection/expression.ts"
import type { EstateFigures } from "../../domain/selection/figures.ts"
import { mayLeave } from "../../domain/selection/next-in-line.ts"
import { windowFault } from "../../domain/selection/nomination.ts"
import type { UseCaseContext } from "../context.ts"
import { rulesOf } from "../programme/open-programme.ts"
import { type FiguresDeps, figuresHash, readFigures } from "./read-figures.ts"

/** What evaluating an estate needs: released figures, the language of the rules, hashing. */
export interface NominationDeps {
  figures: FiguresDeps
  evaluate: EvaluateRule
  digest: Digest
}

/** Figures of an estate with what the rules say of them. */
export interface Evaluated {
  figures: EstateFigures
  hash: string
  result: EligibilityResult
}

type Ctx = UseCaseContext<MemberActor>

/** A nomination that the actor may see. Errors: forbidden, not_found. */
export async function findNomination(ctx: Ctx, id: string): Promise<NominationSheet> {
  if (!may(ctx.actor, "nomination.read")) throw new DomainError("forbidden", "forbidden")
  const sheet = await ctx.read.nominations.find(id)
  if (!sheet) throw new DomainError("not_found", "not_found")
  return sheet
}

/** A nomination of the actor's own organisation, to be changed. Errors: forbidden, not_found. */
export async function ownNomination(ctx: Ctx, id: string): Promise<NominationSheet> {
  if (!may(ctx.actor, "nomination.edit")) throw new DomainError("forbidden", "forbidden")
  const sheet = await findNomination(ctx, id)
  requireOwn(ctx, sheet)
  return sheet
}

/** Refuses what only the organisation that nominated may do. Errors: forbidden. */
export function requireOwn({ actor }: Ctx, { nomination }: { nomination: { organisationId: string } }): void {
  if (nomination.organisationId !== actor.organisation.id)
    throw new DomainError("forbidden", "nomination_not_own")
}

/** What the released figures of a nomination's estate come to by the rules in force; null without figures. */
export async function evaluateNow(
  { programme, estate, tenures, published }: NominationSheet,
  deps: NominationDeps,
): Promise<Evaluated | null> {
  const rules = rulesOf(programme)
  const read = [{ slug: estate.slug, tenures }]
  const figures = (await readFigures(deps.figures, rules.basis, read, published)).get(estate.slug)
  if (!figures) return null
  const hash = await figuresHash(figures, deps.digest)
  const by = { evaluate: deps.evaluate, figuresHash: hash, rulesVersion: programme.rulesVersion }
  return { figures, hash, result: evaluateEligibility(rules.eligibility, figures, by) }
}

/** Whether nominations can be made now: the phase is open and the day is right. Null when they can. */
export function closedBy({ programme }: Pick<NominationSheet, "programme">, now: Date): string | null {
  const { dates } = rulesOf(programme)
  if (programme.stoppedAt !== null) return "programme_stopped"
  // Rules are in force from the opening on, so another phase is a later one.
  if (programme.phase !== "open") return "nomination_closed"
  return windowFault(dates, now.getTime())
}

/** Refuses what is only possible while nominations are open. Errors: conflict. */
export function requireOpen(sheet: Pick<NominationSheet, "programme">, now: Date): void {
  const { dates } = rulesOf(sheet.programme)
  const rule = closedBy(sheet, now)
  if (rule) throw new DomainError("conflict", rule, [], { openDay: dates.openDay, closeDay: dates.closeDay })
}

/**
 * A nomination with what its page shows: a draft is evaluated on what is released now, a submitted one shows what was
 * frozen. No round trip but the one that reads it. Errors: forbidden, not_found.
 */
export async function openNomination(ctx: Ctx, id: string, deps: NominationDeps) {
  const sheet = await findNomination(ctx, id)
  const { nomination, programme } = sheet
  const own = nomination.organisationId === ctx.actor.organisation.id
  const mayEdit = own && may(ctx.actor, "nomination.edit")
  const frozen = nomination.state === "draft" ? null : nomination
  const now = nomination.state === "draft" ? await evaluateNow(sheet, deps) : null
  return {
    ...sheet,
    rules: rulesOf(programme),
    own,
    closed: closedBy(sheet, ctx.now()),
    mayEdit,
    mayWithdraw:
      mayEdit &&
      nomination.state !== "withdrawn" &&
      mayLeave(id, { phase: programme.phase, newest: sheet.decidedList }),
    mayRun: programme.organisationId === ctx.actor.organisation.id && may(ctx.actor, "programme.run"),
    figures: frozen ? frozen.figures : (now?.figures ?? null),
    eligibility: frozen ? frozen.eligibility : (now?.result ?? null),
  }
}

export type OpenNomination = Awaited<ReturnType<typeof openNomination>>
