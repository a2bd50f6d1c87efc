/** What the judges' reviews of one candidate come to. Scores are 0 to 100. */
export interface CandidateResult {
  nominationId: string
  /** Submitted, not voided, not abstained. */
  reviews: number
  abstained: number
  /** Fewer reviews than the quorum: it cannot be ranked. */
  insufficient: boolean
  rawMean: number | null
  rawMedian: number | null
  calibratedMean: number | null
}

/** How a judge scores compared with the others. */
export interface JudgeResult {
  judgeId: string
  reviews: number
  mean: number | null
  spread: number | null
  /** Whether the calibration standardised its scores, or had to leave them (fewer than three, or no spread). */
  standardised: boolean
  outlying: boolean
}
