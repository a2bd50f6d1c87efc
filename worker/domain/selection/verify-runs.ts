import { canonicalJson } from "../canonical.ts"
import { assign } from "./assign.ts"
import type { ProvableArchive } from "./provable-archive.ts"
import { type Check, doubles, gaps, rulesAt } from "./verify-check.ts"

type Run = ProvableArchive["runs"][number]

const pairOf = (judge: string, nomination: string) => `${judge} ${nomination}`

/** More pairs than any distribution has: a file that says so is not run again. */
const mostPairs = 4_000_000

function pairsOf(texts: readonly string[]) {
  return texts.map((text) => {
    const [judgeId = "", nominationId = ""] = text.split(" ")
    return { judgeId, nominationId }
  })
}

/** What people gave or took back by hand is what stands in the assignments. */
function handFaults({ runs, assignments }: ProvableArchive): string[] {
  const taken = assignments.filter(({ endReason }) => endReason === "taken_back")
  const ended = new Set(taken.map((one) => `${one.endedAt} ${pairOf(one.judge, one.nomination)}`))
  const told = new Set<string>()
  const faults = runs.flatMap(({ number, kind, at, record }) => {
    if (kind !== "taken_back") return []
    return record.kept.flatMap((pair) => {
      told.add(`${at} ${pair}`)
      return ended.has(`${at} ${pair}`) ? [] : [`run ${number} took back ${pair}, which did not end then`]
    })
  })
  return [
    ...faults,
    ...taken.flatMap(({ id, judge, nomination, endedAt }) =>
      told.has(`${endedAt} ${pairOf(judge, nomination)}`) ? [] : [`no run took back assignment ${id}`],
    ),
  ]
}

/** Every assignment was given by its run, and what a run gave anew was assigned. */
function givenFaults({ runs, assignments }: ProvableArchive): string[] {
  const given = new Set(assignments.map((one) => `${one.run} ${pairOf(one.judge, one.nomination)}`))
  const gave = new Set<string>()
  const faults = runs.flatMap(({ number, kind, record }) => {
    if (kind === "taken_back") return []
    const stood = new Set(kind === "bulk" ? record.kept : [])
    return record.pairs.flatMap((pair) => {
      if (stood.has(pair)) return []
      gave.add(`${number} ${pair}`)
      return given.has(`${number} ${pair}`) ? [] : [`run ${number} gave ${pair}, which was never assigned`]
    })
  })
  const strange = assignments.flatMap(({ id, run, judge, nomination }) =>
    gave.has(`${run} ${pairOf(judge, nomination)}`) ? [] : [`no run ${run} gave assignment ${id}`],
  )
  return [...faults, ...strange]
}

/** Conflicts that were known when a run was made stood against it; nothing else did but what had been taken back. */
function barredFaults({ conflicts, assignments }: ProvableArchive, { number, at, record }: Run): string[] {
  const barred = new Set(record.conflicts)
  const known = conflicts.filter(({ foundAt }) => foundAt <= at)
  const reasons = new Set([
    ...known.map(({ judge, nomination }) => pairOf(judge, nomination)),
    ...assignments.flatMap(({ judge, nomination, endReason }) =>
      endReason === "taken_back" ? [pairOf(judge, nomination)] : [],
    ),
  ])
  const missed = known.flatMap(({ judge, nomination }) =>
    barred.has(pairOf(judge, nomination))
      ? []
      : [`run ${number} does not name the conflict of ${pairOf(judge, nomination)}`],
  )
  const strange = record.conflicts.flatMap((pair) =>
    reasons.has(pair) ? [] : [`run ${number} kept ${pair} apart, and nothing was against it`],
  )
  return [...missed, ...strange]
}

/** Runs a distribution by the algorithm again. */
function againFaults({ nominations }: ProvableArchive, run: Run): string[] {
  const { number, seed, perCandidate, record } = run
  if (record.judges.length * record.candidates.length > mostPairs)
    return [`run ${number} is too large to be run again`]
  const codes = new Map(nominations.map(({ id, blindCode }) => [id, blindCode]))
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
  const same =
    found.join("\n") === [...record.pairs].sort().join("\n") &&
    canonicalJson([again.short, again.loads, again.moved]) ===
      canonicalJson([record.short, record.loads, record.moved])
  return same ? [] : [`run ${number} comes out otherwise`]
}

function runFaults(archive: ProvableArchive, run: Run): string[] {
  const { number, kind, seed, perCandidate, at } = run
  const rules = rulesAt(archive.rules, at)?.document
  const ruled = rules?.seed === seed && rules.review.perCandidate === perCandidate
  return [
    ...(ruled ? [] : [`run ${number} has another seed, or another number of judges, than its rules`]),
    ...(kind === "bulk" ? [...barredFaults(archive, run), ...againFaults(archive, run)] : []),
  ]
}

/** Every distribution by the algorithm comes out the same again, and what people did by hand is what stands. */
export function checkAssignments(archive: ProvableArchive): Check {
  const { runs, assignments } = archive
  const faults = [
    ...gaps(
      "run",
      runs.map(({ number }) => number),
    ),
    ...doubles(
      "assignment",
      assignments.map(({ id }) => id),
    ),
    ...runs.flatMap((run) => runFaults(archive, run)),
    ...givenFaults(archive),
    ...handFaults(archive),
  ]
  return { name: "assignment", count: runs.length + assignments.length, faults }
}
