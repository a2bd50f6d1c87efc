/**
 * Measures and operands as functions over blocks. Missing is NaN and carries through every operation; a division by
 * zero is missing. Rules: the format of editions, part Indicator.
 */
import { BLOCK_ROWS, type Block, type Numbers } from "./block.ts"
import type { Measure, Operand } from "./edition.ts"
import { round9 } from "./rounding.ts"

/** Four units of the last place. */
const NOISE = 4 * Number.EPSILON

export type KeyNumber = (key: string) => number

/** Compiles an operand or a measure; `keyNumber` gives the column of a key. */
export function compileOperand(operand: Operand, keyNumber: KeyNumber): Numbers {
  if (typeof operand === "string") {
    const key = keyNumber(operand)
    return (block) => block.values[key]!
  }
  if (typeof operand === "number") {
    const constant = new Float64Array(BLOCK_ROWS).fill(operand)
    return () => constant
  }
  if ("sum" in operand)
    return sumOf(
      operand.sum.map((part) => compileOperand(part, keyNumber)),
      1,
    )
  if ("product" in operand) return productOf(operand.product.map((part) => compileOperand(part, keyNumber)))
  if ("ceil_div" in operand)
    return ceilDiv(compileOperand(operand.ceil_div[0], keyNumber), operand.ceil_div[1])
  if ("previous" in operand) return previousOf(compileOperand(operand.previous, keyNumber))
  return compileMeasure(operand, keyNumber)
}

/** The operand over the quarter directly before, where a value that is not there is missing as everywhere. */
function previousOf(operand: Numbers): Numbers {
  return ({ before }) => {
    if (!before) throw new RangeError("the quarter before is not at hand")
    return operand(before)
  }
}

function compileMeasure(measure: Measure, keyNumber: KeyNumber): Numbers {
  if (measure.kind === "value") return compileOperand(measure.of, keyNumber)
  if (measure.kind === "mean")
    return sumOf(
      measure.of.map((part) => compileOperand(part, keyNumber)),
      measure.of.length,
    )
  const of = compileOperand(measure.of, keyNumber)
  const over = compileOperand(measure.over, keyNumber)
  // of ÷ (over ÷ per) = per × of ÷ over: one rounding less.
  if (measure.kind === "per") return ratioOf(of, over, measure.per, Number.POSITIVE_INFINITY)
  return ratioOf(of, over, measure.scale, measure.cap ?? Number.POSITIVE_INFINITY)
}

function ratioOf(of: Numbers, over: Numbers, scale: number, cap: number): Numbers {
  const out = new Float64Array(BLOCK_ROWS)
  return (block) => divide(of(block), over(block), block.rows, scale, cap, out)
}

// The loops of the engine are plain functions over local variables: V8 keeps those in registers.
function divide(
  a: Float64Array,
  b: Float64Array,
  rows: number,
  scale: number,
  cap: number,
  out: Float64Array,
): Float64Array {
  for (let e = 0; e < rows; e++) {
    const x = (scale * a[e]!) / b[e]!
    out[e] = x - x === 0 ? Math.min(cap, x) : Math.min(cap, rareRatio(a[e]!, b[e]!, scale))
  }
  return out
}

/** A ratio that is not finite: missing (NaN stays NaN), a division by zero, or an overflow on the way. */
function rareRatio(a: number, b: number, scale: number): number {
  return b === 0 ? Number.NaN : clampFinite(scale * (a / b))
}

function clampFinite(x: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, x))
}

/** Sum ÷ divisor. What cancels to less than the error of the additions is zero, as it is in exact arithmetic. */
function sumOf(parts: readonly Numbers[], divisor: number): Numbers {
  const out = new Float64Array(BLOCK_ROWS)
  const size = new Float64Array(BLOCK_ROWS)
  return (block) => {
    const { rows } = block
    out.fill(0, 0, rows)
    size.fill(0, 0, rows)
    for (const part of parts) addTo(part(block), rows, out, size)
    return divideSum(out, size, rows, divisor)
  }
}

function addTo(x: Float64Array, rows: number, out: Float64Array, size: Float64Array): void {
  for (let e = 0; e < rows; e++) {
    const value = x[e]!
    out[e] = out[e]! + value
    size[e] = size[e]! + Math.abs(value)
  }
}

function divideSum(out: Float64Array, size: Float64Array, rows: number, divisor: number): Float64Array {
  for (let e = 0; e < rows; e++) {
    const total = out[e]!
    if (Math.abs(total) < size[e]! * NOISE) out[e] = 0
    else out[e] = (total - total === 0 ? total : clampFinite(total)) / divisor
  }
  return out
}

function productOf(factors: readonly Numbers[]): Numbers {
  const out = new Float64Array(BLOCK_ROWS)
  return (block) => {
    out.fill(1, 0, block.rows)
    for (const factor of factors) multiplyBy(factor(block), block.rows, out)
    return out
  }
}

function multiplyBy(x: Float64Array, rows: number, out: Float64Array): void {
  for (let e = 0; e < rows; e++) {
    const product = out[e]! * x[e]!
    out[e] = product - product === 0 || Number.isNaN(product) ? product : clampFinite(product)
  }
}

function ceilDiv(of: Numbers, divisor: number): Numbers {
  const out = new Float64Array(BLOCK_ROWS)
  return (block) => divideUp(of(block), block.rows, divisor, out)
}

function divideUp(x: Float64Array, rows: number, divisor: number, out: Float64Array): Float64Array {
  for (let e = 0; e < rows; e++) out[e] = Math.ceil(round9(x[e]! / divisor))
  return out
}

/** Where every key of the operand is `NA`: null when it cannot be, since it has no key or is a measure. */
export function compileAllNa(
  operand: Operand,
  keyNumber: KeyNumber,
): ((block: Block) => Uint8Array | null) | null {
  const keys = keysThatMayBeNa(operand)
  if (!keys || keys.length === 0) return null
  const numbers = keys.map(keyNumber)
  const out = new Uint8Array(BLOCK_ROWS)
  return (block) => {
    out.fill(1, 0, block.rows)
    for (const number of numbers) {
      const na = block.na[number]
      if (!na) return null
      for (let e = 0; e < block.rows; e++) out[e]! &= na[e]!
    }
    return out
  }
}

/** The keys of an operand, or null when a measure in it makes it never `NA`. */
function keysThatMayBeNa(operand: Operand): string[] | null {
  if (typeof operand === "string") return [operand]
  if (typeof operand === "number") return []
  if ("ceil_div" in operand) return keysThatMayBeNa(operand.ceil_div[0])
  const list = "sum" in operand ? operand.sum : "product" in operand ? operand.product : null
  if (!list) return null
  const parts = list.map(keysThatMayBeNa)
  return parts.includes(null) ? null : parts.flatMap((keys) => keys ?? [])
}
