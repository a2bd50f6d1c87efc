/** Ranks within a quarter or a year: rank = 1 + number of strictly better estates, ties shared. */
import type { RankRule, TotalColumn } from "./edition.ts"
import type { TotalColumns } from "./results.ts"
import { roundBy, roundingStep } from "./rounding.ts"

const SCORE_COLUMNS = { base: "base", base_minus_deductions: "ranking", final: "final" } as const

/** The column that an edition ranks by. */
export function rankedColumn(rule: RankRule): TotalColumn {
  return SCORE_COLUMNS[rule.score]
}

/** Room for `length` ranks in a group: two bytes each where they suffice. */
export function rankArray(length: number, groupSize = length): Uint16Array | Uint32Array {
  return groupSize <= 65_535 ? new Uint16Array(length) : new Uint32Array(length)
}

/**
 * Ranks of the estates of one group, by place in the columns; all 0 (no rank) when the group has fewer than
 * `min_group` estates. The score is rounded to `places`, everything is compared at 9 decimals.
 */
export function rankEstates(rule: RankRule, totals: TotalColumns): Uint16Array | Uint32Array {
  const scores = totals[rankedColumn(rule)]
  const ranks = rankArray(scores.length)
  if (scores.length < Math.max(1, rule.min_group)) return ranks
  let keys = wholeKeys(scores, rule.places ?? 9)
  for (const column of rule.tie_break) keys = withTieBreak(keys, wholeKeys(totals[column], 9))
  const { lowest, span } = extent(keys)
  if (span < 8 * keys.length + 65_536) countRanks(keys, lowest, span, ranks)
  else rankDescending(keys, keys.slice(), ranks)
  return ranks
}

const SAFE = 2_251_799_813_685_248

/** Numbers in the order of the rounded scores: whole ones, units of the last place, unless they are too large. */
function wholeKeys(column: Float64Array, places: number): Float64Array {
  const step = roundingStep(places)
  const keys = new Float64Array(column.length)
  for (let e = 0; e < keys.length; e++) {
    const units = roundBy(column[e]!, step) * step.power
    if (!(Math.abs(units) < SAFE)) return column.map((x) => roundBy(x, step))
    keys[e] = Math.round(units)
  }
  return keys
}

function extent(keys: Float64Array): { lowest: number; span: number } {
  let lowest = Number.POSITIVE_INFINITY
  let highest = Number.NEGATIVE_INFINITY
  let whole = true
  for (let e = 0; e < keys.length; e++) {
    const key = keys[e]!
    if (key < lowest) lowest = key
    if (key > highest) highest = key
    whole = whole && key === Math.floor(key)
  }
  return { lowest, span: whole ? highest - lowest : Number.POSITIVE_INFINITY }
}

/** One key for two, in the order of the first, then of the second. */
function withTieBreak(first: Float64Array, second: Float64Array): Float64Array {
  const levels = distinct(second)
  if (levels.length === 1) return first
  const { lowest, span } = extent(first)
  const steps = span * levels.length < SAFE ? null : distinct(first)
  const keys = new Float64Array(first.length)
  for (let e = 0; e < keys.length; e++) {
    const place = steps ? placeIn(steps, first[e]!) : first[e]! - lowest
    keys[e] = place * levels.length + placeIn(levels, second[e]!)
  }
  return keys
}

function distinct(column: Float64Array): Float64Array {
  const sorted = column.slice().sort()
  let count = 0
  for (let e = 0; e < sorted.length; e++)
    if (e === 0 || sorted[e] !== sorted[count - 1]) sorted[count++] = sorted[e]!
  return sorted.subarray(0, count)
}

/** Index of a number in an ascending list that holds it. */
function placeIn(sorted: Float64Array, x: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < x) low = middle + 1
    else high = middle
  }
  return low
}

/** Ranks of whole keys that lie close together, by counting. */
function countRanks(
  keys: Float64Array,
  lowest: number,
  span: number,
  ranks: Uint16Array | Uint32Array,
): void {
  const above = new Uint32Array(span + 2)
  for (let e = 0; e < keys.length; e++) {
    const k = keys[e]! - lowest
    above[k] = above[k]! + 1
  }
  let better = 0
  for (let k = span; k >= 0; k--) {
    const here = above[k]!
    above[k] = better
    better += here
  }
  for (let e = 0; e < keys.length; e++) ranks[e] = 1 + above[keys[e]! - lowest]!
}

/** Writes 1 + the number of strictly greater keys for each key; sorts `spare`, a copy of `keys`, in place. */
export function rankDescending(
  keys: Float64Array,
  spare: Float64Array,
  ranks: Uint16Array | Uint32Array,
): void {
  const size = keys.length
  spare.sort()
  for (let e = 0; e < size; e++) {
    const key = keys[e]!
    let low = 0
    let high = size
    while (low < high) {
      const middle = (low + high) >> 1
      if (spare[middle]! <= key) low = middle + 1
      else high = middle
    }
    ranks[e] = 1 + size - low
  }
}
