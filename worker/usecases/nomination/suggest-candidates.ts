import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import { evaluateEligibility } from "../../domain/selection/eligibility.ts"
import { perPage } from "../../domain/selection/nomination.ts"
import type { UseCaseContext } from "../context.ts"
import { rulesOf } from "../programme/open-programme.ts"
import { closedBy, type NominationDeps } from "./open-nomination.ts"
import { basisStanding, readFigures } from "./read-figures.ts"

/**
 * Who may be nominated, in the order of the ranking that the programme rests on: with band, rank and range, and what each
 * lacks of the rules. A company sees the estates it holds, an authority those in its place, an organiser all. One round
 * trip. Errors: forbidden, not_found, conflict (not opened).
 */
export async function suggestCandidates(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  filter: { q: string; page: number },
  { figures: released, evaluate }: NominationDeps,
) {
  if (!may(ctx.actor, "nomination.edit")) throw new DomainError("forbidden", "forbidden")
  const now = ctx.now()
  const today = dayOf(now.getTime())
  const found = await ctx.read.nominations.candidates(slug, { ...filter, today })
  if (!found) throw new DomainError("not_found", "not_found")
  const { programme, published, bands, total } = found
  const rules = rulesOf(programme)
  const figures = await readFigures(released, rules.basis, found.rows, published)
  const by = { evaluate, figuresHash: "", rulesVersion: programme.rulesVersion }
  return {
    programme,
    rules,
    bands,
    closed: closedBy({ programme }, now),
    basis: basisStanding(rules.basis, published),
    ...filter,
    total,
    pages: Math.ceil(total / perPage.candidates),
    candidates: found.rows.map(({ slug: estate, name, nominations }) => {
      const own = figures.get(estate) ?? null
      const result = own && evaluateEligibility(rules.eligibility, own, by)
      return {
        slug: estate,
        name,
        nominations,
        figures: own,
        result,
        lacking: result?.rules.filter(({ outcome }) => outcome !== "pass") ?? [],
      }
    }),
  }
}
