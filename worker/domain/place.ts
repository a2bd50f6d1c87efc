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
