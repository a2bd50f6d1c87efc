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

/** The city of a district (its code ends in 00). */
export function cityOf(districtCode: string): string {
  return `${districtCode.slice(0, 4)}00`
}

/** Level of a place code: 510100 city, other 6 digits district (county or functional zone), 9 street, 12 community. */
export function levelOf(placeCode: string): Level {
  if (placeCode.length === 12) return "community"
  if (placeCode.length === 9) return "street"
  return cityCode.test(placeCode) ? "city" : "district"
}

/** The place of an authority's own estates is a district: a county or a functional zone. */
export function isDistrict({ kind }: Pick<Place, "kind">): boolean {
  return kind === "county" || kind === "functional_zone"
}

/** Where an estate is counted. */
export interface Standing {
  /** The functional zone of its street, otherwise the county. */
  districtCode: string
  /** Null where only the district is known. */
  streetCode: string | null
}

/** Where an estate in a place is counted; `street` is the street of a community. Null for a city and for a community without street. */
export function standingOf(place: Place, street: Place | null): Standing | null {
  if (isDistrict(place)) return { districtCode: place.code, streetCode: null }
  const own = place.kind === "street" ? place : place.kind === "community" ? street : null
  return own && { districtCode: own.zoneCode ?? own.code.slice(0, 6), streetCode: own.code }
}
