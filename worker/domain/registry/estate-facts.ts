import type { Fault } from "../errors.ts"
import { type GridField, type GridFigures, gridFields } from "./micro-grid.ts"
import { cleanName, MAX_NAME, nameFault, ordinaryWidth, plainText } from "./names.ts"

export const estateFields = ["name", "formerNames", "placeCode", "builtYear", ...gridFields] as const
export type EstateField = (typeof estateFields)[number]

/** An estate as a person typed it. */
export type TypedEstate = Record<EstateField, string>

/** What is known of an estate apart from who manages it. */
export interface EstateFacts extends GridFigures {
  name: string
  formerNames: string[]
  placeCode: string
  builtYear: number | null
}

const MAX_FORMER_NAMES = 10
const OLDEST_YEAR = 1900
const limits: Record<GridField, { min: number; max: number }> = {
  households: { min: 1, max: 20_000 },
  microGrids: { min: 0, max: 1000 },
  gridWorkers: { min: 0, max: 1000 },
  generalGrids: { min: 0, max: 200 },
}

/** The whole number that was typed; null for nothing. Full-width digits and thousands separators are understood. */
function readWhole(
  field: string,
  typed: string,
  { min, max }: { min: number; max: number },
  faults: Fault[],
): number | null {
  const text = ordinaryWidth(typed).trim()
  if (text === "") return null
  const digits = /^\d{1,3}(,\d{3})+$/.test(text) ? text.replaceAll(",", "") : text
  const number = /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN
  if (Number.isNaN(number)) faults.push({ rule: "not_whole", field, with: { typed: text.slice(0, 40) } })
  else if (number < min || number > max)
    faults.push({ rule: "out_of_range", field, with: { typed: number, min, max } })
  else return number
  return null
}

/** Former names, one a line or parted by 、or ;, without the present one and without repetition. */
function readFormerNames(typed: string, name: string, faults: Fault[]): string[] {
  const found = new Map<string, string>()
  const present = plainText(name)
  for (const part of typed.split(/[\n、;；]/)) {
    const former = cleanName(part)
    const plain = plainText(former)
    if (former !== "" && plain !== present) found.set(plain, former)
  }
  const names = [...found.values()]
  const fault = names.map(nameFault).find((rule) => rule !== null)
  if (fault) faults.push({ rule: fault, field: "formerNames", with: { max: MAX_NAME } })
  if (names.length > MAX_FORMER_NAMES)
    faults.push({ rule: "too_many_names", field: "formerNames", with: { max: MAX_FORMER_NAMES } })
  return names
}

/** Reads what was typed of an estate, with everything that it cannot be; `year` is the present one. */
export function readEstate(typed: TypedEstate, year: number): { facts: EstateFacts; faults: Fault[] } {
  const faults: Fault[] = []
  const name = cleanName(typed.name)
  const fault = nameFault(name)
  if (fault) faults.push({ rule: fault, field: "name", with: { max: MAX_NAME } })
  const formerNames = readFormerNames(typed.formerNames, name, faults)
  const placeCode = ordinaryWidth(typed.placeCode).replace(/\s/g, "")
  if (placeCode === "") faults.push({ rule: "place_missing", field: "placeCode" })
  else if (!/^(\d{6}|\d{9}|\d{12})$/.test(placeCode))
    faults.push({ rule: "place_shape", field: "placeCode", with: { typed: placeCode.slice(0, 20) } })
  const builtYear = readWhole("builtYear", typed.builtYear, { min: OLDEST_YEAR, max: year }, faults)
  const figures = Object.fromEntries(
    gridFields.map((field) => [field, readWhole(field, typed[field], limits[field], faults)]),
  ) as GridFigures
  return { facts: { name, formerNames, placeCode, builtYear, ...figures }, faults }
}

/** A name that changed becomes a former one. */
export function withFormerName(facts: EstateFacts, was: string): EstateFacts {
  const same = (name: string) => plainText(name) === plainText(was)
  if (same(facts.name) || facts.formerNames.some(same)) return facts
  return { ...facts, formerNames: [...facts.formerNames, was] }
}

/** An estate as it would have to be typed. */
export function typedEstate(facts: EstateFacts): TypedEstate {
  const text = (value: number | null) => (value === null ? "" : String(value))
  return {
    name: facts.name,
    formerNames: facts.formerNames.join("\n"),
    placeCode: facts.placeCode,
    builtYear: text(facts.builtYear),
    households: text(facts.households),
    microGrids: text(facts.microGrids),
    gridWorkers: text(facts.gridWorkers),
    generalGrids: text(facts.generalGrids),
  }
}
