import { expressionOf, isOperator } from "../../domain/selection/condition.ts"
import type { BuiltCondition, EligibilityRule } from "../../domain/selection/rules.ts"

const rowName = /^e\.(\d{1,3})\.(?:title|figure|operator|value|expression)$/

/** The numbers of the rows that a form has, in their order. */
function rowsOf(fields: Record<string, string>): number[] {
  const found = Object.keys(fields).flatMap((name) => {
    const row = rowName.exec(name)?.[1]
    return row === undefined ? [] : [Number(row)]
  })
  return [...new Set(found)].sort((a, b) => a - b)
}

/** Typed numbers may be full width, as Chinese keyboards give them. */
function numberText(typed: string): string {
  return typed.normalize("NFKC").trim().slice(0, 60)
}

/**
 * The eligibility rules that were typed into the builder (`web/pages/nominations/condition-builder.tsx`); empty rows are
 * left out, codes follow the order. A typed expression counts before a built one.
 */
export function readConditions(fields: Record<string, string>): EligibilityRule[] {
  const typed = rowsOf(fields).flatMap((row): Omit<EligibilityRule, "code">[] => {
    const field = (name: string) => (fields[`e.${row}.${name}`] ?? "").trim()
    const title = field("title").slice(0, 200)
    const expression = field("expression").slice(0, 2000)
    const operator = field("operator")
    const figure = field("figure").slice(0, 40)
    const value = numberText(field("value"))
    if (title === "" && expression === "" && figure === "" && value === "") return []
    if (expression !== "" || (figure === "" && value === "")) return [{ title, expression, built: null }]
    const built: BuiltCondition = { figure, operator: isOperator(operator) ? operator : ">=", value }
    return [{ title, expression: expressionOf(built), built }]
  })
  return typed.map((rule, at) => ({ code: `E${at + 1}`, ...rule }))
}
