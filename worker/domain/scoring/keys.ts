/**
 * What may be filed under an edition: every key with its kind, provider, type and limits, and the strict reading of a
 * value's text. `editionKeys` keeps the edition's order: bases, inputs, gates, bonuses, deductions, vetoes.
 */
import { compareDecimalText, NUMBER_TEXT } from "./decimal.ts"
import type { Base, Bilingual, Edition, Provider } from "./edition.ts"

export interface KeySpec {
  readonly key: string
  readonly kind: "base" | "input" | "gate" | "bonus" | "deduction" | "veto"
  readonly provider: Provider
  readonly type: "number" | "integer" | "yes_no"
  readonly min: number
  /** null: no upper limit (the count of a deduction). */
  readonly max: number | null
  readonly at_most?: string
  readonly sensitive: boolean
  /** Asked as the value that counted last, to be confirmed. */
  readonly carry?: true
  readonly title: Bilingual
  readonly unit?: Bilingual
  /** Code of the indicator that an input belongs to. */
  readonly indicator?: string
  /** The only values of a bonus; absent when any within the limits is one. */
  readonly values?: readonly number[]
  /** Level of a veto: a `cycle` veto is told once for all estates. */
  readonly level?: "estate" | "cycle"
}

/** A typed value: a number (gates and vetoes 1 for yes, 0 for no) or the claim that it does not apply. */
export type KeyValue = number | "NA"

/** Every key of the edition in edition order. */
export function editionKeys(edition: Edition): Map<string, KeySpec> {
  const specs: KeySpec[] = edition.bases.map((base) => valueSpec(base, "base"))
  for (const indicator of edition.indicators)
    for (const input of indicator.inputs)
      specs.push({ ...valueSpec(input, "input"), indicator: indicator.code })
  const yesNo = { type: "yes_no", min: 0, max: 1, sensitive: false } as const
  for (const { code: key, title, provider } of edition.gates)
    specs.push({ key, kind: "gate", provider, title, ...yesNo })
  for (const { code: key, title, provider, max, values } of edition.bonuses)
    specs.push({
      key,
      kind: "bonus",
      provider,
      title,
      type: "number",
      min: 0,
      max,
      ...(values ? { values } : {}),
      sensitive: false,
    })
  for (const { code: key, title, provider } of edition.deductions)
    specs.push({
      key,
      kind: "deduction",
      provider,
      title,
      type: "integer",
      min: 0,
      max: null,
      sensitive: false,
    })
  for (const { code: key, title, provider, level } of edition.vetoes)
    specs.push({ key, kind: "veto", provider, title, level, ...yesNo })
  return new Map(specs.map((spec) => [spec.key, spec]))
}

function valueSpec(value: Base, kind: "base" | "input"): KeySpec {
  const { key, provider, type, min, max, sensitive, title, unit, at_most, carry } = value
  const optional = { ...(at_most ? { at_most } : {}), ...(carry ? { carry } : {}) }
  return { key, kind, provider, type, min, max, sensitive, title, unit, ...optional }
}

/**
 * Reads a value as the scoring command does: empty is missing (null), `NA` is claimed not applicable, gates and vetoes
 * are `yes` or `no`, numbers are digits with at most one point between digits and a leading minus. A fault says what is
 * expected. Limits are compared as decimals, so no digit is lost before the comparison.
 */
export function parseKeyValue(spec: KeySpec, text: string): { value: KeyValue | null } | { fault: string } {
  if (text === "") return { value: null }
  if (text === "NA") return { value: "NA" }
  if (spec.type === "yes_no") {
    if (text === "yes" || text === "no") return { value: text === "yes" ? 1 : 0 }
    return { fault: "yes or no is expected" }
  }
  if (!NUMBER_TEXT.test(text))
    return { fault: "a number is expected: digits, at most one point between digits" }
  if (spec.type === "integer" && text.includes("."))
    return { fault: "a whole number is expected, without a point" }
  if (compareDecimalText(text, spec.min) < 0) return { fault: `the value is below ${spec.min}` }
  if (spec.max !== null && compareDecimalText(text, spec.max) > 0)
    return { fault: `the value is above ${spec.max}` }
  if (spec.values && !spec.values.some((allowed) => compareDecimalText(text, allowed) === 0))
    return { fault: `one of ${spec.values.join(", ")} is expected` }
  const value = Math.min(Number(text), Number.MAX_VALUE)
  return { value: value === 0 ? 0 : value }
}
