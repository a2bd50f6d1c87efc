import type { Edition, Indicator, Measure, Operand, Scoring } from "../scoring/edition.ts"
import type { KeySpec, KeyValue } from "../scoring/keys.ts"
import { operandKeys } from "../scoring/operand-keys.ts"
import { roundTo } from "../scoring/rounding.ts"

type Values = ReadonlyMap<string, KeyValue>

/** Decimal places of a value that is proposed and is no whole number. */
const PLACES = 2

/**
 * How much there is to count of where nothing is filed and the quarter before says nothing either: a round number first,
 * then what even a strict check allows.
 */
export const ASSUMED = [100, 10, 1] as const

/** The values of one indicator that somebody can do something about, and which way. */
export interface Lever {
  indicator: Indicator
  /** Counts of what was done or went wrong: what is divided. What it is divided by is as it is. */
  moved: readonly KeySpec[]
  /** What it is measured against. */
  against: readonly KeySpec[]
  up: boolean
}

/** Whether more of it is better, by the scoring of an alternative. */
export function isBetterUp(scoring: Scoring): boolean {
  return scoring.kind === "steps" ? scoring.direction === "at_least" : scoring.full > scoring.zero
}

function sidesOf(measure: Measure): { of: string[]; over: string[] } {
  const parts: readonly Operand[] = measure.kind === "mean" ? measure.of : [measure]
  const sides = parts.map((part) => {
    if (typeof part !== "object" || !("kind" in part)) return { of: operandKeys(part), over: [] }
    if (part.kind === "mean") return sidesOf(part)
    return { of: operandKeys(part.of), over: part.kind === "value" ? [] : operandKeys(part.over) }
  })
  const unique = (side: "of" | "over") => [...new Set(sides.flatMap((one) => one[side]))]
  return { of: unique("of"), over: unique("over") }
}

/** All levers of an edition: one for each way in which an indicator is counted. Stocks and registry figures are none. */
export function leversOf(edition: Edition, specs: ReadonlyMap<string, KeySpec>): Lever[] {
  const named = (keys: readonly string[]) => keys.flatMap((key) => specs.get(key) ?? [])
  return edition.indicators.flatMap((indicator) =>
    indicator.alternatives.flatMap(({ measure, scoring }) => {
      const { of, over } = sidesOf(measure)
      const moved = named(of.filter((key) => !over.includes(key))).filter(
        ({ kind, carry }) => kind === "input" && !carry,
      )
      return moved.length === 0 ? [] : [{ indicator, moved, against: named(over), up: isBetterUp(scoring) }]
    }),
  )
}

/** As far as a value can go: its own limit, or that of the value which it may not exceed. */
function goalOf({ min, max, at_most }: KeySpec, up: boolean, values: Values): number {
  if (!up) return min
  const other = at_most === undefined ? undefined : values.get(at_most)
  return Math.min(max ?? Number.MAX_SAFE_INTEGER, typeof other === "number" ? other : Number.MAX_SAFE_INTEGER)
}

/** `from` moved by the share `t` of its way to `goal`, rounded to what can be filed, never short of the share. */
function between(from: number, goal: number, t: number, { type }: KeySpec): number {
  const exact = from + (goal - from) * t
  const scale = type === "number" ? 10 ** PLACES : 1
  const rounded =
    (goal > from ? Math.ceil(roundTo(exact * scale, 6)) : Math.floor(roundTo(exact * scale, 6))) / scale
  return goal > from ? Math.min(rounded, goal) : Math.max(rounded, goal)
}

/**
 * What values become when a lever is moved by a share `t` of its whole way, 0 to 1. What is missing begins at the bad end.
 * Null where a value says that it does not apply.
 */
export function moved(lever: Lever, values: Values, t: number): Map<string, KeyValue> | null {
  const now = new Map(values)
  for (const spec of lever.moved) {
    const goal = goalOf(spec, lever.up, values)
    const standing = values.get(spec.key)
    if (standing === "NA") return null
    const from = standing ?? (lever.up ? spec.min : goalOf(spec, true, values))
    // A value beyond its goal stays: that is a fault of its own.
    if (lever.up ? from < goal : from > goal) now.set(spec.key, between(from, goal, t, spec))
    else if (standing === undefined) now.set(spec.key, from)
  }
  return now
}

/**
 * The values with something to measure a missing indicator against, most likely first: as in the quarter before, else
 * assumed.
 */
export function measurable(
  { against }: Lever,
  values: Values,
  before: Values | null,
): Map<string, KeyValue>[] {
  const absent = against.filter(({ key }) => !values.has(key))
  if (absent.length === 0) return [new Map(values)]
  const filled = (assumed: number) =>
    new Map([
      ...values,
      ...absent.map(({ key, min, max }): [string, KeyValue] => {
        const known = before?.get(key)
        const value = typeof known === "number" && known > 0 ? known : assumed
        return [key, Math.max(min, Math.min(value, max ?? value))]
      }),
    ])
  return ASSUMED.map(filled)
}
