import { mulberry32 } from "../../worker/domain/scoring/random.ts"
import { assign } from "../../worker/domain/selection/assign.ts"
import type { AssignmentInput } from "../../worker/domain/selection/assignment.ts"
import { pairKey } from "../../worker/domain/selection/find-conflicts.ts"

/** A programme of 2,000 candidates, 5 of 40 judges each, 3 % of the pairs in conflict. */
function largeProgramme(): AssignmentInput {
  const random = mulberry32(20260901)
  const judges = Array.from({ length: 40 }, (_, at) => ({ id: `judge-${at}` }))
  const candidates = Array.from({ length: 2_000 }, (_, at) => ({
    id: `nomination-${at}`,
    blindCode: `B${at}`,
  }))
  const pairs = candidates.flatMap(({ id: nominationId }) =>
    judges.map(({ id: judgeId }) => pairKey({ judgeId, nominationId })),
  )
  const conflicts = new Set(pairs.filter(() => random() < 0.03))
  return { judges, candidates, conflicts, perCandidate: 5, seed: 7, kept: [], fixed: new Set() }
}

function timed<T>(act: () => T): { milliseconds: number; result: T } {
  const begin = performance.now()
  const result = act()
  return { milliseconds: performance.now() - begin, result }
}

/** How long a distribution takes, and one that follows it: a judge has left and another one has come. */
export function benchAssignment() {
  const input = largeProgramme()
  const first = timed(() => assign(input))
  const judges = [...input.judges.slice(1), { id: "judge-new" }]
  const second = timed(() => assign({ ...input, judges, kept: first.result.pairs }))
  const spreadOf = (loads: readonly { load: number }[]) =>
    Math.max(...loads.map(({ load }) => load)) - Math.min(...loads.map(({ load }) => load))
  return {
    candidates: input.candidates.length,
    judges: input.judges.length,
    perCandidate: input.perCandidate,
    milliseconds: first.milliseconds,
    spread: spreadOf(first.result.loads),
    again: {
      milliseconds: second.milliseconds,
      spread: spreadOf(second.result.loads),
      moved: second.result.moved,
    },
  }
}
