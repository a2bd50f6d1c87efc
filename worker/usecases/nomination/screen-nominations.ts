import type { MemberActor } from "../../domain/actor.ts"
import { canonicalJson } from "../../domain/canonical.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { evaluateEligibility } from "../../domain/selection/eligibility.ts"
import type { EvaluateRule } from "../../domain/selection/expression.ts"
import type { UseCaseContext } from "../context.ts"
import { requirePhase, rulesOf } from "../programme/open-programme.ts"

/** How many of a programme's nominations came out how. */
export interface Screened {
  nominations: number
  eligible: number
  ineligible: number
  /** Among those who do not meet the rules: let in by two people, as before. */
  overridden: number
}

/**
 * Evaluates all submitted nominations of a programme by the rules in force, on the figures that each was submitted with;
 * may be run again. Errors: forbidden, not_found, conflict (another phase), stale (a phase ended meanwhile).
 */
export async function screenNominations(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  command: { key: string },
  evaluate: EvaluateRule,
): Promise<Screened> {
  if (!may(ctx.actor, "programme.run")) throw new DomainError("forbidden", "forbidden")
  const found = await ctx.read.nominations.toScreen(slug)
  if (!found) throw new DomainError("not_found", "not_found")
  const { programme } = found
  requirePhase(programme, "screening")
  const { eligibility } = rulesOf(programme)
  const screened = found.nominations.map(({ id, figures, figuresHash, screening: before }) => {
    const by = { evaluate, figuresHash, rulesVersion: programme.rulesVersion }
    const result = evaluateEligibility(eligibility, figures, by)
    const failed = before === "overridden" ? ("overridden" as const) : ("ineligible" as const)
    const screening = result.eligible ? ("eligible" as const) : failed
    return { id, screening, eligibility: canonicalJson(result) }
  })
  const count = (asked: string) => screened.filter(({ screening }) => screening === asked).length
  const summary: Screened = {
    nominations: screened.length,
    eligible: count("eligible"),
    ineligible: count("ineligible"),
    overridden: count("overridden"),
  }
  const now = ctx.now()
  const { result } = await ctx.write(
    { key: command.key, action: "nomination.screen", result: summary },
    (store) => {
      store.programmes.during(programme.id, "screening")
      store.nominations.screen(screened)
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "nomination.screen",
        entity: "programme",
        entityId: programme.id,
        detail: { programme: slug, rulesVersion: programme.rulesVersion },
        after: { ...summary },
      })
    },
  )
  return result
}
