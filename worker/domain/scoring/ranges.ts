/**
 * Rank ranges: how much the order depends on the weights, worded 权重浮动 ±25% 时第 6–12 名, never a confidence interval.
 * `weightVectors` once per edition; `rankRanges` per quarter (a list of one) or year (its quarters); `tieGroups` of the
 * result. Rules: the format of editions, part Rank range.
 */
import type { CompiledEdition } from "./compile.ts"
import { type DrawQuarter, drawScores, prepareDraws, type RangeScores } from "./draw.ts"
import type { Edition } from "./edition.ts"
import { mulberry32 } from "./random.ts"
import { rankArray, rankDescending } from "./rank.ts"
import { round9, roundBy, roundingStep, roundTo } from "./rounding.ts"

export type { RangeScores } from "./draw.ts"

/** `draws` × indicators weights, draw after draw, each draw rescaled to the old sum of the points. */
export function weightVectors(edition: Edition): Float64Array {
  const { draws, weight_spread: spread, seed } = edition.robustness
  const points = edition.indicators.map((indicator) => indicator.points)
  const old = points.reduce((sum, x) => sum + x, 0)
  const weights = new Float64Array(draws * points.length)
  const random = mulberry32(seed)
  for (let d = 0; d < draws; d++) {
    const draw = weights.subarray(d * points.length, (d + 1) * points.length)
    let sum = 0
    for (let i = 0; i < points.length; i++) {
      const weight = points[i]! * (1 + spread * (2 * random() - 1))
      draw[i] = weight
      sum += weight
    }
    if (sum > 0) for (let i = 0; i < points.length; i++) draw[i] = draw[i]! * (old / sum)
  }
  return weights
}

export interface RankRange {
  readonly p5: number
  readonly p50: number
  readonly p95: number
  /** Share of draws with rank ≤ 10. */
  readonly top10Share: number
}

/** One quarter's scores, and where each of its estates stands in the ranked group. */
export interface RangeQuarter {
  readonly scores: RangeScores
  /** By row: place in the group's order, or -1 to leave the estate out. Absent: row = place. */
  readonly places?: Int32Array
}

/**
 * Ranges by place in the group. A year's score in a draw is the mean of its quarters' scores in that draw. null when
 * the group is smaller than `min_group` or there are no draws.
 */
export function rankRanges(
  compiled: CompiledEdition,
  quarters: readonly RangeQuarter[],
  groupSize: number,
  weights: Float64Array = weightVectors(compiled.edition),
): RankRange[] | null {
  const { rank, robustness, indicators } = compiled.edition
  const { draws } = robustness
  if (groupSize < Math.max(1, rank.min_group) || draws === 0) return null
  const prepared = quarters.map(({ scores }) => prepareDraws(compiled, scores))
  const counts = quarterCounts(quarters, groupSize)
  const matrix = rankArray(draws * groupSize, groupSize)
  const sums = new Float64Array(groupSize)
  const sorted = new Float64Array(groupSize)
  const nine = roundingStep(9)
  for (let d = 0; d < draws; d++) {
    const draw = weights.subarray(d * indicators.length, (d + 1) * indicators.length)
    groupScores(quarters, prepared, draw, sums)
    for (let g = 0; g < groupSize; g++) sums[g] = roundBy(counts ? sums[g]! / counts[g]! : sums[g]!, nine)
    sorted.set(sums)
    rankDescending(sums, sorted, matrix.subarray(d * groupSize, (d + 1) * groupSize))
  }
  return rangesOf(matrix, draws, groupSize)
}

/** How many quarters stand behind each place; null when it is one everywhere. */
function quarterCounts(quarters: readonly RangeQuarter[], groupSize: number): Float64Array | null {
  if (quarters.length === 1) return null
  const counts = new Float64Array(groupSize)
  for (const { scores, places } of quarters)
    for (let row = 0; row < scores.size; row++) {
      const place = places ? places[row]! : row
      if (place >= 0) counts[place] = counts[place]! + 1
    }
  return counts
}

const drawBuffers = new WeakMap<DrawQuarter, Float64Array>()

function groupScores(
  quarters: readonly RangeQuarter[],
  prepared: readonly DrawQuarter[],
  draw: Float64Array,
  sums: Float64Array,
): void {
  const only = quarters[0]
  if (quarters.length === 1 && only && !only.places) {
    drawScores(prepared[0]!, draw, sums)
    return
  }
  sums.fill(0)
  quarters.forEach(({ scores, places }, q) => {
    const quarter = prepared[q]!
    const out = drawBuffers.get(quarter) ?? new Float64Array(scores.size)
    drawBuffers.set(quarter, out)
    drawScores(quarter, draw, out)
    for (let row = 0; row < scores.size; row++) {
      const place = places ? places[row]! : row
      if (place >= 0) sums[place] = sums[place]! + out[row]!
    }
  })
}

const TILE = 32

/** Quantiles of each column of the draws × group matrix, a few columns at a time to stay in the cache. */
function rangesOf(matrix: Uint16Array | Uint32Array, draws: number, groupSize: number): RankRange[] {
  const ranges: RankRange[] = []
  const tile = new Uint32Array(TILE * draws)
  const counts = new Uint32Array(groupSize + 2)
  const cuts = [cutAt(draws, 0.05), cutAt(draws, 0.5), cutAt(draws, 0.95)] as const
  for (let first = 0; first < groupSize; first += TILE) {
    const width = Math.min(TILE, groupSize - first)
    for (let d = 0; d < draws; d++)
      for (let k = 0; k < width; k++) tile[k * draws + d] = matrix[d * groupSize + first + k]!
    for (let k = 0; k < width; k++)
      ranges.push(rangeOf(tile.subarray(k * draws, (k + 1) * draws), counts, cuts))
  }
  return ranges
}

interface Cut {
  readonly place: number
  readonly fraction: number
}

/** Type 7: place (n − 1)p of the ordered draws, between two of them by proportion. */
function cutAt(draws: number, p: number): Cut {
  const at = round9((draws - 1) * p)
  return { place: Math.floor(at), fraction: at - Math.floor(at) }
}

function rangeOf(ranks: Uint32Array, counts: Uint32Array, cuts: readonly [Cut, Cut, Cut]): RankRange {
  let low = ranks[0]!
  let high = low
  let top = 0
  for (let d = 0; d < ranks.length; d++) {
    const rank = ranks[d]!
    counts[rank] = counts[rank]! + 1
    if (rank < low) low = rank
    if (rank > high) high = rank
    if (rank <= 10) top++
  }
  const [p5, p50, p95] = cuts.map((cut) => quantile(counts, low, high, cut))
  counts.fill(0, low, high + 1)
  return {
    p5: Math.floor(round9(p5!)),
    p50: roundTo(p50!, 0),
    p95: Math.ceil(round9(p95!)),
    top10Share: top / ranks.length,
  }
}

function quantile(counts: Uint32Array, low: number, high: number, { place, fraction }: Cut): number {
  let rank = low
  let seen = counts[rank]!
  while (seen <= place && rank < high) seen += counts[++rank]!
  if (fraction === 0 || seen > place + 1) return rank
  let next = rank + 1
  while (next < high && counts[next] === 0) next++
  return next > high ? rank : rank + fraction * (next - rank)
}

/**
 * Tie groups, numbered from 1 going down the ranking: a group starts at its best estate, the next one belongs to it
 * while its p5 ≤ that leader's p95. 0 where there is no rank. Among equal ranks the narrower range's start decides, so
 * the order of estates does not matter.
 */
export function tieGroups(ranks: ArrayLike<number>, ranges: readonly RankRange[]): number[] {
  const groups = new Array<number>(ranks.length).fill(0)
  const order = groups.map((_, place) => place).filter((place) => ranks[place]! > 0)
  order.sort(
    (a, b) => ranks[a]! - ranks[b]! || ranges[a]!.p5 - ranges[b]!.p5 || ranges[a]!.p95 - ranges[b]!.p95,
  )
  let leader: RankRange | null = null
  let group = 0
  for (const place of order) {
    const range = ranges[place]!
    if (!leader || range.p5 > leader.p95) {
      leader = range
      group++
    }
    groups[place] = group
  }
  return groups
}
