/** What may be published, in exact fractions and written from the format's part Disclosure alone. */
import type { Edition, Indicator } from "../../../worker/domain/scoring/edition.ts"
import { scoreIndicator, type Values } from "./exact-score.ts"
import { compare9, exact } from "./fraction.ts"

type Rule = NonNullable<Edition["disclosure"]>

const within = (x: number, from: number, to: number) =>
  compare9(exact(x), exact(from)) >= 0 && compare9(exact(x), exact(to)) <= 0

/** The ratio that is told of an indicator, null where it is not withheld. `ranges`: keys read as a range. */
function toldOf(
  indicator: Indicator,
  { from, to }: Rule,
  values: Values,
  ranges: ReadonlySet<string> = new Set(),
): 0 | 1 | null {
  const keys = indicator.inputs.filter(({ sensitive }) => sensitive).map(({ key }) => key)
  const numbers = keys.map((key) => values.get(key)).filter((value) => typeof value === "number")
  if (keys.some((key) => ranges.has(key))) return null
  if (!numbers.every((x) => compare9(exact(x), exact(to)) <= 0)) return null
  if (!numbers.some((x) => within(x, from, to))) return null
  const { state, ratio } = scoreIndicator(indicator, values)
  if (state !== "reported" || !ratio) return null
  return compare9(ratio, exact(0.5)) >= 0 ? 1 : 0
}

export interface ExactPublic {
  /** Small values replaced by `to`, those of withheld indicators gone. */
  values: Values
  ranges: Set<string>
  withheld: Map<string, 0 | 1>
}

export function exactPublic(edition: Edition, values: Values): ExactPublic {
  const rule = edition.disclosure
  const shown = new Map(values)
  const withheld = new Map<string, 0 | 1>()
  const ranges = new Set<string>()
  for (const indicator of edition.indicators) {
    const told = rule ? toldOf(indicator, rule, values) : null
    if (told !== null) withheld.set(indicator.code, told)
    for (const { key, sensitive } of indicator.inputs) {
      const value = values.get(key)
      if (!sensitive || !rule) continue
      if (told !== null) shown.delete(key)
      else if (typeof value === "number" && within(value, rule.from, rule.to)) {
        shown.set(key, rule.to)
        ranges.add(key)
      }
    }
  }
  return { values: shown, ranges, withheld }
}

/** Whether an edition is refused for its disclosure: a ratio would stand for one combination of counts, or for two. */
export function isRefused(edition: Edition): boolean {
  const rule = edition.disclosure
  if (!rule) return false
  return edition.indicators.some((indicator) => {
    const inputs = indicator.inputs.filter(({ sensitive }) => sensitive)
    if (inputs.length === 0) return false
    const told = { 0: 0, 1: 0 }
    for (const counts of combinations(inputs.length, rule.to)) {
      const values = new Map(inputs.map(({ key }, n) => [key, counts[n]!]))
      const allowed = inputs.every(({ key, at_most }) => {
        const limit = at_most === undefined ? undefined : values.get(at_most)
        return limit === undefined || values.get(key)! <= limit
      })
      const ratio = allowed ? toldOf(indicator, rule, values) : null
      if (ratio !== null) told[ratio]++
    }
    return [told[0], told[1]].some((count) => count === 1 || count === 2)
  })
}

function combinations(length: number, to: number): number[][] {
  if (length === 0) return [[]]
  const shorter = combinations(length - 1, to)
  return Array.from({ length: to + 1 }, (_, count) => shorter.map((rest) => [count, ...rest])).flat()
}
