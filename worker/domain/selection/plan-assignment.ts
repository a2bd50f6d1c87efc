import { assign } from "./assign.ts"
import type { AssignmentInput, AssignmentRecord, AssignmentResult } from "./assignment.ts"
import type { ConflictGraph } from "./conflict-graph.ts"
import type { Conflict } from "./conflicts.ts"
import { newConflicts, pairKey } from "./find-conflicts.ts"
import type { ProgrammeRules } from "./rules.ts"

type Pair = AssignmentInput["kept"][number]

/** What makes a judge ready to be given candidates. */
export interface ReadyJudge {
  id: string
  /** Still a judge in the organisation. */
  seated: number
  state: "invited" | "accepted" | "declined" | "removed"
  identityVerifiedAt: string | null
  interestsDeclaredAt: string | null
}

/** Why a judge is given nothing yet; null when it is ready. */
export function unreadiness(judge: ReadyJudge): "over" | "unanswered" | "unverified" | "undeclared" | null {
  if (judge.state === "declined" || judge.state === "removed" || judge.seated !== 1) return "over"
  if (judge.state === "invited") return "unanswered"
  if (judge.identityVerifiedAt === null) return "unverified"
  return judge.interestsDeclaredAt === null ? "undeclared" : null
}

/** A distribution as it would be made now: what is found first, what ends and why, what is new. */
export interface AssignmentPlan {
  /** Conflicts that are not on record yet. */
  found: Conflict[]
  result: AssignmentResult
  added: Pair[]
  ended: { conflict: Pair[]; withdrawn: Pair[]; judge_removed: Pair[]; moved: Pair[] }
  record: AssignmentRecord
  /** Of each candidate that is short: how many ready judges are in conflict with it. */
  short: { nominationId: string; blindCode: string; missing: number; conflicted: number }[]
}

/** `judge candidate` of every pair that stands in a set of conflicts, on record or just found. */
export function conflictedPairs(
  graph: Pick<ConflictGraph, "known">,
  found: readonly Conflict[],
): Set<string> {
  const known = [...graph.known].map((key) => key.split(" ").slice(0, 2).join(" "))
  return new Set([...known, ...found.map(pairKey)])
}

/**
 * Plans a distribution by the rules over the graph of a programme; `asOf` is a day in Asia/Shanghai. `taken` are pairs that
 * somebody took back by hand: nobody's conflict, but not given again either.
 */
export function planAssignment(
  { review, seed }: Pick<ProgrammeRules, "review" | "seed">,
  graph: ConflictGraph,
  judges: readonly ReadyJudge[],
  { asOf, taken = [] }: { asOf: string; taken?: readonly Pair[] },
): AssignmentPlan {
  const found = newConflicts(graph, { asOf })
  const conflicts = conflictedPairs(graph, found)
  const ready = judges.filter((judge) => unreadiness(judge) === null).map(({ id }) => ({ id }))
  const candidates = graph.candidates
    .filter(({ admitted }) => admitted)
    .map(({ nominationId: id, blindCode }) => ({ id, blindCode }))
  const kept: Pair[] = graph.assignments.map(({ judgeId, nominationId }) => ({ judgeId, nominationId }))
  const fixed = new Set(graph.assignments.filter((one) => one.review === "submitted").map(pairKey))
  const { perCandidate } = review
  const barred = new Set([...conflicts, ...taken.map(pairKey)])
  const result = assign({ judges: ready, candidates, conflicts: barred, perCandidate, seed, kept, fixed })
  const stood = new Set(kept.map(pairKey))
  const added = result.pairs.filter((pair) => !stood.has(pairKey(pair)))
  const codeOf = new Map(candidates.map(({ id, blindCode }) => [id, blindCode]))
  const short = result.short.map(({ nominationId, missing }) => ({
    nominationId,
    missing,
    blindCode: codeOf.get(nominationId) ?? "",
    conflicted: ready.filter(({ id: judgeId }) => conflicts.has(pairKey({ judgeId, nominationId }))).length,
  }))
  const record: AssignmentRecord = {
    judges: ready.map(({ id }) => id),
    candidates: candidates.map(({ id }) => id),
    conflicts: [...barred].sort(),
    kept: [...stood].sort(),
    fixed: [...fixed].sort(),
    pairs: result.pairs.map(pairKey).sort(),
    short: result.short,
    loads: result.loads,
    moved: result.moved,
  }
  return { found, result, added, ended: endings(kept, result, { conflicts, codeOf, ready }), record, short }
}

/** Why each pair that is no longer there has ended. */
function endings(
  kept: readonly Pair[],
  result: AssignmentResult,
  now: { conflicts: ReadonlySet<string>; codeOf: ReadonlyMap<string, string>; ready: { id: string }[] },
): AssignmentPlan["ended"] {
  const still = new Set(result.pairs.map(pairKey))
  const ready = new Set(now.ready.map(({ id }) => id))
  const ended: AssignmentPlan["ended"] = { conflict: [], withdrawn: [], judge_removed: [], moved: [] }
  for (const pair of kept) {
    if (still.has(pairKey(pair))) continue
    if (now.conflicts.has(pairKey(pair))) ended.conflict.push(pair)
    else if (!now.codeOf.has(pair.nominationId)) ended.withdrawn.push(pair)
    else if (!ready.has(pair.judgeId)) ended.judge_removed.push(pair)
    else ended.moved.push(pair)
  }
  return ended
}
