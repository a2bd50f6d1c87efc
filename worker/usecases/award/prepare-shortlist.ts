import type { Programme } from "../../data/programmes.ts"
import type { List } from "../../data/shortlists.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { canonicalJson } from "../../domain/canonical.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import { sha256 } from "../../domain/scoring/sha256.ts"
import type { Conflict } from "../../domain/selection/conflicts.ts"
import { newConflicts } from "../../domain/selection/find-conflicts.ts"
import { rankCandidates } from "../../domain/selection/rank-candidates.ts"
import { reviewResults } from "../../domain/selection/review-results.ts"
import type { ShortlistCategory } from "../../domain/selection/shortlist.ts"
import type { UseCaseContext } from "../context.ts"
import { rulesOf } from "../programme/open-programme.ts"
import { basisFaults } from "./open-course.ts"

/** The list as it would be frozen now. */
export interface PreparedShortlist {
  programme: Programme
  lists: List[]
  /** Estates of all candidates, by nomination. */
  names: ReadonlyMap<string, string>
  categories: ShortlistCategory[]
  /** What the list was made of, as the database tells it: it must stand when the list is frozen. */
  mark: string
  /** Hash of the categories: what somebody saw is what is frozen. */
  seen: string
  /** What needs a reason: reviews that are not in, candidates with too few of them, a corrected release. */
  soft: Fault[]
  /** Nobody can be ranked. */
  hard: Fault[]
  basis: Fault[]
  /** Conflicts of interest that are not on record yet. */
  conflicts: Conflict[]
}

/** The list that rules, figures and reviews make now; one round trip. Errors: forbidden, not_found, conflict (no rules). */
export async function prepareShortlist(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
): Promise<PreparedShortlist> {
  if (!may(ctx.actor, "programme.run")) throw new DomainError("forbidden", "forbidden")
  const field = await ctx.read.shortlists.field(slug)
  if (!field) throw new DomainError("not_found", "not_found")
  const { programme, candidates, reviews, waiting, lists, published, graph } = field
  const rules = rulesOf(programme)
  const results = reviewResults({ reviews, criteria: rules.criteria, quorum: rules.review.quorum })
  const byId = new Map(results.candidates.map((one) => [one.nominationId, one]))
  const categories = rankCandidates(
    rules,
    candidates.map((one) => ({ ...one, result: byId.get(one.nominationId) ?? null })),
  )
  const left = categories.flatMap((category) => category.left)
  const count = (reason: string) => left.filter((one) => one.reason === reason).length
  const basis = basisFaults(programme, published)
  const soft: Fault[] = [...basis]
  if (waiting > 0) soft.push({ rule: "reviews_waiting", with: { count: waiting } })
  for (const reason of ["insufficient", "not_scored"] as const)
    if (count(reason) > 0) soft.push({ rule: `candidates_${reason}`, with: { count: count(reason) } })
  const nobody = categories.every(({ entries }) => entries.length === 0)
  return {
    programme,
    lists,
    names: new Map(candidates.map(({ nominationId, figures }) => [nominationId, figures.estate.name])),
    categories,
    mark: field.mark,
    seen: sha256(canonicalJson(categories)),
    soft,
    hard: nobody ? [{ rule: "nobody_ranked" }] : [],
    basis,
    conflicts: newConflicts(graph, { asOf: dayOf(ctx.now().getTime()) }),
  }
}
