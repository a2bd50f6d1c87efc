import { assign } from "./assign.ts"
import type { ProgrammeArchive } from "./programme-archive.ts"
import type { Check } from "./verify-check.ts"

const pairOf = (judge: string, nomination: string) => `${judge} ${nomination}`

/** No review counts of a judge who was in conflict, and every judge was verified and declared its interests. */
export function checkConflicts({ conflicts, assignments, reviews, judges }: ProgrammeArchive): Check {
  const inConflict = new Set(conflicts.map(({ judge, nomination }) => pairOf(judge, nomination)))
  const byId = new Map(assignments.map((one) => [one.id, one]))
  const known = new Map(judges.map((one) => [one.judge, one]))
  const faults = reviews.flatMap(({ assignment, voidedAt }) => {
    if (voidedAt !== null) return []
    const given = byId.get(assignment)
    if (!given) return [`review of ${assignment}, which was never assigned`]
    const { judge, nomination } = given
    const who = known.get(judge)
    const unready = !who?.identityVerified || who.interests === null
    return [
      ...(inConflict.has(pairOf(judge, nomination)) ? [`${judge} scored ${nomination} in conflict`] : []),
      ...(unready ? [`${judge} scored before it was verified and had declared its interests`] : []),
    ]
  })
  return { name: "conflicts", count: reviews.length, faults }
}

function pairsOf(texts: readonly string[]) {
  return texts.map((text) => {
    const [judgeId = "", nominationId = ""] = text.split(" ")
    return { judgeId, nominationId }
  })
}

/** What people gave or took back by hand is what stands in the assignments, and what was taken back counts for nothing. */
function handFaults({ runs, assignments, reviews }: ProgrammeArchive): string[] {
  const given = new Set(assignments.map((one) => `${one.run} ${pairOf(one.judge, one.nomination)}`))
  const taken = assignments.filter(({ endReason }) => endReason === "taken_back")
  const ended = new Set(taken.map((one) => `${one.endedAt} ${pairOf(one.judge, one.nomination)}`))
  const told = new Set<string>()
  const faults = runs.flatMap(({ number, kind, at, record }) => {
    if (kind === "bulk") return []
    if (kind !== "taken_back")
      return record.pairs.flatMap((pair) =>
        given.has(`${number} ${pair}`) ? [] : [`run ${number} gave ${pair}, which was never assigned`],
      )
    return record.kept.flatMap((pair) => {
      told.add(`${at} ${pair}`)
      return ended.has(`${at} ${pair}`) ? [] : [`run ${number} took back ${pair}, which did not end then`]
    })
  })
  const counting = new Set(reviews.flatMap((one) => (one.voidedAt === null ? [one.assignment] : [])))
  return [
    ...faults,
    ...taken.flatMap(({ id, judge, nomination, endedAt }) => [
      ...(told.has(`${endedAt} ${pairOf(judge, nomination)}`) ? [] : [`no run took back assignment ${id}`]),
      ...(counting.has(id) ? [`the review of ${id} counts, which was taken back`] : []),
    ]),
  ]
}

/** Every distribution by the algorithm comes out the same again, and what people did by hand is what stands. */
export function checkAssignments(archive: ProgrammeArchive): Check {
  const { runs, nominations } = archive
  const codes = new Map(nominations.map(({ id, blindCode }) => [id, blindCode]))
  const faults = runs.flatMap(({ number, kind, seed, perCandidate, record }) => {
    if (kind !== "bulk") return []
    const again = assign({
      judges: record.judges.map((id) => ({ id })),
      candidates: record.candidates.map((id) => ({ id, blindCode: codes.get(id) ?? "" })),
      conflicts: new Set(record.conflicts),
      perCandidate,
      seed,
      kept: pairsOf(record.kept),
      fixed: new Set(record.fixed),
    })
    const found = again.pairs.map(({ judgeId, nominationId }) => pairOf(judgeId, nominationId)).sort()
    const same = found.join("\n") === [...record.pairs].sort().join("\n")
    return same ? [] : [`run ${number} comes out otherwise`]
  })
  return { name: "assignment", count: runs.length, faults: [...faults, ...handFaults(archive)] }
}
