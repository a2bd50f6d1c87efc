import { round9 } from "../scoring/rounding.ts"
import type { CandidateResult, JudgeResult } from "./results.ts"
import { correlationWithOthers, meanOf, median, spreadOf } from "./review-statistics.ts"
import type { Criterion } from "./rules.ts"

/** A submitted review that was not voided: the score of each criterion, null where the judge abstains from it. */
export interface CountedReview {
  judgeId: string
  nominationId: string
  scores: Record<string, number | null>
  /** The judge abstains from the whole candidate. */
  abstained: boolean
}

export interface ReviewResults {
  /** By nomination id; a candidate without any submitted review is not among them. */
  candidates: CandidateResult[]
  /** By judge id. */
  judges: JudgeResult[]
}

/** Fewer reviews than this and a judge's scores stay as they are: its mean and spread would be chance. */
export const standardiseFrom = 3
/** A mean is compared with the others' among so many judges, and an order over so many shared candidates. */
export const outlyingFrom = 4
/** A judge is compared with the others where there are so many. */
export const correlatedFrom = 2
/** A judge's mean is outlying when it is further from the mean of the others' means than so many of their deviations, */
export const outlyingSpreads = 2
/** and than so many points of 100: others that agree to the decimal make nobody outlying. */
export const outlyingPoints = 5

interface Scored {
  judgeId: string
  nominationId: string
  score: number
}

/**
 * A review's score: the mean of the criteria that were scored, weighted by their weights, which are brought back to 100
 * among them. Null when nothing was scored: that is an abstention.
 */
export function reviewScore(
  { scores, abstained }: Pick<CountedReview, "scores" | "abstained">,
  criteria: readonly Criterion[],
): number | null {
  if (abstained) return null
  let [weights, total] = [0, 0]
  for (const { code, weight } of criteria) {
    const score = scores[code]
    if (score === null || score === undefined) continue
    weights += weight
    total += weight * score
  }
  return weights === 0 ? null : round9(total / weights)
}

/**
 * What reviews come to. Raw: mean and median of a candidate's reviews. Calibrated: every judge is brought to the same
 * mean and spread, z = (x − mean of the judge) ÷ standard deviation of the judge, put back as mean of all + z × standard
 * deviation of all, within 0 to 100. Standard deviations are those of a population. It takes for granted that judges
 * were given candidates of like quality, which the seeded distribution makes likely and nothing guarantees (MacKay et
 * al., Calibration with confidence, Royal Society Open Science 4, 2017, doi 10.1098/rsos.160760): therefore raw and
 * calibrated stand side by side. Everything is sorted first and rounded to 9 decimals: the order changes nothing.
 */
export function reviewResults(given: {
  reviews: readonly CountedReview[]
  criteria: readonly Criterion[]
  quorum: number
}): ReviewResults {
  const reviews = [...given.reviews].sort(byPair)
  const scored = reviews.flatMap((review): Scored[] => {
    const score = reviewScore(review, given.criteria)
    return score === null ? [] : [{ judgeId: review.judgeId, nominationId: review.nominationId, score }]
  })
  const byJudge = groupBy(scored, "judgeId")
  const judges = markOutlying(
    [...groupBy(reviews, "judgeId").keys()].sort().map((id) => judgeOf(id, byJudge.get(id) ?? [])),
    scored,
  )
  const calibrate = calibration(scored, byJudge)
  const [all, counting] = [groupBy(reviews, "nominationId"), groupBy(scored, "nominationId")]
  const candidates = [...all].map(([nominationId, submitted]): CandidateResult => {
    const own = counting.get(nominationId) ?? []
    const raw = own.map(({ score }) => score)
    return {
      nominationId,
      reviews: own.length,
      abstained: submitted.length - own.length,
      insufficient: own.length < given.quorum,
      rawMean: mean(raw),
      rawMedian: raw.length === 0 ? null : round9(median(raw)),
      calibratedMean: mean(own.map(calibrate)),
    }
  })
  return { candidates, judges }
}

/** How a score is calibrated once the judges are known; scores of a judge without standard stay as they are. */
function calibration(
  scored: readonly Scored[],
  byJudge: ReadonlyMap<string, readonly Scored[]>,
): (one: Scored) => number {
  const all = scored.map(({ score }) => score)
  const [overall, spread] = [meanOf(all), spreadOf(all)]
  const standards = new Map(
    [...byJudge].map(([judgeId, given]) => {
      const own = given.map(({ score }) => score)
      return [judgeId, { mean: meanOf(own), spread: spreadOf(own), standardised: hasStandard(own) }]
    }),
  )
  return ({ judgeId, score }) => {
    const judge = standards.get(judgeId)
    if (!judge?.standardised) return score
    const moved = overall + ((score - judge.mean) / judge.spread) * spread
    return round9(Math.min(100, Math.max(0, moved)))
  }
}

function hasStandard(scores: readonly number[]): boolean {
  return scores.length >= standardiseFrom && round9(spreadOf(scores)) > 0
}

function judgeOf(judgeId: string, scored: readonly Scored[]): JudgeResult {
  const own = scored.map(({ score }) => score)
  return {
    judgeId,
    reviews: own.length,
    mean: mean(own),
    spread: own.length === 0 ? null : round9(spreadOf(own)),
    standardised: hasStandard(own),
    outlying: false,
  }
}

/**
 * Outlying, for the organiser to look at and never a consequence by itself. With at least four judges: a mean more than
 * two standard deviations (and five points) from the mean of the other judges' means; the judge itself is left out,
 * since among n values none can be more than √(n − 1) deviations from a mean that it is part of (Shiffler, Maximum Z
 * scores and outliers, The American Statistician 42, 1988). Or scores that go against those of at
 * least two others: a correlation below 0 with their mean over at least four shared candidates, as the corrected item–total correlation of test
 * theory tells an item that measures the opposite.
 */
function markOutlying(judges: JudgeResult[], scored: readonly Scored[]): JudgeResult[] {
  return judges.map((judge) => {
    const others = judges.flatMap((other) =>
      other.judgeId === judge.judgeId || other.mean === null ? [] : [other.mean],
    )
    if (judge.mean === null || others.length < correlatedFrom) return judge
    const apart = round9(Math.abs(judge.mean - meanOf(others)))
    const far =
      others.length + 1 >= outlyingFrom &&
      apart > outlyingPoints &&
      apart > round9(outlyingSpreads * spreadOf(others))
    const against = correlationWithOthers(judge.judgeId, scored, outlyingFrom)
    return { ...judge, outlying: far || (against !== null && against < 0) }
  })
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : round9(meanOf(values))
}

/** In the order of the ids' first appearance. */
function groupBy<Key extends "judgeId" | "nominationId", Row extends Record<Key, string>>(
  rows: readonly Row[],
  key: Key,
): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(row[key])
    if (group) group.push(row)
    else groups.set(row[key], [row])
  }
  return groups
}

function byPair(a: CountedReview, b: CountedReview): number {
  return compareText(a.nominationId, b.nominationId) || compareText(a.judgeId, b.judgeId)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
