import type { ProvableArchive } from "./provable-archive.ts"
import { type Check, doubles, rulesAt } from "./verify-check.ts"

const pairOf = (judge: string, nomination: string) => `${judge} ${nomination}`

/** An assignment that ended for one of these takes its review away. */
const voiding: readonly (string | null)[] = ["conflict", "judge_removed", "taken_back"]

/** No review counts of a judge who was in conflict, and every judge was verified and declared its interests. */
export function checkConflicts(archive: ProvableArchive): Check {
  const { conflicts, assignments, reviews, judges, nominations } = archive
  const inConflict = new Set(conflicts.map(({ judge, nomination }) => pairOf(judge, nomination)))
  const byId = new Map(assignments.map((one) => [one.id, one]))
  const known = new Map(judges.map((one) => [one.judge, one]))
  const candidates = new Set(nominations.map(({ id }) => id))
  const strange = [...conflicts, ...assignments].flatMap(({ judge, nomination }) => [
    ...(known.has(judge) ? [] : [`judge ${judge} is not among the judges`]),
    ...(candidates.has(nomination) ? [] : [`${nomination} is not among the nominations`]),
  ])
  const faults = reviews.flatMap(({ assignment, voidedAt }) => {
    if (voidedAt !== null) return []
    const given = byId.get(assignment)
    if (!given) return [`review of ${assignment}, which was never assigned`]
    const { judge, nomination } = given
    const who = known.get(judge)
    const unready = !who?.identityVerified || !who.declared
    return [
      ...(inConflict.has(pairOf(judge, nomination)) ? [`${judge} scored ${nomination} in conflict`] : []),
      ...(unready ? [`${judge} scored before it was verified and had declared its interests`] : []),
      ...(who?.state === "accepted" ? [] : [`${judge} scored and is ${who?.state ?? "not there"}`]),
    ]
  })
  return {
    name: "conflicts",
    count: conflicts.length + reviews.length,
    faults: [
      ...doubles(
        "judge",
        judges.map(({ judge }) => judge),
      ),
      ...new Set(strange),
      ...faults,
    ],
  }
}

/** Every review is one of an assignment that stands, with levels of the rules that it was scored by. */
export function checkReviews({ reviews, assignments, rules }: ProvableArchive): Check {
  const byId = new Map(assignments.map((one) => [one.id, one]))
  const faults = reviews.flatMap(({ assignment, scores, voidedAt, submittedAt }) => {
    const given = byId.get(assignment)
    const criteria = rulesAt(rules, submittedAt)?.document.criteria ?? []
    const wrong = Object.entries(scores).flatMap(([code, score]) => {
      const levels = criteria.find((one) => one.code === code)?.levels
      const fits = levels && (score === null || levels.some((level) => level.score === score))
      return fits ? [] : [`review of ${assignment} scores ${code} ${score}, which is no level of its rules`]
    })
    const over = voidedAt === null && voiding.includes(given?.endReason ?? null)
    const before = given?.endedAt != null && given.endedAt < submittedAt
    return [
      ...wrong,
      ...(over ? [`the review of ${assignment} counts, which ended: ${given?.endReason}`] : []),
      ...(before ? [`the review of ${assignment} came after that had ended`] : []),
      ...(voidedAt !== null && voidedAt < submittedAt
        ? [`the review of ${assignment} was voided before it was submitted`]
        : []),
    ]
  })
  const twice = doubles(
    "review of",
    reviews.map(({ assignment }) => assignment),
  )
  return { name: "reviews", count: reviews.length, faults: [...twice, ...faults] }
}
