/** What a release tells of how its estates were filed: enough or not, accepted unchanged or not, and what peers have. */
import type { Edition } from "../scoring/edition.ts"
import type { KeySpec, KeyValue } from "../scoring/keys.ts"
import type { ComposedValue, TypedValue } from "../submission/compose.ts"
import { answersOf, isFew } from "../submission/marks.ts"
import { SIZE_KEY } from "../submission/registry-figures.ts"
import { comparedKeys } from "./peers.ts"
import type { Confirmed, Scorecard } from "./snapshot.ts"
import type { FiguresRow, ScoredFigures } from "./working.ts"

type Specs = ReadonlyMap<string, KeySpec>

/** What peers are compared by; counts of persons are not among it. */
export function comparedOf(
  edition: Edition,
  values: ReadonlyMap<string, KeyValue>,
): Pick<ScoredFigures, "households" | "numbers"> {
  const number = (key: string) => {
    const value = values.get(key)
    return typeof value === "number" ? value : null
  }
  return { households: number(SIZE_KEY), numbers: comparedKeys(edition).map(number) }
}

/** How many of the values that the company filed were accepted unchanged; none of persons. */
export function confirmedOf(
  specs: Specs,
  composed: ReadonlyMap<string, ComposedValue>,
): [values: number, of: number] {
  const filed = [...composed].filter(
    ([key, { provider, typed }]) => provider === "company" && typed !== null && !specs.get(key)?.sensitive,
  )
  return [filed.filter(([, { adjusted }]) => !adjusted).length, filed.length]
}

/**
 * The share of confirmed values of each company over the quarters of a year: what was accepted unchanged of all quarters,
 * of what was filed in them, and in how many estates. A company of which a quarter's release did not count it has none:
 * a share of some quarters would be told as that of all.
 */
export function confirmedOfYear() {
  const sums = new Map<string, { values: number; of: number; estates: Set<string> }>()
  const uncounted = new Set<string>()
  return {
    /** Estates of one of the quarters, as its release froze them. */
    add(estates: readonly FiguresRow[]): void {
      for (const { row, figures } of estates) {
        if (row.company === null || row.final === null) continue
        if (!figures?.confirmed) {
          uncounted.add(row.company)
          continue
        }
        const [values, of] = figures.confirmed
        const sum = sums.get(row.company) ?? { values: 0, of: 0, estates: new Set() }
        sum.estates.add(row.slug)
        sums.set(row.company, { values: sum.values + values, of: sum.of + of, estates: sum.estates })
      }
    },
    /** By company; nothing where none has it. */
    told(): Record<string, Confirmed> | undefined {
      const told = [...sums].filter(([company]) => !uncounted.has(company))
      if (told.length === 0) return undefined
      return Object.fromEntries(
        told.map(([company, { estates, ...sum }]) => [company, { ...sum, estates: estates.size }]),
      )
    },
  }
}

/**
 * 数据不足: of what the company provides by the edition, and typed for places without members, too little was answered; 不适用
 * is an answer with its reason only.
 */
export function fewAnswersOf(
  edition: Edition,
  specs: Specs,
  values: readonly TypedValue[],
): Pick<Scorecard, "fewAnswers"> {
  const own = values.filter(({ provider, value }) => provider === "company" && value !== "")
  const provided = [...specs.values()].filter(({ provider }) => provider === "company")
  const sent = new Set([...provided, ...own].map(({ key }) => key))
  const told = new Map(own.map(({ key, value }): [string, KeyValue] => [key, value === "NA" ? "NA" : 0]))
  const reasons = new Map(own.map(({ key, explained }) => [key, explained ? "x" : ""]))
  const found = answersOf(edition, sent, told, reasons)
  return isFew(found) ? { fewAnswers: found } : {}
}
