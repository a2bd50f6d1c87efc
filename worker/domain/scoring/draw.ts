/** Scores of a quarter under other weights: unrounded ratios, dimensions stretched with those weights. */
import type { CompiledEdition } from "./compile.ts"
import { exponential, naturalLog } from "./logarithm.ts"
import { type ColumnScores, NOT_APPLICABLE } from "./results.ts"

/** What rank ranges need of a quarter's scores; a release may keep only this much. */
export type RangeScores = Pick<ColumnScores, "size" | "ratio" | "state" | "bonus" | "deductions">

interface DrawDimension {
  readonly indicators: readonly number[]
  /** Every set of applicable indicators that occurs, by their numbers; the first holds all. */
  readonly applicable: readonly (readonly number[])[]
  /** By row: which of these sets; null when all indicators apply everywhere. */
  readonly pattern: Int32Array | null
  readonly factors: Float64Array
}

/** A quarter prepared for drawing. */
export interface DrawQuarter {
  readonly size: number
  /** Ratios, or their logarithms for the geometric mean; 0 where an indicator is left out. */
  readonly columns: readonly Float64Array[]
  readonly dimensions: readonly DrawDimension[]
  /** Added to the base: bonus and deductions, as `rank.score` asks. */
  readonly offset: Float64Array
  readonly neverNegative: boolean
  readonly geometric: boolean
  /** Base per unit of weighted mean; null when the weighted sum is the base. */
  readonly scale: number | null
  readonly partial: Float64Array
}

/** One quarter's scores laid out so that each draw of weights is one pass over the columns. */
export function prepareDraws(compiled: CompiledEdition, scores: RangeScores): DrawQuarter {
  const { edition, aggregate } = compiled
  const geometric = edition.aggregation === "geometric"
  const { score } = edition.rank
  const { size } = scores
  const offset = new Float64Array(size)
  for (let e = 0; e < size; e++) {
    if (score !== "base") offset[e] = -scores.deductions[e]!
    if (score === "final") offset[e] = offset[e]! + scores.bonus[e]!
  }
  return {
    size,
    columns: edition.indicators.map((_, i) => drawColumn(scores, i, geometric, aggregate.fullMarks)),
    dimensions: aggregate.dimensions.map(({ indicators }) =>
      drawDimension(indicators, scores, aggregate.fullMarks),
    ),
    offset,
    neverNegative: score === "final",
    geometric,
    scale: edition.aggregation === "sum" ? null : aggregate.scale,
    partial: new Float64Array(size),
  }
}

function drawColumn(
  scores: RangeScores,
  number: number,
  geometric: boolean,
  fullMarks: boolean,
): Float64Array {
  const { size } = scores
  const ratio = scores.ratio.subarray(number * size, (number + 1) * size)
  if (!geometric) return ratio
  const state = scores.state.subarray(number * size, (number + 1) * size)
  return ratio.map((r, e) => (state[e] === NOT_APPLICABLE && !fullMarks ? 0 : naturalLog(r)))
}

function drawDimension(
  indicators: readonly number[],
  scores: RangeScores,
  fullMarks: boolean,
): DrawDimension {
  const { size, state } = scores
  const pattern = new Int32Array(size)
  const applicable: (readonly number[])[] = [indicators]
  const numbers = new Map<string, number>([["", 0]])
  for (let e = 0; e < size && !fullMarks; e++) {
    let out: number[] | null = null
    for (const i of indicators)
      if (state[i * size + e] === NOT_APPLICABLE) {
        out ??= []
        out.push(i)
      }
    if (!out) continue
    const name = out.join()
    let found = numbers.get(name)
    if (found === undefined) {
      const left = new Set(out)
      found = applicable.push(indicators.filter((i) => !left.has(i))) - 1
      numbers.set(name, found)
    }
    pattern[e] = found
  }
  const factors = new Float64Array(applicable.length)
  return { indicators, applicable, pattern: applicable.length > 1 ? pattern : null, factors }
}

/** Writes the ranked score of every estate, unrounded; `weights` by indicator. */
export function drawScores(quarter: DrawQuarter, weights: Float64Array, out: Float64Array): void {
  const { size, columns, partial, offset } = quarter
  let all = 0
  out.fill(0)
  // Where all weight of a dimension is left out its ratio is 0, as in the score itself.
  const weightless = quarter.geometric ? Number.NEGATIVE_INFINITY : 0
  for (const { indicators, applicable, pattern, factors } of quarter.dimensions) {
    const total = indicators.reduce((sum, i) => sum + weights[i]!, 0)
    all += total
    if (total === 0) continue
    const sums = pattern ? partial.fill(0) : out
    for (let k = 0; k < indicators.length; k += 4)
      addColumns(columns, weights, indicators.slice(k, k + 4), size, sums)
    if (!pattern) continue
    // Weights are added up, never subtracted: a small one beside large ones keeps its digits.
    applicable.forEach((indexes, p) => {
      const weight = indexes.reduce((sum, i) => sum + weights[i]!, 0)
      factors[p] = weight > 0 ? total / weight : 0
    })
    for (let e = 0; e < size; e++) {
      const factor = factors[pattern[e]!]!
      out[e] = out[e]! + (factor > 0 ? partial[e]! * factor : weightless)
    }
  }
  finishDraw(quarter, all, size, offset, out)
}

/** Four columns at a time: fewer passes over `out`. */
function addColumns(
  columns: readonly Float64Array[],
  weights: Float64Array,
  indicators: readonly number[],
  size: number,
  out: Float64Array,
): void {
  const [i, j, k, l] = indicators
  const a = columns[i!]!
  const x = weights[i!]!
  if (j === undefined || k === undefined || l === undefined) {
    if (x > 0) for (let e = 0; e < size; e++) out[e] = out[e]! + x * a[e]!
    if (j !== undefined) addColumns(columns, weights, indicators.slice(1), size, out)
    return
  }
  const [b, c, d] = [columns[j]!, columns[k]!, columns[l]!]
  const [y, z, w] = [weights[j]!, weights[k]!, weights[l]!]
  if (x > 0 && y > 0 && z > 0 && w > 0)
    for (let e = 0; e < size; e++) out[e] = out[e]! + x * a[e]! + y * b[e]! + (z * c[e]! + w * d[e]!)
  else for (const one of indicators) addColumns(columns, weights, [one], size, out)
}

function finishDraw(
  quarter: DrawQuarter,
  weight: number,
  size: number,
  offset: Float64Array,
  out: Float64Array,
): void {
  const { scale, geometric, neverNegative } = quarter
  if (scale !== null && weight > 0)
    for (let e = 0; e < size; e++) {
      const mean = out[e]! / weight
      out[e] = (geometric ? exponential(mean) : mean) * scale
    }
  for (let e = 0; e < size; e++) {
    const score = out[e]! + offset[e]!
    out[e] = neverNegative && score < 0 ? 0 : score
  }
}
