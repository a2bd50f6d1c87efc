/**
 * Presetting an edition for an existing city: the format of editions, part Disclosure, "an edition applies from the quarter
 * for which the city activated it". It begins with a year that has not opened, so that no year's quarters fall under two
 * methods; a version that is the same method as what applies may begin with any quarter that has not opened.
 */
import { compareQuarters, isQuarter, yearOf } from "../quarter.ts"
import type { Edition } from "./edition.ts"
import { editionOfQuarter, editionOfYear } from "./edition-choice.ts"

/** An edition of a city with the first quarter that it applies to there. */
export interface CityEdition {
  id: string
  version: string
  /** `effective_from` of the document. */
  effectiveFrom: string
  /** The quarter that it was activated for, where that is later. */
  activeFrom: string | null
}

/** The first quarter that an edition applies to in a city. */
export function firstQuarterOf({ effectiveFrom, activeFrom }: Omit<CityEdition, "id" | "version">): string {
  return activeFrom !== null && compareQuarters(activeFrom, effectiveFrom) > 0 ? activeFrom : effectiveFrom
}

export type ActivationRefusal = "not_first_quarter" | "year_opened" | "before_effective" | "twice"

/**
 * Why an edition cannot be preset from a quarter; null when it can. `opened`: the quarters that the city has opened. What
 * applies already in a later year is activated twice as well: an edition is preset once. `same`: what applies there without
 * it is the same method.
 */
export function activationRefusal(
  edition: { id: string; effectiveFrom: string },
  from: string,
  {
    known,
    opened,
    same,
  }: { known: readonly Pick<CityEdition, "id">[]; opened: readonly string[]; same: boolean },
): ActivationRefusal | null {
  if (!isQuarter(from) || (!same && !from.endsWith("Q1"))) return "not_first_quarter"
  if (known.some(({ id }) => id === edition.id)) return "twice"
  if (compareQuarters(from, edition.effectiveFrom) < 0) return "before_effective"
  return opened.some((quarter) => quarter >= from) ? "year_opened" : null
}

/**
 * The years, of quarters that are open or come until the end of the year `until`, that will have no score: their quarters
 * fall under editions that are not the same method. `opened`: by quarter, the edition that it keeps.
 */
export function yearsWithoutScore(
  editions: readonly (CityEdition & { document: Edition })[],
  opened: ReadonlyMap<string, string>,
  until: number,
): string[] {
  const first = [...opened.keys()].sort()[0]
  const years: string[] = []
  for (let year = Number(first ? yearOf(first) : until); year <= until; year++) {
    const own = [1, 2, 3, 4].flatMap((n) => {
      const quarter = `${year}Q${n}`
      if (first && quarter < first) return []
      const id = opened.get(quarter) ?? activeEdition(editions, quarter)?.id
      return editions.filter((edition) => edition.id === id).map(({ document }) => document)
    })
    if (own.length > 0 && !editionOfYear(own)) years.push(String(year))
  }
  return years
}

/** The edition that applies to a quarter in a city; null when none does. */
export function activeEdition<E extends Omit<CityEdition, "id">>(
  editions: readonly E[],
  quarter: string,
): E | null {
  const dated = editions.map((edition) => ({
    edition,
    version: edition.version,
    effective_from: firstQuarterOf(edition),
  }))
  return editionOfQuarter(dated, quarter)?.edition ?? null
}
