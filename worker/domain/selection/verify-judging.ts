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

/** Every distribution by the algorithm comes out the same again. */
export function checkAssignments({ runs, nominations }: ProgrammeArchive): Check {
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
  return { name: "assignment", count: runs.length, faults }
}
