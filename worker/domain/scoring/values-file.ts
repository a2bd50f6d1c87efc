/**
 * The values file of the scoring command: `estate,quarter,key,value`, read into typed columns or refused with faults.
 * Under an edition with `disclosure` a small count may stand as its range, and an indicator's code in place of its
 * sensitive inputs: the format of editions, parts Disclosure and The scoring command.
 */
import { type CsvFault, type CsvRecord, parseCsv } from "../csv.ts"
import { compareQuarters, isQuarter } from "../quarter.ts"
import { compareCodePoints } from "../text-order.ts"
import type { CompiledEdition } from "./compile.ts"
import { type KeySpec, type KeyValue, parseKeyValue } from "./keys.ts"
import { type ColumnTable, newTable, setRange, setValue, setWithheld } from "./table.ts"
import type { GuardedIndicator } from "./withhold.ts"

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
  /** What was told of the vetoes of the cycle, by code: it counts for every estate of the quarter. */
  readonly cycleValues: ReadonlyMap<string, KeyValue>
}

/** What a row says: a value, a count that is known as a range only, or the ratio of a withheld indicator. */
type Said =
  | { readonly value: KeyValue | null }
  | { readonly range: number }
  | { readonly withheld: 0 | 1; readonly indicator: number }

interface Cell {
  readonly estate: string
  readonly key: string
  readonly said: Said
}

interface OpenQuarter {
  readonly cells: Cell[]
  readonly estates: Set<string>
  /** By estate, the keys that it has a row for. */
  readonly seen: Map<string, Set<string>>
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
  compiled: CompiledEdition,
  fields: readonly string[],
  open: Map<string, OpenQuarter>,
): string[] {
  const [estate = "", quarter = "", key = "", text = ""] = fields
  const { edition } = compiled
  const messages: string[] = []
  if (estate === "") messages.push("the estate is empty")
  if (!isQuarter(quarter)) messages.push(`${shown(quarter)} is not a quarter such as 2023Q1`)
  else if (compareQuarters(quarter, edition.effective_from) < 0)
    messages.push(`${quarter} is before ${edition.effective_from}, the first quarter of the edition`)
  const number = compiled.numberOf.get(key)
  const spec = number === undefined ? undefined : compiled.specs[number]
  const guarded = spec ? undefined : compiled.disclosure?.guarded.find(({ code }) => code === key)
  if (!spec && !guarded) return [...messages, `the edition has no key ${shown(key)}`]
  messages.push(...starFault(estate, key, spec?.level))
  const placed = messages.length === 0
  const said = spec ? saidOfKey(compiled, spec, text) : saidOfIndicator(guarded!, text)
  if ("fault" in said) messages.push(`${key}: ${said.fault}, not ${shown(text)}`)
  if (!placed) return messages
  const own = seenKeys(open, quarter, estate)
  if (own.has(key)) return [...messages, `${shown(estate)} has ${key} twice in ${quarter}`]
  messages.push(...withheldFault(compiled, key, guarded, own))
  own.add(key)
  if (!("fault" in said)) addCell(open, quarter, { estate, key, said })
  return messages
}

function saidOfKey({ disclosure }: CompiledEdition, spec: KeySpec, text: string): Said | { fault: string } {
  if (!disclosure || text !== disclosure.range) return parseKeyValue(spec, text)
  const { from, to } = disclosure
  if (!spec.sensitive) return { fault: "a range is only for counts of persons" }
  // The count behind a range has limits of its own: one that lies beyond them altogether is none.
  if (to < spec.min || (spec.max !== null && from > spec.max))
    return { fault: `a value from ${spec.min} to ${spec.max} is expected` }
  return { range: to }
}

function saidOfIndicator({ number }: GuardedIndicator, text: string): Said | { fault: string } {
  if (text === "withheld:0" || text === "withheld:1")
    return { withheld: text === "withheld:1" ? 1 : 0, indicator: number }
  return { fault: "withheld:0 or withheld:1 is expected" }
}

/** An indicator's row stands in place of all its sensitive inputs, never beside one, whichever stands later. */
function withheldFault(
  { disclosure, specs }: CompiledEdition,
  key: string,
  own: GuardedIndicator | undefined,
  seen: ReadonlySet<string>,
): string[] {
  const keysOf = ({ keys }: GuardedIndicator) => keys.map((number) => specs[number]!.key)
  const code = disclosure?.guarded.find((one) => seen.has(one.code) && keysOf(one).includes(key))?.code
  const other = own ? keysOf(own).find((one) => seen.has(one)) : code
  return other === undefined ? [] : [`${key} stands beside ${other}: a withheld indicator has no counts`]
}

function starFault(estate: string, key: string, level: KeySpec["level"]): string[] {
  const cycle = level === "cycle"
  if (cycle && estate !== "*" && estate !== "") return [`${key} is told for the cycle: its estate is *`]
  return !cycle && estate === "*" ? [`* stands for the vetoes of the cycle only, not for ${key}`] : []
}

/** The keys that an estate already has rows for in a quarter. */
function seenKeys(open: Map<string, OpenQuarter>, quarter: string, estate: string): Set<string> {
  let values = open.get(quarter)
  if (!values) {
    values = { cells: [], estates: new Set(), seen: new Map() }
    open.set(quarter, values)
  }
  let seen = values.seen.get(estate)
  if (!seen) {
    seen = new Set()
    values.seen.set(estate, seen)
  }
  return seen
}

function addCell(open: Map<string, OpenQuarter>, quarter: string, cell: Cell): void {
  const values = open.get(quarter)!
  values.cells.push(cell)
  if (cell.estate !== "*") values.estates.add(cell.estate)
}

function setCell(compiled: CompiledEdition, table: ColumnTable, row: number, { key, said }: Cell): void {
  const number = compiled.numberOf.get(key)
  if ("withheld" in said) setWithheld(table, said.indicator, row, said.withheld)
  else if (number === undefined) throw new RangeError(`the edition has no key ${key}`)
  else if ("range" in said) setRange(table, number, row, said.range)
  else setValue(table, number, row, said.value)
}

function closeQuarter(compiled: CompiledEdition, quarter: string, values: OpenQuarter): QuarterValues {
  const estates = [...values.estates].sort(compareCodePoints)
  const rowOf = new Map(estates.map((estate, row) => [estate, row]))
  const table = newTable(compiled, estates.length)
  const cycleValues = new Map<string, KeyValue>()
  for (const cell of values.cells) {
    const row = rowOf.get(cell.estate)
    if (row !== undefined) setCell(compiled, table, row, cell)
    else if ("value" in cell.said && cell.said.value !== null) cycleValues.set(cell.key, cell.said.value)
  }
  const codes = compiled.edition.vetoes.map(({ code }) => code)
  const cycleVetoes = codes.filter((code) => cycleValues.get(code) === 1)
  return { quarter, estates, table, cycleVetoes, cycleValues }
}
