/**
 * Rank ranges: how much the order depends on the weights. Never call them a confidence interval.
 * `weightVectors` once per edition; `rankRanges` per quarter (one list) or year (the quarters' lists).
 */
import type { Edition } from "./edition.ts"
import type { ColumnScores } from "./results.ts"
import type { CompiledEdition } from "./score.ts"

/** `draws` × indicators weights, draw after draw, each draw rescaled to the old sum. */
export function weightVectors(edition: Edition): Float64Array {
  throw new Error(`not yet: ${edition.code}`)
}

export interface RankRange {
  readonly p5: number
  readonly p50: number
  readonly p95: number
  /** Share of draws with rank ≤ 10. */
  readonly top10Share: number
}

/** The estates of one quarter and where each of them stands in the ranked group. */
export interface RangeQuarter {
  readonly scores: ColumnScores
  /** By row: place in the group's order, or -1 to leave the estate out. Absent: row = place. */
  readonly places?: Int32Array
}

/** Ranges by place in the group; null when the group is smaller than `min_group` or there are no draws. */
export function rankRanges(
  compiled: CompiledEdition,
  quarters: readonly RangeQuarter[],
  groupSize: number,
  weights: Float64Array,
): RankRange[] | null {
  throw new Error(`not yet: ${compiled.specs.length} ${quarters.length} ${groupSize} ${weights.length}`)
}

/** Group numbers from 1, going down the ranking: estates whose ranges overlap their leader's share a group. */
export function tieGroups(ranks: ArrayLike<number>, ranges: readonly RankRange[]): number[] {
  throw new Error(`not yet: ${ranks.length} ${ranges.length}`)
}
