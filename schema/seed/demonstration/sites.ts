import type { Place } from "../../../worker/domain/place.ts"

/** Streets of the first sixty estates, with how many stand in each: nine counties and the 高新区 (桂溪, 石羊). */
const showcase: readonly (readonly [street: string, estates: number])[] = [
  ["510104018", 5],
  ["510104026", 3],
  ["510105005", 3],
  ["510105013", 3],
  ["510106032", 3],
  ["510106040", 3],
  ["510107009", 3],
  ["510107012", 3],
  ["510107064", 4],
  ["510107063", 3],
  ["510108011", 3],
  ["510108014", 4],
  ["510112002", 3],
  ["510112003", 2],
  ["510115001", 3],
  ["510115003", 2],
  ["510116001", 3],
  ["510116006", 2],
  ["510117006", 3],
  ["510117001", 2],
]

/** How many estates the showcase holds; the rest, made for load, cycle over all streets of the city. */
const showcaseSize = showcase.reduce((sum, [, estates]) => sum + estates, 0)

/** The street, and the community in it, where everything can be walked from filing to release. */
export const demonstrationStreet = "510104018"
export const demonstrationCommunity = "510104018004"

/** Communities with members of their own; elsewhere the company types the community's part. */
export const communitiesWithMembers: readonly string[] = [demonstrationCommunity, "510107064003"]

/** Communities of single estates that the walk and the community accounts depend on. */
const fixedCommunities: Record<number, string> = {
  0: demonstrationCommunity,
  1: "510104018002",
  2: "510104018003",
  3: "510104018002",
  4: demonstrationCommunity,
  26: "510107064003",
}

export interface Site {
  community: string
  street: string
  /** Where the estate is counted: the functional zone that runs the street, else the county. */
  district: string
}

/** Where the estate at an index stands; a function of the places of the cell. */
export function siteFinder(places: readonly Place[]): (index: number) => Site {
  const streets = places.filter((place) => place.kind === "street")
  const zones = new Map(streets.map((street) => [street.code, street.zoneCode ?? street.code.slice(0, 6)]))
  const communities = new Map<string, string[]>(streets.map((street) => [street.code, []]))
  for (const place of places)
    if (place.kind === "community" && place.name.endsWith("社区"))
      communities.get(place.parentCode ?? "")?.push(place.code)
  const inhabited = streets.map((street) => street.code).filter((code) => communities.get(code)?.length)
  const showcaseStreets = showcase.flatMap(([street, estates]) => new Array<string>(estates).fill(street))
  return (index) => {
    const street = showcaseStreets[index] ?? inhabited[(index - showcaseSize) % inhabited.length] ?? ""
    const choices = communities.get(street) ?? []
    const community = fixedCommunities[index] ?? choices[(index * 7) % choices.length]
    if (community === undefined) throw new Error(`no community in street ${street}`)
    return { community, street, district: zones.get(street) ?? "" }
  }
}
