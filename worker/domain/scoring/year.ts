/** The year of one estate, from its quarters that have rows. Rules: the format of editions, part Scores, "Year". */
import { bandNumber } from "./band.ts"
import { blockOf } from "./block.ts"
import type { CompiledEdition } from "./compile.ts"
import type { KeyValue } from "./keys.ts"
import type { Totals } from "./results.ts"
import { roundTo } from "./rounding.ts"
import { newTable, setValue } from "./table.ts"
import { totalsOf } from "./totals.ts"

export interface QuarterOfYear {
  /** `2026Q3` */
  readonly quarter: string
  readonly base: number
  readonly bonus: number
  readonly deductions: number
  readonly gatesFailed: readonly string[]
  readonly vetoes: readonly string[]
  /** The values of the edition's bases (others are ignored). */
  readonly values: ReadonlyMap<string, KeyValue>
}

export interface YearScore {
  /** null with fewer than `min_quarters` quarters. */
  readonly totals: Totals | null
  readonly band: string | null
  readonly gatesFailed: string[]
  readonly vetoes: string[]
  readonly quarters: number
}

/**
 * Base, bonus and deductions are means over the quarters given; gates and bases are those of the last, vetoes those of
 * any. `quarters`: at least one, in any order, all of one year under one edition. `cycleVetoes`: codes of the cycle
 * vetoes told in any quarter of that year, whether the estate has rows there or not.
 */
export function scoreYear(
  compiled: CompiledEdition,
  quarters: readonly QuarterOfYear[],
  cycleVetoes: readonly string[] = [],
): YearScore {
  const { edition } = compiled
  const ordered = [...quarters].sort((a, b) => (a.quarter < b.quarter ? -1 : 1))
  const last = ordered[ordered.length - 1]
  if (!last) throw new RangeError("a year needs a quarter")
  const told = new Set([...cycleVetoes, ...ordered.flatMap(({ vetoes }) => vetoes)])
  const vetoes = edition.vetoes.map(({ code }) => code).filter((code) => told.has(code))
  const gatesFailed = [...last.gatesFailed]
  if (ordered.length < edition.year.min_quarters)
    return { totals: null, band: null, gatesFailed, vetoes, quarters: ordered.length }
  const totals = yearTotals(ordered, edition.rounding.total)
  const lowestBase = Math.min(...ordered.map(({ base }) => base))
  const facts = { ...totals, gatesHold: gatesFailed.length === 0, noVeto: vetoes.length === 0, lowestBase }
  const block = blockOf(baseTable(compiled, last.values), 0)
  const conditionsMet = compiled.bands.map((band) => band.conditions.map((mask) => mask(block)))
  const band = edition.bands[bandNumber(compiled.bands, facts, conditionsMet, 0)]?.code ?? null
  return { totals, band, gatesFailed, vetoes, quarters: ordered.length }
}

function yearTotals(quarters: readonly QuarterOfYear[], places: number | null): Totals {
  const mean = (of: "base" | "bonus" | "deductions") =>
    roundTo(quarters.reduce((sum, quarter) => sum + quarter[of], 0) / quarters.length, places)
  const [base, bonus, deductions] = [mean("base"), mean("bonus"), mean("deductions")]
  return { base, bonus, deductions, ...totalsOf(base, bonus, deductions, places) }
}

function baseTable(compiled: CompiledEdition, values: ReadonlyMap<string, KeyValue>) {
  const table = newTable(compiled, 1)
  for (const { key } of compiled.edition.bases) {
    const number = compiled.numberOf.get(key)
    const value = values.get(key)
    if (number !== undefined && value !== undefined) setValue(table, number, 0, value)
  }
  return table
}
