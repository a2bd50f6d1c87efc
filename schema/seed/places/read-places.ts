import type { Place, PlaceKind } from "../../../worker/domain/place.ts"
import { type FunctionalZone, functionalZones } from "./functional-zones.ts"

const city = { code: "510100", name: "成都市" }

const kindByLength: Record<number, PlaceKind> = { 6: "county", 9: "street", 12: "community" }

/**
 * All places of the cell from the text of chengdu.tsv (code, tab, name): the city, its counties, the functional zones,
 * streets with the zone that runs them, communities; parents before children. Throws on a malformed line and on a
 * zone's street that is not in the text.
 */
export function readPlaces(tsv: string): Place[] {
  const rows = tsv.split("\n").filter((line) => line !== "")
  const places = rows.map(readPlace)
  const zoneOfStreet = joinZones(places, functionalZones)
  const zones = functionalZones.map(
    ({ code, name }): Place => ({
      code,
      name,
      kind: "functional_zone",
      parentCode: city.code,
      zoneCode: null,
    }),
  )
  const found = places.map((place) => ({ ...place, zoneCode: zoneOfStreet.get(place.code) ?? null }))
  const ofKind = (kind: PlaceKind) => found.filter((place) => place.kind === kind)
  return [
    { ...city, kind: "city", parentCode: null, zoneCode: null },
    ...ofKind("county"),
    ...zones,
    ...ofKind("street"),
    ...ofKind("community"),
  ]
}

function readPlace(line: string): Place {
  const [code = "", name = ""] = line.split("\t")
  const kind = kindByLength[code.length]
  if (kind === undefined || name === "") throw new Error(`not a place: “${line}”`)
  const parentCode = kind === "county" ? city.code : code.slice(0, -3)
  return { code, name, kind, parentCode, zoneCode: null }
}

function joinZones(places: readonly Place[], zones: readonly FunctionalZone[]): Map<string, string> {
  const streetCodes = new Map(
    places
      .filter((place) => place.kind === "street")
      .map((street) => [`${street.parentCode}/${street.name}`, street.code]),
  )
  const joined = new Map<string, string>()
  for (const zone of zones)
    for (const [county, names] of Object.entries(zone.streets))
      for (const name of names) {
        const code = streetCodes.get(`${county}/${name}`)
        if (code === undefined) throw new Error(`no street ${name} in ${county}, run by ${zone.name}`)
        joined.set(code, zone.code)
      }
  return joined
}
