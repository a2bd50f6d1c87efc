/**
 * From indicators to dimensions and the base, over a block. `sum` adds rounded points; `arithmetic` and `geometric` are
 * weighted means of unrounded ratios. What does not apply leaves the sum and the weights, and the rest is stretched;
 * where nothing in a dimension applies its indicators are missing instead.
 */
import { BLOCK_ROWS } from "./block.ts"
import type { Edition } from "./edition.ts"
import { type IndicatorOut, settle } from "./indicator.ts"
import { exponential, naturalLog } from "./logarithm.ts"
import { MISSING, NOT_APPLICABLE } from "./results.ts"
import { roundTo } from "./rounding.ts"

export interface DimensionProgram {
  readonly points: number
  /** Numbers of its indicators in edition order. */
  readonly indicators: readonly number[]
  readonly weights: readonly number[]
  readonly weight: number
  /** Whether any of its indicators may be not applicable. */
  readonly stretches: boolean
}

export interface AggregateProgram {
  readonly dimensions: readonly DimensionProgram[]
  readonly aggregation: Edition["aggregation"]
  readonly fullMarks: boolean
  readonly scale: number
  readonly weight: number
  readonly places: Edition["rounding"]
}

/** The sums of dimensions and base, with the weights of an edition. */
export function compileAggregate(edition: Edition): AggregateProgram {
  const dimensions = edition.dimensions.map(({ code, points }) => {
    const own = [...edition.indicators.entries()].filter(([, indicator]) => indicator.dimension === code)
    const weights = own.map(([, indicator]) => indicator.points)
    return {
      points,
      indicators: own.map(([number]) => number),
      weights,
      weight: weights.reduce((sum, weight) => sum + weight, 0),
      stretches: own.some(([, indicator]) => indicator.not_applicable_when.length > 0),
    }
  })
  const weight = dimensions.reduce((sum, dimension) => sum + dimension.weight, 0)
  return {
    dimensions,
    aggregation: edition.aggregation,
    fullMarks: edition.not_applicable === "full_marks",
    scale: edition.scale ?? weight,
    weight,
    places: edition.rounding,
  }
}

/** Result columns of one dimension and one block. */
export interface DimensionOut {
  readonly points: Float64Array
  readonly applicable: Float64Array
}

const sums = new Float64Array(BLOCK_ROWS)
const applied = new Float64Array(BLOCK_ROWS)
const counts = new Int32Array(BLOCK_ROWS)

/** Fills the dimensions and adds up `base`; may turn not applicable into missing in `indicators`. */
export function runAggregate(
  program: AggregateProgram,
  rows: number,
  indicators: readonly IndicatorOut[],
  dimensions: readonly DimensionOut[],
  base: Float64Array,
): void {
  base.fill(0)
  program.dimensions.forEach((dimension, number) => {
    const own = dimension.indicators.map((index) => indicators[index]!)
    if (dimension.stretches) missWhereNothingApplies(own, rows)
    sumDimension(program, dimension, own, rows)
    finishDimension(program, dimension, rows, dimensions[number]!, base)
  })
  finishBase(program, rows, base)
}

function missWhereNothingApplies(own: readonly IndicatorOut[], rows: number): void {
  counts.fill(0, 0, rows)
  for (const { state } of own)
    for (let e = 0; e < rows; e++) if (state[e] === NOT_APPLICABLE) counts[e] = counts[e]! + 1
  for (let e = 0; e < rows; e++)
    if (counts[e] === own.length) for (const out of own) settle(out, e, MISSING, null)
}

function sumDimension(
  program: AggregateProgram,
  dimension: DimensionProgram,
  own: readonly IndicatorOut[],
  rows: number,
): void {
  const { aggregation, fullMarks } = program
  const leavesOut = dimension.stretches && !fullMarks
  sums.fill(0, 0, rows)
  applied.fill(leavesOut ? 0 : dimension.weight, 0, rows)
  own.forEach(({ state, ratio, points }, k) => {
    const weight = dimension.weights[k]!
    if (aggregation === "sum") addScaled(points, 1, rows)
    else if (aggregation === "arithmetic") addScaled(ratio, weight, rows)
    else if (weight > 0) addLogarithms(ratio, weight, fullMarks ? null : state, rows)
    if (leavesOut) addWeight(state, weight, rows)
  })
}

function addScaled(column: Float64Array, weight: number, rows: number): void {
  for (let e = 0; e < rows; e++) sums[e] = sums[e]! + weight * column[e]!
}

function addLogarithms(ratio: Float64Array, weight: number, leftOut: Uint8Array | null, rows: number): void {
  for (let e = 0; e < rows; e++)
    if (leftOut?.[e] !== NOT_APPLICABLE) sums[e] = sums[e]! + weight * naturalLog(ratio[e]!)
}

function addWeight(state: Uint8Array, weight: number, rows: number): void {
  for (let e = 0; e < rows; e++) applied[e] = applied[e]! + (state[e] === NOT_APPLICABLE ? 0 : weight)
}

function finishDimension(
  program: AggregateProgram,
  dimension: DimensionProgram,
  rows: number,
  out: DimensionOut,
  base: Float64Array,
): void {
  out.applicable.set(applied.subarray(0, rows))
  if (program.aggregation === "sum")
    stretchPoints(dimension, program.places.indicator, rows, out.points, base)
  else meanOfRatios(program, dimension, rows, out.points, base)
}

function stretchPoints(
  dimension: DimensionProgram,
  places: number | null,
  rows: number,
  out: Float64Array,
  base: Float64Array,
): void {
  const full = dimension.points
  for (let e = 0; e < rows; e++) {
    const weight = applied[e]!
    const points = weight > 0 ? roundTo((sums[e]! * full) / weight, places) : 0
    out[e] = points
    base[e] = base[e]! + points
  }
}

/** A dimension without any weight of its own adds nothing; one whose weight is all left out has ratio 0. */
function meanOfRatios(
  { aggregation, places }: AggregateProgram,
  dimension: DimensionProgram,
  rows: number,
  out: Float64Array,
  base: Float64Array,
): void {
  const nothing = aggregation === "geometric" ? Number.NEGATIVE_INFINITY : 0
  for (let e = 0; e < rows; e++) {
    const weight = applied[e]!
    const mean = weight > 0 ? sums[e]! / weight : nothing
    const ratio = aggregation === "geometric" ? exponential(mean) : mean
    out[e] = roundTo(ratio * dimension.points, places.indicator)
    if (dimension.weight > 0)
      base[e] = base[e]! + (weight === dimension.weight ? sums[e]! : mean * dimension.weight)
  }
}

function finishBase(program: AggregateProgram, rows: number, base: Float64Array): void {
  const { aggregation, weight, scale, places } = program
  for (let e = 0; e < rows; e++) {
    let total = base[e]!
    if (aggregation !== "sum") {
      const mean = weight > 0 ? total / weight : 0
      total = (aggregation === "geometric" ? exponential(mean) : mean) * scale
    }
    base[e] = roundTo(total, places.total)
  }
}
