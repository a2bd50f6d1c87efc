import type { Fault } from "../errors.ts"
import type { Place } from "../place.ts"
import type { CheckedImport } from "./import-estates.ts"
import type { ImportColumn, ImportFault, ImportRow } from "./import-table.ts"
import { plainText } from "./names.ts"
import { checkNewPlace, type PlaceField, readPlace, type TypedPlace } from "./place-facts.ts"

/** The columns of a file of places. */
export const placeColumns: readonly ImportColumn<PlaceField>[] = [
  { field: "code", titles: ["区划代码", "代码", "code", "place code"], required: true },
  { field: "name", titles: ["名称", "区划名称", "name"], required: true },
  { field: "kind", titles: ["类型", "kind"] },
  { field: "zoneCode", titles: ["功能区代码", "功能区", "zone code", "zone"] },
]

type Row = ImportRow<PlaceField>
type Stored = Place & { retiredFrom: string | null }

const zoneWords: readonly string[] = ["功能区", "functional_zone", "functional zone", "zone"]

function typedOf({ cells }: Row): TypedPlace {
  const kind = zoneWords.includes(cells.kind?.toLowerCase() ?? "") ? "functional_zone" : "county"
  return { code: cells.code ?? "", name: cells.name ?? "", kind, zoneCode: cells.zoneCode ?? "" }
}

/** The codes that the rows of a file name or stand below. */
export function placeImportKeys(rows: readonly Row[], cell: string): string[] {
  const read = rows.map((row) => readPlace(typedOf(row), cell).place)
  return [
    ...new Set(read.flatMap(({ code, parentCode, zoneCode }) => [code, parentCode ?? "", zoneCode ?? ""])),
  ]
}

/**
 * Checks a whole file of places against what is stored (`stored`: the places that its rows name or stand below, and
 * those beside them); a place of the file may stand below another one of it, whatever the order.
 */
export function checkPlaceImport(
  rows: readonly Row[],
  stored: readonly Stored[],
  { cell, today }: { cell: string; today: string },
): CheckedImport<Place & { line: number }> {
  const read = rows.map((row) => ({ line: row.line, ...readPlace(typedOf(row), cell) }))
  const known = new Map(stored.map((place) => [place.code, place]))
  const inFile = new Map<string, { place: Place; line: number }>()
  /** Standing names by what they stand below, without what does not tell names apart. */
  const siblings = new Map<string, Map<string, string>>()
  const besides = (code: string | null) => {
    const found = siblings.get(code ?? "") ?? new Map<string, string>()
    siblings.set(code ?? "", found)
    return found
  }
  for (const { parentCode, name, retiredFrom } of stored)
    if (retiredFrom === null) besides(parentCode).set(plainText(name), name)
  const faults: ImportFault[] = []
  const add = (line: number, { rule, field, with: parameters }: Fault) =>
    faults.push({ rule, line, column: field ?? null, with: parameters })
  for (const { place, line } of read) {
    const before = inFile.get(place.code)
    if (before) add(line, { rule: "row_twice", field: "code", with: { line: before.line } })
    else if (place.code !== "") inFile.set(place.code, { place, line })
  }
  const find = (code: string | null) => {
    if (code === null) return null
    const own = inFile.get(code)?.place
    return known.get(code) ?? (own ? { ...own, retiredFrom: null } : null)
  }
  for (const { place, line, faults: own } of read) {
    for (const fault of own) add(line, fault)
    if (own.some(({ field }) => field === "code") || inFile.get(place.code)?.line !== line) continue
    const beside = besides(place.parentCode)
    const same = beside.get(plainText(place.name))
    const met = {
      same: known.get(place.code) ?? null,
      parent: find(place.parentCode),
      zone: find(place.zoneCode),
      siblings: same === undefined ? [] : [same],
    }
    for (const fault of checkNewPlace(place, met, today)) add(line, fault)
    beside.set(plainText(place.name), place.name)
  }
  const places = read.map(({ place, line }) => ({ ...place, line }))
  return { rows: places, faults: faults.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)), notes: [] }
}
