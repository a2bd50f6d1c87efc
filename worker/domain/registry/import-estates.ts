import type { Fault } from "../errors.ts"
import { readUscc } from "../organisation/uscc.ts"
import { type EstateFacts, estateFields, readEstate, type TypedEstate } from "./estate-facts.ts"
import {
  type CheckedEstate,
  checkEstate,
  type Namesake,
  type PlaceFound,
  type Reach,
} from "./estate-place.ts"
import type { ImportColumn, ImportFault, ImportRow } from "./import-table.ts"
import { ordinaryWidth, plainText } from "./names.ts"
import { checkDay, overlap, type Tenure } from "./tenures.ts"

const tenureFields = ["company", "uscc", "fromDate", "toDate"] as const
export type EstateImportField = (typeof estateFields)[number] | (typeof tenureFields)[number]

/** The columns of a file of estates. */
export const estateColumns: readonly ImportColumn<EstateImportField>[] = [
  { field: "name", titles: ["小区名称", "小区名", "小区", "name", "estate"], required: true },
  { field: "formerNames", titles: ["曾用名", "former names", "former name"] },
  { field: "placeCode", titles: ["区划代码", "社区代码", "place code", "place"], required: true },
  { field: "builtYear", titles: ["建成年份", "建成年", "built year", "built"] },
  { field: "households", titles: ["户数", "households"] },
  { field: "microGrids", titles: ["微网格数", "micro grids"] },
  { field: "gridWorkers", titles: ["微网格员数", "微网格员", "grid workers"] },
  { field: "generalGrids", titles: ["一般网格数", "general grids"] },
  { field: "company", titles: ["管理公司", "物业公司", "company"] },
  { field: "uscc", titles: ["统一社会信用代码", "信用代码", "uscc"] },
  { field: "fromDate", titles: ["开始日", "接管日", "from date", "from"] },
  { field: "toDate", titles: ["结束日", "to date", "to"] },
]

type Row = ImportRow<EstateImportField>

export interface ImportCompany {
  id: string
  name: string
  uscc: string | null
}

/** What the rows of a file meet. */
export interface EstateImportContext {
  places: ReadonlyMap<string, PlaceFound>
  namesakes: readonly Namesake[]
  companies: readonly ImportCompany[]
  reach: Reach
}

export interface ImportedTenure extends Tenure {
  company: string
}

/** An estate of the file, with who manages it. */
export interface ImportedEstate {
  line: number
  facts: EstateFacts
  standing: NonNullable<CheckedEstate["standing"]>
  tenures: ImportedTenure[]
}

export interface CheckedImport<T> {
  rows: T[]
  faults: ImportFault[]
  /** To be looked at, but no reason to refuse. */
  notes: ImportFault[]
}

const textOf = ({ cells }: Row, field: EstateImportField) => cells[field] ?? ""
const typedOf = (row: Row) =>
  Object.fromEntries(estateFields.map((field) => [field, textOf(row, field)])) as TypedEstate
const at = (line: number, { rule, field, with: parameters }: Fault): ImportFault => ({
  rule,
  line,
  column: field ?? null,
  with: parameters,
})

/** Rows of one estate: one name in one place. Rows after the first tell who managed it before or after. */
function groups(rows: readonly Row[]): Row[][] {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    const name = plainText(textOf(row, "name"))
    const key = `${name}\n${ordinaryWidth(textOf(row, "placeCode")).replace(/\s/g, "")}`
    const group = found.get(key)
    if (group && name !== "") group.push(row)
    else found.set(name === "" ? `${key}\n${row.line}` : key, [row])
  }
  return [...found.values()]
}

/** A second row of an estate has another company or time, and no other facts. */
function repetitionFaults([first, ...more]: Row[]): ImportFault[] {
  if (!first) return []
  return more.flatMap((row) => {
    const other = estateFields.find(
      (field) => textOf(row, field) && textOf(row, field) !== textOf(first, field),
    )
    const empty = tenureFields.every((field) => !textOf(row, field))
    const again = tenureFields.every((field) => textOf(row, field) === textOf(first, field))
    if (other && other !== "name")
      return [{ rule: "row_differs", line: row.line, column: other, with: { line: first.line } }]
    return empty || again
      ? [{ rule: "row_twice", line: row.line, column: "name", with: { line: first.line } }]
      : []
  })
}

/** The company that a row names, by code or by name; null when it names none. */
function companyOf(row: Row, { companies }: EstateImportContext, faults: ImportFault[]) {
  const code = textOf(row, "uscc")
  const name = textOf(row, "company")
  const fault = (rule: string, column: string) => {
    faults.push({ rule, line: row.line, column })
    return null
  }
  const uscc = code === "" ? null : readUscc(code)
  if (code !== "" && uscc === null) return fault("uscc_wrong", "uscc")
  if (code === "" && name === "") return null
  const found = companies.filter((one) => (uscc === null ? one.name === name : one.uscc === uscc))
  const [company, another] = found
  if (!company) return fault("company_unknown", uscc === null ? "company" : "uscc")
  if (another) return fault("company_not_one", "company")
  if (uscc !== null && name !== "" && company.name !== name) return fault("company_other_name", "company")
  return company
}

function tenureOf(row: Row, context: EstateImportContext, faults: ImportFault[]): ImportedTenure | null {
  const before = faults.length
  const company = companyOf(row, context, faults)
  const [from, to] = [textOf(row, "fromDate"), textOf(row, "toDate")]
  if (!company) {
    if (faults.length === before && (from !== "" || to !== ""))
      faults.push({ rule: "company_missing", line: row.line, column: "company" })
    return null
  }
  const { today } = context.reach
  const begin = checkDay("fromDate", from, today)
  const end = to === "" ? { day: null } : checkDay("toDate", to, today)
  for (const day of [begin, end]) if ("fault" in day) faults.push(at(row.line, day.fault))
  if ("fault" in begin || "fault" in end) return null
  if (end.day !== null && end.day < begin.day)
    faults.push(at(row.line, { rule: "day_before_first", field: "toDate", with: { day: begin.day } }))
  return {
    id: String(row.line),
    organisationId: company.id,
    company: company.name,
    fromDate: begin.day,
    toDate: end.day,
  }
}

function tenuresOf(rows: Row[], context: EstateImportContext, faults: ImportFault[]): ImportedTenure[] {
  const found = rows.map((row) => tenureOf(row, context, faults)).filter((tenure) => tenure !== null)
  const both = overlap(found)
  if (both) {
    const [{ fromDate: from, toDate }, { id }] = both
    faults.push({
      rule: "tenure_overlap",
      line: Number(id),
      column: "fromDate",
      with: { from, to: toDate ?? "" },
    })
  }
  return found
}

/** Estates of one name in the file and in the city; those of other places are to be looked at. */
function namesakesIn(all: readonly { facts: EstateFacts; line: number }[]): ImportFault[] {
  const known = new Map<string, number>()
  return all.flatMap(({ facts, line }) => {
    const name = plainText(facts.name)
    const first = known.get(name)
    if (first === undefined) known.set(name, line)
    return first === undefined || name === ""
      ? []
      : [{ rule: "name_twice_in_file", line, column: "name", with: { line: first } }]
  })
}

/** Checks a whole file of estates against all that it meets; it is good when there are no faults. */
export function checkEstateImport(
  rows: readonly Row[],
  context: EstateImportContext,
): CheckedImport<ImportedEstate> {
  const faults: ImportFault[] = []
  const notes: ImportFault[] = []
  const estates: ImportedEstate[] = []
  const year = Number(context.reach.today.slice(0, 4))
  const namesakes = new Map<string, Namesake[]>()
  for (const one of context.namesakes) {
    const name = plainText(one.name)
    namesakes.set(name, [...(namesakes.get(name) ?? []), one])
  }
  for (const group of groups(rows)) {
    const [first] = group
    if (!first) continue
    const read = readEstate(typedOf(first), year)
    const { name, placeCode } = read.facts
    const met = {
      place: context.places.get(placeCode) ?? null,
      namesakes: namesakes.get(plainText(name)) ?? [],
    }
    const checked = checkEstate(read, met, context.reach)
    faults.push(...checked.hard.map((fault) => at(first.line, fault)), ...repetitionFaults(group))
    notes.push(...checked.soft.map((fault) => at(first.line, fault)))
    const tenures = tenuresOf(group, context, faults)
    if (checked.standing)
      estates.push({ line: first.line, facts: read.facts, standing: checked.standing, tenures })
  }
  notes.push(...namesakesIn(estates))
  const byLine = (a: ImportFault, b: ImportFault) => (a.line ?? 0) - (b.line ?? 0)
  return { rows: estates, faults: faults.sort(byLine), notes: notes.sort(byLine) }
}

/** What has to be looked up for the rows of a file. */
export function estateImportKeys(rows: readonly Row[]) {
  const all = (texts: string[]) => [...new Set(texts.filter((text) => text !== ""))]
  return {
    placeCodes: all(rows.map((row) => ordinaryWidth(textOf(row, "placeCode")).replace(/\s/g, ""))),
    plainNames: all(rows.map((row) => plainText(textOf(row, "name")))),
    companies: all(rows.map((row) => textOf(row, "company"))),
    usccs: all(rows.map((row) => readUscc(textOf(row, "uscc")) ?? "")),
  }
}
