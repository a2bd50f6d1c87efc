/**
 * Conditions as masks over blocks. What a missing operand means depends on the list: `missing_when` is met, others are
 * not; an operand whose every key is `NA` meets a condition of `not_applicable_when`.
 */
import { BLOCK_ROWS, type Mask } from "./block.ts"
import type { Comparison, Condition } from "./edition.ts"
import { compileAllNa, compileOperand, type KeyNumber } from "./measure.ts"
import { round9, slackOf } from "./rounding.ts"

export type ConditionList = "not_applicable_when" | "missing_when" | "requires"

/** Where any of the conditions is met; null for an empty list. */
export function compileAny(
  conditions: readonly Condition[],
  list: ConditionList,
  keyNumber: KeyNumber,
): Mask | null {
  if (conditions.length === 0) return null
  const masks = conditions.map((condition) => compileCondition(condition, list, keyNumber))
  return combine(masks, (met, rows, out) => {
    for (let e = 0; e < rows; e++) out[e] = out[e]! | met[e]!
  })
}

/** A condition as a mask over a block, 1 where it holds. */
export function compileCondition(condition: Condition, list: ConditionList, keyNumber: KeyNumber): Mask {
  if (!("all" in condition)) return compileComparison(condition, list, keyNumber)
  const masks = condition.all.map((part) => compileCondition(part, list, keyNumber))
  return combine(masks, (met, rows, out) => {
    for (let e = 0; e < rows; e++) out[e] = out[e]! & met[e]!
  })
}

function combine(
  masks: readonly Mask[],
  join: (met: Uint8Array, rows: number, out: Uint8Array) => void,
): Mask {
  const [first, ...rest] = masks
  if (!first) throw new RangeError("a list of conditions is empty")
  if (rest.length === 0) return first
  const out = new Uint8Array(BLOCK_ROWS)
  return (block) => {
    out.set(first(block).subarray(0, block.rows))
    for (const mask of rest) join(mask(block), block.rows, out)
    return out
  }
}

function compileComparison(condition: Comparison, list: ConditionList, keyNumber: KeyNumber): Mask {
  const operand = compileOperand(condition.of, keyNumber)
  const allNa = list === "not_applicable_when" ? compileAllNa(condition.of, keyNumber) : null
  const { compare, limit } = comparisonOf(condition)
  const slack = slackOf(limit)
  const out = new Uint8Array(BLOCK_ROWS)
  return (block) => {
    const { rows } = block
    const x = operand(block)
    compare(x, rows, limit, slack, out)
    if (list === "missing_when") meetWhereMissing(x, rows, out)
    const na = allNa?.(block)
    if (na) for (let e = 0; e < rows; e++) out[e] = out[e]! | na[e]!
    return out
  }
}

function meetWhereMissing(x: Float64Array, rows: number, out: Uint8Array): void {
  for (let e = 0; e < rows; e++) if (Number.isNaN(x[e]!)) out[e] = 1
}

/** Fills `out`; 0 for a number that is missing. Within `slack` of the limit the number is rounded to 9 decimals. */
type Compare = (x: Float64Array, rows: number, limit: number, slack: number, out: Uint8Array) => void

const lessThan: Compare = (x, rows, limit, slack, out) => {
  const low = limit - slack
  for (let e = 0; e < rows; e++) {
    const value = x[e]!
    out[e] = value < low || (value < limit && round9(value) < limit) ? 1 : 0
  }
}

const atLeast: Compare = (x, rows, limit, slack, out) => {
  const low = limit - slack
  for (let e = 0; e < rows; e++) {
    const value = x[e]!
    out[e] = value >= limit || (value >= low && round9(value) >= limit) ? 1 : 0
  }
}

const equals: Compare = (x, rows, limit, slack, out) => {
  for (let e = 0; e < rows; e++) {
    const value = x[e]!
    out[e] = value === limit || (Math.abs(value - limit) <= slack && round9(value) === limit) ? 1 : 0
  }
}

function comparisonOf(condition: Comparison): { compare: Compare; limit: number } {
  if (condition.less_than !== undefined) return { compare: lessThan, limit: round9(condition.less_than) }
  if (condition.at_least !== undefined) return { compare: atLeast, limit: round9(condition.at_least) }
  return { compare: equals, limit: round9(condition.equals ?? Number.NaN) }
}

/** Whether a number that is there meets a comparison. */
export function meets(condition: Comparison, x: number): boolean {
  const { compare, limit } = comparisonOf(condition)
  const out = new Uint8Array(1)
  compare(Float64Array.of(x), 1, limit, slackOf(limit), out)
  return out[0] === 1
}
