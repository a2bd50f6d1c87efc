export type PlaceKind = "city" | "county" | "functional_zone" | "street" | "community"

export interface Place {
  code: string
  name: string
  kind: PlaceKind
  parentCode: string | null
  zoneCode: string | null
}

/** The level of an authority, read off the length of its place's code (GB/T 2260 and the NBS codes). */
export type Level = "city" | "district" | "street" | "community"

const cityCode = /^\d{4}00$/

/** Level of a place code: 510100 city, other 6 digits district (county or functional zone), 9 street, 12 community. */
export function levelOf(placeCode: string): Level {
  if (placeCode.length === 12) return "community"
  if (placeCode.length === 9) return "street"
  return cityCode.test(placeCode) ? "city" : "district"
}

/** The county-level code that a place lies in (its first six digits); the city's own code for the city. */
export function countyOf(placeCode: string): string {
  return placeCode.slice(0, 6)
}

/** The street-level code that a place lies in, or null above street level. */
export function streetOf(placeCode: string): string | null {
  return placeCode.length >= 9 ? placeCode.slice(0, 9) : null
}

/**
 * The places an authority sees, as code prefixes. A functional zone sees its streets (`zoneStreets`), a city all
 * counties of its prefecture (first four digits), everyone else what begins with their code.
 */
export function placePrefixes(placeCode: string, zoneStreets: readonly string[] = []): string[] {
  if (zoneStreets.length > 0) return [...zoneStreets]
  return levelOf(placeCode) === "city" ? [placeCode.slice(0, 4)] : [placeCode]
}

/** Whether a place lies inside the places given as prefixes. */
export function isInside(prefixes: readonly string[], placeCode: string): boolean {
  return prefixes.some((prefix) => placeCode.startsWith(prefix))
}
