/** Checks in exact fractions, written from the format's part Checks alone: what the real ones are compared with. */
import type { Edition, Operand } from "../../../worker/domain/scoring/edition.ts"
import { met, operand, scoreIndicator, type Values } from "./exact-score.ts"
import { compare9, type Fraction } from "./fraction.ts"

interface Check {
  id: string
  severity: "hard" | "soft"
  left: Operand
  relation: "at_most" | "at_least" | "equals"
  right: Operand
  when?: NonNullable<Edition["checks"]>[number]["when"]
}

/** Every input's `at_most`, then those of `checks`. */
function checksOf(edition: Edition): Check[] {
  const limited = [...edition.bases, ...edition.indicators.flatMap(({ inputs }) => inputs)].flatMap(
    ({ key, at_most }): Check[] =>
      at_most
        ? [{ id: `${key}.at_most`, severity: "hard", left: key, relation: "at_most", right: at_most }]
        : [],
  )
  return [...limited, ...(edition.checks ?? [])]
}

export interface ExactBroken {
  id: string
  severity: "hard" | "soft"
  left: Fraction
  right: Fraction
}

export function exactBroken(edition: Edition, values: Values, before: readonly Values[]): ExactBroken[] {
  return checksOf(edition).flatMap(({ id, severity, left, relation, right, when }) => {
    const a = operand(left, values, before)
    const b = operand(right, values, before)
    if (!a || !b || !(when ?? []).every((one) => met(one, values, "check", before))) return []
    const order = compare9(a, b)
    const holds = relation === "at_most" ? order <= 0 : relation === "at_least" ? order >= 0 : order === 0
    return holds ? [] : [{ id, severity, left: a, right: b }]
  })
}

/** Every key that is named in a part of a document, but not under `previous`. */
function keysIn(part: unknown): string[] {
  if (typeof part === "string") return [part]
  if (Array.isArray(part)) return part.flatMap(keysIn)
  if (typeof part !== "object" || part === null) return []
  return Object.entries(part).flatMap(([name, inner]) =>
    name === "previous" || name === "kind" ? [] : keysIn(inner),
  )
}

/** The ids of the checks that are open. */
export function exactOpen(edition: Edition, values: Values): string[] {
  const away = edition.indicators.filter((one) => scoreIndicator(one, values).state === "not_applicable")
  const claimed = new Set(
    away.flatMap((one) => [
      ...one.inputs.map(({ key }) => key),
      ...keysIn(one.alternatives.map(({ measure }) => measure)),
      ...keysIn(one.missing_when),
      ...keysIn(one.not_applicable_when),
    ]),
  )
  return checksOf(edition)
    .filter(({ left, right, when }) => {
      const keys = [...keysIn(left), ...keysIn(right), ...keysIn(when ?? [])]
      const without = keys.filter(
        (key) => values.get(key) === undefined || (values.get(key) === "NA" && !claimed.has(key)),
      )
      return without.length > 0 && keys.some((key) => typeof values.get(key) === "number")
    })
    .map(({ id }) => id)
}
