/** From a measure to a ratio 0..1: linear, logarithmic or in steps. NaN (missing) stays NaN. */
import { BLOCK_ROWS } from "./block.ts"
import type { Scoring } from "./edition.ts"
import { naturalLog } from "./logarithm.ts"
import { atLeast9, atMost9, round9 } from "./rounding.ts"

export type RatioOf = (x: Float64Array, rows: number, out: Float64Array) => void

/** The function from measures to ratios (0..1) of a scoring rule: steps, linear or logarithmic. */
export function compileScoring(scoring: Scoring): RatioOf {
  if (scoring.kind === "steps") return steps(scoring.direction, scoring.steps)
  return scoring.kind === "linear"
    ? linear(scoring.full, scoring.zero)
    : logarithmic(scoring.full, scoring.zero)
}

function linear(full: number, zero: number): RatioOf {
  const span = full - zero
  return (x, rows, out) => line(x, rows, zero, span, out)
}

function line(x: Float64Array, rows: number, zero: number, span: number, out: Float64Array): void {
  for (let e = 0; e < rows; e++) out[e] = Math.min(1, Math.max(0, (x[e]! - zero) / span))
}

function logarithmic(full: number, zero: number): RatioOf {
  const start = naturalLog(zero)
  const span = naturalLog(full) - start
  const logarithms = new Float64Array(BLOCK_ROWS)
  return (x, rows, out) => {
    for (let e = 0; e < rows; e++) logarithms[e] = x[e]! > 0 ? naturalLog(x[e]!) : Number.NaN
    line(logarithms, rows, start, span, out)
  }
}

function steps(direction: "at_least" | "at_most", list: readonly (readonly [number, number])[]): RatioOf {
  const limits = list.map(([limit]) => round9(limit))
  const ratios = list.map(([, ratio]) => ratio)
  const met = direction === "at_least" ? atLeast9 : atMost9
  return (x, rows, out) => {
    for (let e = 0; e < rows; e++) {
      const value = x[e]!
      let k = 0
      while (k < limits.length && !met(value, limits[k]!)) k++
      out[e] = Number.isNaN(value) ? Number.NaN : (ratios[k] ?? 0)
    }
  }
}
