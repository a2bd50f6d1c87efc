import type { Alternative, Condition, Indicator, Operand } from "./edition.ts"

/** The operands that an operand is made of; none of a key or a number. */
function partsOf(operand: Operand): readonly Operand[] {
  if (typeof operand !== "object") return []
  if ("sum" in operand) return operand.sum
  if ("product" in operand) return operand.product
  if ("ceil_div" in operand) return [operand.ceil_div[0]]
  if ("previous" in operand) return [operand.previous]
  if (operand.kind === "mean") return operand.of
  return operand.kind === "value" ? [operand.of] : [operand.of, operand.over]
}

/**
 * Every key in an operand or a measure that is read in a quarter itself, in order of appearance, repeated ones once.
 * What stands under `previous` is read in an earlier one: see earlierKeys.
 */
export function operandKeys(operand: Operand): string[] {
  if (typeof operand === "string") return [operand]
  if (typeof operand === "object" && "previous" in operand) return []
  return [...new Set(partsOf(operand).flatMap(operandKeys))]
}

/** Every key that stands under a `previous`, however deep. */
export function earlierKeys(operand: Operand, under = false): string[] {
  if (typeof operand === "string") return under ? [operand] : []
  const here = under || (typeof operand === "object" && "previous" in operand)
  return partsOf(operand).flatMap((part) => earlierKeys(part, here))
}

/** How many quarters an operand looks back: the most `previous` that stand in one another. */
export function quartersBack(operand: Operand): number {
  const own = typeof operand === "object" && "previous" in operand ? 1 : 0
  return own + Math.max(0, ...partsOf(operand).map(quartersBack))
}

/** The input and base keys that a measure is computed from. */
export function measureKeys({ measure }: Alternative): string[] {
  return operandKeys(measure)
}

/** The operands that a condition compares. */
export function conditionOperands(condition: Condition): Operand[] {
  return "all" in condition ? condition.all.flatMap(conditionOperands) : [condition.of]
}

/** Every key that a condition reads. */
export function conditionKeys(condition: Condition): string[] {
  return conditionOperands(condition).flatMap(operandKeys)
}

/** Every key that an indicator asks for, is computed from or is judged applicable by. */
export function indicatorKeys(indicator: Indicator): Set<string> {
  const asked = indicator.inputs.map((input) => input.key)
  const measured = indicator.alternatives.flatMap(measureKeys)
  const conditions = [...indicator.not_applicable_when, ...indicator.missing_when].flatMap(conditionKeys)
  return new Set([...asked, ...measured, ...conditions])
}
