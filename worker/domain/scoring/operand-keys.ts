import type { Alternative, Condition, Indicator, Operand } from "./edition.ts"

/** Every key in an operand or a measure, in order of appearance, repeated ones once. */
export function operandKeys(operand: Operand): string[] {
  if (typeof operand === "string") return [operand]
  if (typeof operand === "number") return []
  const parts: readonly Operand[] =
    "sum" in operand
      ? operand.sum
      : "ceil_div" in operand
        ? [operand.ceil_div[0]]
        : operand.kind === "mean"
          ? operand.of
          : operand.kind === "value"
            ? [operand.of]
            : [operand.of, operand.over]
  return [...new Set(parts.flatMap(operandKeys))]
}

/** The input and base keys that a measure is computed from. */
export function measureKeys({ measure }: Alternative): string[] {
  return operandKeys(measure)
}

/** Every key that a condition reads. */
export function conditionKeys(condition: Condition): string[] {
  return "all" in condition ? condition.all.flatMap(conditionKeys) : operandKeys(condition.of)
}

/** Every key that an indicator asks for, is computed from or is judged applicable by. */
export function indicatorKeys(indicator: Indicator): Set<string> {
  const asked = indicator.inputs.map((input) => input.key)
  const measured = indicator.alternatives.flatMap(measureKeys)
  const conditions = [...indicator.not_applicable_when, ...indicator.missing_when].flatMap(conditionKeys)
  return new Set([...asked, ...measured, ...conditions])
}
