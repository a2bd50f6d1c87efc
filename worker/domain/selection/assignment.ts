/** What a distribution is given. Ids in any order: the result depends on seed and blind codes only. */
export interface AssignmentInput {
  judges: { id: string }[]
  candidates: { id: string; blindCode: string }[]
  /** `judgeId nominationId` of every pair that must not be. */
  conflicts: ReadonlySet<string>
  perCandidate: number
  seed: number
  /** Pairs that stand already: as few as possible are moved. */
  kept: { judgeId: string; nominationId: string }[]
  /** Pairs among `kept` whose review is submitted: they stay whatever happens. */
  fixed: ReadonlySet<string>
}

export interface AssignmentResult {
  pairs: { judgeId: string; nominationId: string }[]
  /** Candidates that cannot have as many judges as the rules say, with how many are missing. */
  short: { nominationId: string; missing: number }[]
  loads: { judgeId: string; load: number }[]
  /** Pairs of `kept` that are no longer there. */
  moved: number
}

/** What is kept of a run, so that anybody can run it again. Pairs are written `judgeId nominationId`. */
export interface AssignmentRecord {
  judges: string[]
  candidates: string[]
  /** Pairs that must not be: conflicts of interest, and what was taken back by hand. */
  conflicts: string[]
  /** What stood before it; of one taken back by hand the pair that is no longer there. */
  kept: string[]
  /** Those of `kept` whose review was submitted. */
  fixed: string[]
  /** What came out. */
  pairs: string[]
  short: AssignmentResult["short"]
  loads: AssignmentResult["loads"]
  moved: number
  /** Why somebody did it by hand, where a reason was asked for. */
  reason?: string
}

/** The record of what people do by hand: what it is not told stays empty. */
export function recordByHand(told: Partial<AssignmentRecord>): AssignmentRecord {
  return {
    judges: [],
    candidates: [],
    conflicts: [],
    kept: [],
    fixed: [],
    pairs: [],
    short: [],
    loads: [],
    moved: 0,
    ...told,
  }
}
