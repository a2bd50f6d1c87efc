import { plainText } from "./names.ts"

/** Most rows of one file below its header. */
export const MOST_ROWS = 2000
/** Bytes of one file, and of the form that it is sent in. */
export const tableLimit = { file: 2 * 1024 * 1024, form: 2 * 1024 * 1024 + 64 * 1024 }
/** How far from its first cell a table may have others. */
export const tableExtent = { lines: 10_000, columns: 100 } as const
/** Longest text of a cell that is looked at. */
const MAX_CELL = 2000
/** Faults of one kind that are told: more than a page shows. */
export const MOST_FAULTS = 500

/** The text of a cell as its reader keeps it: trimmed, and one sign more than is looked at of a longer one. */
export function cellOf(text: string): string {
  return text
    .trim()
    .slice(0, MAX_CELL + 1)
    .trimEnd()
}

/** One row of a table file: where it stands and its texts, trimmed, from the first column on. */
export interface SheetRow {
  /** As a spreadsheet counts, from 1. */
  line: number
  cells: string[]
}

/** What is wrong with a file, by row and column. */
export interface ImportFault {
  rule: string
  /** Null for the whole file. */
  line: number | null
  /** A field, or the title of a column as it stands in the file, or its letters in a spreadsheet. */
  column: string | null
  with?: Record<string, string | number>
}

/** A table file as it was read: its rows with what is wrong with single cells, or why there are none. */
export type ReadSheet = { rows: SheetRow[]; faults: ImportFault[]; notes?: SheetNote[] }

/** What a file holds that is not read, or read in a way that whoever made it should know. */
export interface SheetNote {
  rule: "merged" | "hidden_sheets" | "macros" | "external_links" | "cut_off"
  /** Places or names, where there are some; as many as are worth telling. */
  names: string[]
}

/** Reads the bytes of a table file; made by gateways/table-file.ts. */
export type ReadTableFile = (bytes: Uint8Array) => Promise<ReadSheet>

export interface ImportColumn<F extends string> {
  field: F
  /** Titles that it is known by; the first one stands in templates. */
  titles: readonly [string, ...string[]]
  required?: true
}

/** A row of a known table: texts by field, empty ones left out. */
export interface ImportRow<F extends string> {
  line: number
  cells: Partial<Record<F, string>>
}

/** A text that our own files had to mark as no formula stands without the mark again. */
function unmarked(text: string): string {
  return /^'[=+\-@]/.test(text) ? text.slice(1) : text
}

/** Which column is which field, by the header. */
function readHeader<F extends string>(columns: readonly ImportColumn<F>[], header: SheetRow) {
  const faults: ImportFault[] = []
  const known = new Map(
    columns.flatMap(({ field, titles }) => titles.map((title) => [plainText(title), field])),
  )
  const fields: (F | null)[] = header.cells.map((title) => {
    if (title === "") return null
    const field = known.get(plainText(title))
    if (field === undefined)
      faults.push({ rule: "column_unknown", line: header.line, column: title.slice(0, 40) })
    return field ?? null
  })
  for (const { field, titles, required } of columns) {
    const times = fields.filter((one) => one === field).length
    if (times > 1) faults.push({ rule: "column_twice", line: header.line, column: titles[0] })
    if (times === 0 && required) faults.push({ rule: "column_missing", line: null, column: titles[0] })
  }
  return { fields, faults }
}

/** Where letters of a spreadsheet stand, from 0: A, B, … Z, AA. */
function columnAt(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** Faults of cells that a reader named by letters, by the field of the column where it has one. */
function byField<F extends string>(faults: readonly ImportFault[], fields: readonly (F | null)[]) {
  return faults.map((fault): ImportFault => {
    const { column } = fault
    return { ...fault, column: (column === null ? null : fields[columnAt(column)]) ?? column }
  })
}

/**
 * Reads a table by its header: titles in Chinese or English, in any order; empty rows are left out. Faults: unknown,
 * repeated or missing columns, no rows or too many, which leave no rows; formulas and cells without a title.
 */
export function readTable<F extends string>(
  columns: readonly ImportColumn<F>[],
  sheet: ReadSheet,
): { rows: ImportRow<F>[]; faults: ImportFault[] } {
  const filled = sheet.rows.filter(({ cells }) => cells.some((cell) => cell !== ""))
  const [header, ...body] = filled
  if (!header && sheet.faults.length > 0) return { rows: [], faults: sheet.faults }
  if (!header) return { rows: [], faults: [{ rule: "file_empty", line: null, column: null }] }
  const { fields, faults } = readHeader(columns, header)
  const ofCells = byField(sheet.faults, fields)
  if (body.length === 0) faults.push({ rule: "no_rows", line: null, column: null })
  if (body.length > MOST_ROWS)
    faults.push({ rule: "too_many_rows", line: null, column: null, with: { n: body.length, max: MOST_ROWS } })
  if (faults.length > 0) return { rows: [], faults: allFaults(ofCells, faults) }
  const rows = body.map(({ line, cells }): ImportRow<F> => {
    const found: Partial<Record<F, string>> = {}
    for (const [at, cell] of cells.entries()) {
      const field = fields[at]
      if (cell === "") continue
      if (field === null || field === undefined) {
        if (faults.length === MOST_FAULTS) continue
        faults.push({ rule: "cell_without_title", line, column: null, with: { typed: cell.slice(0, 20) } })
        continue
      }
      if (cell.startsWith("=")) faults.push({ rule: "formula", line, column: field })
      found[field] = unmarked(cell).slice(0, MAX_CELL)
    }
    return { line, cells: found }
  })
  return { rows, faults: [...ofCells, ...faults] }
}

/** What was wrong with cells as they were read and with what they say, row by row; each cell is told once. */
export function allFaults(read: readonly ImportFault[], said: readonly ImportFault[]): ImportFault[] {
  const place = ({ line, column }: ImportFault) => `${line} ${column}`
  const told = new Set(read.map(place))
  const more = said.filter((fault) => fault.column === null || !told.has(place(fault)))
  return [...read, ...more].sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
}
