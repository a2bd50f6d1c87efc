/** The values file of the scoring command: `estate,quarter,key,value`, read into typed columns or refused with faults. */
import { type CsvFault, type CsvRecord, parseCsv } from "../csv.ts"
import { compareQuarters, isQuarter } from "../quarter.ts"
import { compareCodePoints } from "../text-order.ts"
import type { CompiledEdition } from "./compile.ts"
import { type KeySpec, type KeyValue, parseKeyValue } from "./keys.ts"
import { type ColumnTable, newTable, setValue } from "./table.ts"

const VALUES_HEADER = ["estate", "quarter", "key", "value"] as const

const HEADER_EXPECTED = `the header ${VALUES_HEADER} is expected`

/** The typed values of one quarter. */
export interface QuarterValues {
  readonly quarter: string
  /** Sorted by code points; row `n` of the table is estate `n`. */
  readonly estates: readonly string[]
  readonly table: ColumnTable
  /** Codes of the cycle vetoes that are yes, in edition order. */
  readonly cycleVetoes: readonly string[]
}

interface Cell {
  readonly estate: string
  readonly key: number
  readonly value: KeyValue | null
}

interface OpenQuarter {
  readonly cells: Cell[]
  readonly estates: Set<string>
  readonly seen: Map<string, Set<number>>
}

/** Quarters in order, or every fault in the order of lines. */
export function readValues(
  compiled: CompiledEdition,
  text: string,
): { quarters: QuarterValues[] } | { faults: CsvFault[] } {
  const { records, faults } = parseCsv(text)
  const header = firstRow(records, faults)
  const rows = header ? records.slice(1) : records
  if (records.length === 0 && faults.length === 0) faults.push({ line: 1, message: HEADER_EXPECTED })
  else if (header && !isHeader(header)) faults.push({ line: header.line, message: HEADER_EXPECTED })
  const open = new Map<string, OpenQuarter>()
  for (const row of rows) {
    const messages = row.fields.length === 4 ? takeRow(compiled, row.fields, open) : [countFault(row)]
    for (const message of messages) faults.push({ line: row.line, message })
  }
  if (faults.length > 0) return { faults: faults.sort((a, b) => a.line - b.line) }
  const quarters = [...open].sort(([a], [b]) => compareQuarters(a, b))
  return { quarters: quarters.map(([quarter, values]) => closeQuarter(compiled, quarter, values)) }
}

function isHeader({ fields }: CsvRecord): boolean {
  return fields.length === 4 && VALUES_HEADER.every((name, n) => fields[n] === name)
}

/** The first row of the file; undefined when it has a fault of its own. */
function firstRow(records: readonly CsvRecord[], faults: readonly CsvFault[]): CsvRecord | undefined {
  const first = records[0]
  return first && faults.some(({ line }) => line < first.line) ? undefined : first
}

/** What was typed, short and on one line. */
function shown(text: string): string {
  const line = text.replace(/\p{Cc}/gu, " ")
  return `“${line.length > 40 ? `${line.slice(0, 40)}…` : line}”`
}

function countFault(row: CsvRecord): string {
  return `4 fields are expected, not ${row.fields.length}`
}

function takeRow(
  { edition, specs, numberOf }: CompiledEdition,
  fields: readonly string[],
  open: Map<string, OpenQuarter>,
): string[] {
  const [estate = "", quarter = "", key = "", text = ""] = fields
  const number = numberOf.get(key)
  const spec = number === undefined ? undefined : specs[number]
  const messages: string[] = []
  if (estate === "") messages.push("the estate is empty")
  if (!isQuarter(quarter)) messages.push(`${shown(quarter)} is not a quarter such as 2023Q1`)
  else if (compareQuarters(quarter, edition.effective_from) < 0)
    messages.push(`${quarter} is before ${edition.effective_from}, the first quarter of the edition`)
  if (number === undefined || !spec) return [...messages, `the edition has no key ${shown(key)}`]
  messages.push(...starFault(estate, spec))
  const placed = messages.length === 0
  const parsed = parseKeyValue(spec, text)
  if ("fault" in parsed) messages.push(`${key}: ${parsed.fault}, not ${shown(text)}`)
  if (placed && !take(open, quarter, { estate, key: number, value: "value" in parsed ? parsed.value : null }))
    messages.push(`${shown(estate)} has ${key} twice in ${quarter}`)
  return messages
}

function starFault(estate: string, spec: KeySpec): string[] {
  const cycle = spec.level === "cycle"
  if (cycle && estate !== "*" && estate !== "") return [`${spec.key} is told for the cycle: its estate is *`]
  return !cycle && estate === "*" ? [`* stands for the vetoes of the cycle only, not for ${spec.key}`] : []
}

/** False when the estate has that key already in the quarter. */
function take(open: Map<string, OpenQuarter>, quarter: string, cell: Cell): boolean {
  let values = open.get(quarter)
  if (!values) {
    values = { cells: [], estates: new Set(), seen: new Map() }
    open.set(quarter, values)
  }
  let seen = values.seen.get(cell.estate)
  if (!seen) {
    seen = new Set()
    values.seen.set(cell.estate, seen)
  }
  if (seen.has(cell.key)) return false
  seen.add(cell.key)
  values.cells.push(cell)
  if (cell.estate !== "*") values.estates.add(cell.estate)
  return true
}

function closeQuarter(compiled: CompiledEdition, quarter: string, values: OpenQuarter): QuarterValues {
  const estates = [...values.estates].sort(compareCodePoints)
  const rowOf = new Map(estates.map((estate, row) => [estate, row]))
  const table = newTable(compiled, estates.length)
  const told = new Set<string>()
  for (const { estate, key, value } of values.cells) {
    const row = rowOf.get(estate)
    if (row !== undefined) setValue(table, key, row, value)
    else if (value === 1) told.add(compiled.specs[key]!.key)
  }
  const cycleVetoes = compiled.edition.vetoes.map(({ code }) => code).filter((code) => told.has(code))
  return { quarter, estates, table, cycleVetoes }
}
