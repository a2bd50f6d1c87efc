/**
 * One indicator over a block: `not_applicable_when`, then `missing_when`, then the best alternative; ratio, state and
 * rounded points. Leaves ratio 0 and points 0 where a value is missing or not applicable (1 and full under full marks).
 */
import { BLOCK_ROWS, type Block, type Mask, type Numbers } from "./block.ts"
import { compileAny } from "./condition.ts"
import type { Edition, Indicator } from "./edition.ts"
import { compileOperand, type KeyNumber } from "./measure.ts"
import { compileScoring, type RatioOf } from "./ratio.ts"
import { MISSING, NOT_APPLICABLE, REPORTED } from "./results.ts"
import { compare9, FAST_LIMIT, FUZZ, type RoundingStep, roundBy, roundingStep } from "./rounding.ts"
import { WITHHELD } from "./table.ts"

export interface IndicatorProgram {
  readonly points: number
  readonly notApplicable: Mask | null
  readonly missing: Mask | null
  readonly alternatives: readonly { readonly measure: Numbers; readonly ratio: RatioOf }[]
  readonly rounding: RoundingStep | null
  readonly fullMarks: boolean
}

/** The part of the result columns that belongs to one indicator and one block. */
export interface IndicatorOut {
  readonly state: Uint8Array
  readonly ratio: Float64Array
  readonly points: Float64Array
  readonly alternative: Int16Array
  readonly measure: Float64Array | null
}

/** An indicator as a program over blocks of estates. */
export function compileIndicator(
  indicator: Indicator,
  edition: Edition,
  keyNumber: KeyNumber,
): IndicatorProgram {
  const places = edition.rounding.indicator
  return {
    points: indicator.points,
    notApplicable: compileAny(indicator.not_applicable_when, "not_applicable_when", keyNumber),
    missing: compileAny(indicator.missing_when, "missing_when", keyNumber),
    alternatives: indicator.alternatives.map(({ measure, scoring }) => ({
      measure: compileOperand(measure, keyNumber),
      ratio: compileScoring(scoring),
    })),
    rounding: places === null ? null : roundingStep(places),
    fullMarks: edition.not_applicable === "full_marks",
  }
}

/** State, ratio (0..1) and points of an indicator for every row of a block, written to `out`. */
export function runIndicator(program: IndicatorProgram, block: Block, out: IndicatorOut): void {
  const { rows } = block
  bestAlternative(program, block, out)
  out.state.fill(REPORTED)
  if (program.missing) markWhere(program.missing(block), rows, MISSING, out.state)
  if (program.notApplicable) markWhere(program.notApplicable(block), rows, NOT_APPLICABLE, out.state)
  if (program.rounding) roundedPoints(out.ratio, rows, program.points, program.rounding, out.points)
  else for (let e = 0; e < rows; e++) out.points[e] = out.ratio[e]! * program.points
  settleUnreported(out, rows, program.fullMarks ? program.points : null)
}

/** ratio × points, rounded; ratios are 0..1 or NaN. The arithmetic of `roundBy`, without its rare cases. */
function roundedPoints(
  ratio: Float64Array,
  rows: number,
  points: number,
  step: RoundingStep,
  out: Float64Array,
): void {
  const { power, half } = step
  if (points >= FAST_LIMIT) for (let e = 0; e < rows; e++) out[e] = roundBy(ratio[e]! * points, step)
  else for (let e = 0; e < rows; e++) out[e] = Math.floor(ratio[e]! * points * power * FUZZ + half) / power
}

function settleUnreported(out: IndicatorOut, rows: number, marks: number | null): void {
  const { state, points } = out
  for (let e = 0; e < rows; e++) {
    const x = points[e]!
    if (state[e] !== REPORTED || Number.isNaN(x))
      settle(out, e, state[e] === REPORTED ? MISSING : state[e]!, marks)
  }
}

function markWhere(mask: Uint8Array, rows: number, state: number, states: Uint8Array): void {
  for (let e = 0; e < rows; e++) if (mask[e]) states[e] = state
}

/** Writes a row that has no measure; `marks`: what a value that does not apply is given, null without full marks. */
export function settle(out: IndicatorOut, row: number, state: number, marks: number | null): void {
  const given = state === NOT_APPLICABLE && marks !== null
  out.state[row] = state
  out.ratio[row] = given ? 1 : 0
  out.points[row] = given ? marks : 0
  out.alternative[row] = -1
  if (out.measure) out.measure[row] = Number.NaN
}

/** Writes the rows in which the indicator is withheld: reported, with the ratio that is told and without a measure. */
export function settleWithheld(out: IndicatorOut, marks: Uint8Array, points: number): void {
  for (let e = 0; e < marks.length; e++) {
    const mark = marks[e]
    if (!mark) continue
    const ratio = mark === WITHHELD.one ? 1 : 0
    out.state[e] = REPORTED
    out.ratio[e] = ratio
    out.points[e] = ratio * points
    out.alternative[e] = -1
    if (out.measure) out.measure[e] = Number.NaN
  }
}

const otherRatio = new Float64Array(BLOCK_ROWS)

function bestAlternative(program: IndicatorProgram, block: Block, out: IndicatorOut): void {
  const { rows } = block
  program.alternatives.forEach(({ measure, ratio }, number) => {
    const x = measure(block)
    if (number === 0) {
      ratio(x, rows, out.ratio)
      out.alternative.fill(0)
      if (out.measure) out.measure.set(x.subarray(0, rows))
    } else {
      ratio(x, rows, otherRatio)
      takeBetter(x, otherRatio, number, rows, out)
    }
  })
}

/** Takes an alternative where it is better than what is there, or where nothing is there. */
function takeBetter(
  x: Float64Array,
  ratio: Float64Array,
  number: number,
  rows: number,
  out: IndicatorOut,
): void {
  const { ratio: bestRatio, alternative, measure } = out
  for (let e = 0; e < rows; e++) {
    const best = bestRatio[e]!
    const other = ratio[e]!
    const better = Number.isNaN(best) ? !Number.isNaN(other) : other > best && compare9(other, best) > 0
    if (!better) continue
    bestRatio[e] = other
    alternative[e] = number
    if (measure) measure[e] = x[e]!
  }
}
