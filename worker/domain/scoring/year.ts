/** The year of one estate, from its quarters that have rows. Rules: the format of editions, part Scores, "Year". */
import type { KeyValue } from "./keys.ts"
import type { Totals } from "./results.ts"
import type { CompiledEdition } from "./score.ts"

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

/** `cycleVetoes`: codes of the cycle vetoes of any quarter of that year, of the estate's own quarters or not. */
export function scoreYear(
  compiled: CompiledEdition,
  quarters: readonly QuarterOfYear[],
  cycleVetoes: readonly string[] = [],
): YearScore {
  throw new Error(`not yet: ${compiled.specs.length} ${quarters.length} ${cycleVetoes.length}`)
}
