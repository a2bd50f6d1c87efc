import type { SystemActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { canonicalJson } from "../../domain/canonical.ts"
import { dayOf } from "../../domain/quarter.ts"
import type { Digest } from "../../domain/release/content.ts"
import { type EligibilityResult, evaluateEligibility } from "../../domain/selection/eligibility.ts"
import type { EvaluateRule } from "../../domain/selection/expression.ts"
import type { EstateFigures } from "../../domain/selection/figures.ts"
import type { UseCaseContext } from "../context.ts"
import { type FiguresDeps, figuresHash, readFigures } from "../nomination/read-figures.ts"

/** What looking at awards again needs from outside. */
export interface RecheckDeps {
  figures: FiguresDeps
  evaluate: EvaluateRule
  digest: Digest
}

type Due = Awaited<ReturnType<UseCaseContext["read"]["awards"]["toRecheck"]>>[number]

/** As many awards as one run looks at. */
const mostAtOnce = 200

/** Every rule on the figures of the new release; all of them `missing` where the release does not hold the estate. */
async function resultOf(
  { evaluate, digest }: RecheckDeps,
  { rules, rulesVersion }: Due,
  figures: EstateFigures | undefined,
): Promise<EligibilityResult> {
  if (!figures) {
    const outcomes = rules.eligibility.map(({ code }) => ({
      code,
      outcome: "missing" as const,
      figures: {},
      problem: null,
    }))
    return { eligible: false, rules: outcomes, figuresHash: "", rulesVersion }
  }
  const hash = await figuresHash(figures, digest)
  return evaluateEligibility(rules.eligibility, figures, { evaluate, figuresHash: hash, rulesVersion })
}

async function resultsOf(deps: RecheckDeps, due: readonly Due[]) {
  const results: { one: Due; result: EligibilityResult }[] = []
  for (const releaseId of new Set(due.map((one) => one.releaseId))) {
    const own = due.filter((one) => one.releaseId === releaseId)
    const [first] = own
    if (!first) continue
    const { period, number, manifestHash } = first
    const estates = own.map(({ estateSlug, tenures }) => ({ slug: estateSlug, tenures }))
    const figures = await readFigures(deps.figures, { period, releaseId, number, manifestHash }, estates)
    for (const one of own)
      results.push({ one, result: await resultOf(deps, one, figures.get(one.estateSlug)) })
  }
  return results
}

/**
 * Looks at awards that stand after a new release of their kind: whether the estates still meet the rules that their list
 * was made by. It flags, and never revokes: people decide. Answers how many were looked at.
 */
export async function recheckAwards(ctx: UseCaseContext<SystemActor>, deps: RecheckDeps): Promise<number> {
  const now = ctx.now()
  const due = await ctx.read.awards.toRecheck(dayOf(now.getTime()), mostAtOnce)
  if (due.length === 0) return 0
  const results = await resultsOf(deps, due)
  await ctx.write({ key: ctx.newId(), action: "award.recheck", result: null }, (store) => {
    store.awards.addRechecks(
      results.map(({ one, result }) => ({
        awardId: one.awardId,
        releaseId: one.releaseId,
        meets: result.eligible,
        result: canonicalJson(result),
        at: now.toISOString(),
      })),
    )
    store.audit.recordMany(
      results.map(({ one, result }) => ({
        id: ctx.newId(),
        at: now,
        action: "award.recheck",
        entity: "award",
        entityId: one.awardId,
        detail: { programme: one.programmeSlug, release: one.releaseId },
        concerns: one.organisationId,
        ...changedFields(null, { meets: result.eligible }),
      })),
    )
  })
  return results.length
}
