/** What `compileEdition` prepares: keys numbered, and every rule of the edition as a function over blocks. */
import { type AggregateProgram, compileAggregate } from "./aggregate.ts"
import { type BandProgram, compileBand } from "./band.ts"
import type { Edition } from "./edition.ts"
import { compileIndicator, type IndicatorProgram } from "./indicator.ts"
import { editionKeys, type KeySpec } from "./keys.ts"
import { compileBonuses, compileDeductions, type ItemSum } from "./totals.ts"
import { compileDisclosure, type DisclosureProgram } from "./withhold.ts"

export interface CompiledEdition {
  readonly edition: Edition
  /** By key number. */
  readonly specs: readonly KeySpec[]
  readonly numberOf: ReadonlyMap<string, number>
  readonly indicators: readonly IndicatorProgram[]
  readonly aggregate: AggregateProgram
  readonly bonuses: ItemSum
  readonly deductions: ItemSum
  readonly bands: readonly BandProgram[]
  /** Key numbers, in edition order. */
  readonly gates: readonly number[]
  readonly vetoes: readonly number[]
  /** null when the edition has no `disclosure`. */
  readonly disclosure: DisclosureProgram | null
}

/** Prepares an edition that `readEdition` accepted; do it once, it is cheap to keep. */
export function compileEdition(edition: Edition): CompiledEdition {
  const specs = [...editionKeys(edition).values()]
  const numberOf = new Map(specs.map((spec, number) => [spec.key, number]))
  const keyNumber = (key: string) => {
    const number = numberOf.get(key)
    if (number === undefined) throw new RangeError(`the edition has no key ${key}`)
    return number
  }
  const indicators = edition.indicators.map((indicator) => compileIndicator(indicator, edition, keyNumber))
  return {
    edition,
    specs,
    numberOf,
    indicators,
    aggregate: compileAggregate(edition),
    bonuses: compileBonuses(edition, keyNumber),
    deductions: compileDeductions(edition, keyNumber),
    bands: edition.bands.map((band) => compileBand(band, keyNumber)),
    gates: edition.gates.map(({ code }) => keyNumber(code)),
    vetoes: edition.vetoes.map(({ code }) => keyNumber(code)),
    disclosure: compileDisclosure(edition, keyNumber, indicators),
  }
}
