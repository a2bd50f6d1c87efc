import type { Fault } from "../errors.ts"
import { namedFigures } from "./figures.ts"
import type { BuiltCondition } from "./rules.ts"

/** The operators that the builder offers. */
export const operators = [
  ">=",
  "<=",
  ">",
  "<",
  "==",
  "!=",
] as const satisfies readonly BuiltCondition["operator"][]

const figureOf = (name: string) => namedFigures.find((figure) => figure.name === name)
const decimal = /^-?\d{1,9}(\.\d{1,6})?$/

/** Whether a text is one of the builder's operators. */
export function isOperator(text: string): text is BuiltCondition["operator"] {
  return (operators as readonly string[]).includes(text)
}

/** The expression of a comparison without faults: `base >= 90.0`, `band == "excellent"`. */
export function expressionOf({ figure, operator, value }: BuiltCondition): string {
  if (figureOf(figure)?.type === "text") return `${figure} ${operator} ${JSON.stringify(value)}`
  return `${figure} ${operator} ${value.includes(".") ? value : `${value}.0`}`
}

/** What is wrong with a comparison of the builder: figure unknown, operator unfit, value no number or too long. */
export function conditionFaults({ figure, operator, value }: BuiltCondition): Omit<Fault, "field">[] {
  const known = figureOf(figure)
  if (!known) return [{ rule: "condition_figure" }]
  if (!isOperator(operator)) return [{ rule: "condition_operator" }]
  if (known.type === "text") {
    if (operator !== "==" && operator !== "!=") return [{ rule: "condition_text_operator" }]
    return /^[\w-]{1,40}$/.test(value) ? [] : [{ rule: "condition_text" }]
  }
  return decimal.test(value) ? [] : [{ rule: "condition_number" }]
}
