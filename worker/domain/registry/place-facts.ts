import type { Fault } from "../errors.ts"
import type { Place, PlaceKind } from "../place.ts"
import { cleanName, MAX_NAME, nameFault, ordinaryWidth, plainText } from "./names.ts"

/** A place as a person typed it. `kind` tells a functional zone from a county, `zoneCode` is a street's. */
export interface TypedPlace {
  code: string
  name: string
  kind: string
  zoneCode: string
}

export type PlaceField = keyof TypedPlace

/** What is known of the places that a new one meets. */
export interface PlacesMet {
  /** The place that has the code already. */
  same: Pick<Place, "name"> | null
  /** What stands above it; a city always stands. */
  parent: (Place & { retiredFrom: string | null }) | null
  zone: (Place & { retiredFrom: string | null }) | null
  /** Names that stand beside it. */
  siblings: readonly string[]
}

const kinds: Record<number, PlaceKind> = { 6: "county", 9: "street", 12: "community" }

/** The name of a place as typed, with what it cannot be. */
export function readPlaceName(typed: string): { name: string; faults: Fault[] } {
  const name = cleanName(typed)
  const fault = nameFault(name)
  return { name, faults: fault ? [{ rule: fault, field: "name", with: { max: MAX_NAME } }] : [] }
}

function codeFault(code: string, cell: string): Fault | null {
  const typed = { typed: code.slice(0, 20) }
  if (code === "") return { rule: "place_missing", field: "code" }
  if (!/^(\d{6}|\d{9}|\d{12})$/.test(code)) return { rule: "place_shape", field: "code", with: typed }
  if (!code.startsWith(cell.slice(0, 4)))
    return { rule: "place_other_city", field: "code", with: { ...typed, prefix: cell.slice(0, 4) } }
  return code.length === 6 && code.endsWith("00")
    ? { rule: "place_is_city", field: "code", with: typed }
    : null
}

/**
 * Reads what was typed of a new place, by the code rules of GB/T 2260 and the NBS: six digits of the city's own for a
 * county, nine for a street, twelve for a community, each beginning with the code above it. A functional zone has six
 * digits of a private code.
 */
export function readPlace(typed: TypedPlace, cell: string): { place: Place; faults: Fault[] } {
  const { name, faults } = readPlaceName(typed.name)
  const code = ordinaryWidth(typed.code).replace(/\s/g, "")
  const wrong = codeFault(code, cell)
  if (wrong) faults.push(wrong)
  const byLength = kinds[code.length] ?? "community"
  const kind = byLength === "county" && typed.kind === "functional_zone" ? "functional_zone" : byLength
  const zoneText = ordinaryWidth(typed.zoneCode).replace(/\s/g, "")
  const zoneCode = zoneText === "" ? null : zoneText
  if (zoneCode !== null && kind !== "street") faults.push({ rule: "zone_of_streets", field: "zoneCode" })
  const parentCode = byLength === "county" ? cell : code.slice(0, -3)
  return { place: { code, name, kind, parentCode, zoneCode }, faults }
}

function stands(retiredFrom: string | null, today: string): boolean {
  return retiredFrom === null || retiredFrom > today
}

function parentFault(place: Place, { parent }: PlacesMet, today: string): Fault | null {
  if (place.kind === "county" || place.kind === "functional_zone") return null
  const wanted = place.kind === "street" ? "county" : "street"
  if (!parent || parent.kind !== wanted)
    return { rule: "parent_unknown", field: "code", with: { parent: place.parentCode ?? "" } }
  if (!stands(parent.retiredFrom, today))
    return { rule: "parent_retired", field: "code", with: { name: parent.name } }
  return null
}

function zoneFault({ zoneCode }: Place, { zone }: PlacesMet, today: string): Fault | null {
  if (zoneCode === null) return null
  const right = zone?.kind === "functional_zone" && stands(zone.retiredFrom, today)
  return right ? null : { rule: "zone_unknown", field: "zoneCode", with: { typed: zoneCode.slice(0, 20) } }
}

/** What keeps a new place from standing where it is to stand. */
export function checkNewPlace(place: Place, met: PlacesMet, today: string): Fault[] {
  if (met.same) return [{ rule: "code_taken", field: "code", with: { name: met.same.name } }]
  const faults = [parentFault(place, met, today), zoneFault(place, met, today)]
  if (met.siblings.some((name) => plainText(name) === plainText(place.name)))
    faults.push({ rule: "sibling_name", field: "name" })
  return faults.filter((fault) => fault !== null)
}
