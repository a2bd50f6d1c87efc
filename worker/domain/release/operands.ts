import type { Alternative, Indicator, Operand } from "../scoring/edition.ts"

function collect(operand: Operand, keys: Set<string>): void {
  if (typeof operand === "number") return
  if (typeof operand === "string") keys.add(operand)
  else if ("sum" in operand) for (const part of operand.sum) collect(part, keys)
  else if ("ceil_div" in operand) collect(operand.ceil_div[0], keys)
  else if (operand.kind === "mean") for (const part of operand.of) collect(part, keys)
  else {
    collect(operand.of, keys)
    if (operand.kind !== "value") collect(operand.over, keys)
  }
}

/** The input and base keys that a measure is computed from. */
export function measureKeys({ measure }: Alternative): Set<string> {
  const keys = new Set<string>()
  collect(measure, keys)
  return keys
}

/** Every key that an indicator is computed from or asks for: its inputs and the operands of all its alternatives. */
export function indicatorKeys(indicator: Indicator): Set<string> {
  const keys = new Set(indicator.inputs.map((input) => input.key))
  for (const alternative of indicator.alternatives) for (const key of measureKeys(alternative)) keys.add(key)
  return keys
}
