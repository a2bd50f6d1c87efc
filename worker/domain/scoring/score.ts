/**
 * Scoring. `compileEdition` once per edition, then `scoreEstate` for one estate (pages, browser form) or `scoreColumns`
 * for many (releases); both run the same code. Rules: the format of editions, parts Indicator and Scores.
 */
import type { Edition } from "./edition.ts"
import { editionKeys, type KeySpec, type KeyValue } from "./keys.ts"
import type { ColumnScores, EstateScore } from "./results.ts"
import type { ColumnTable } from "./table.ts"

export type { EstateScore } from "./results.ts"

export interface CompiledEdition {
  readonly edition: Edition
  readonly specs: readonly KeySpec[]
  readonly numberOf: ReadonlyMap<string, number>
}

/** Prepares an edition that `readEdition` accepted. */
export function compileEdition(edition: Edition): CompiledEdition {
  const specs = [...editionKeys(edition).values()]
  return { edition, specs, numberOf: new Map(specs.map((spec, number) => [spec.key, number])) }
}

/** Codes of cycle vetoes that are told for the whole quarter come in `cycleVetoes`. */
export function scoreEstate(
  compiled: CompiledEdition,
  values: ReadonlyMap<string, KeyValue>,
  cycleVetoes: readonly string[] = [],
): EstateScore {
  throw new Error(`not yet: ${compiled.specs.length} ${values.size} ${cycleVetoes.length}`)
}

export function scoreColumns(
  compiled: CompiledEdition,
  table: ColumnTable,
  options: { readonly cycleVetoes?: readonly string[]; readonly measures?: boolean } = {},
): ColumnScores {
  throw new Error(`not yet: ${compiled.specs.length} ${table.size} ${options.measures}`)
}
