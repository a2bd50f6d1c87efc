import { type ImportFault, MOST_ROWS, type ReadSheet, type SheetRow } from "../registry/import-table.ts"
import { ordinaryWidth, plainText } from "../registry/names.ts"
import type { KeySpec } from "../scoring/keys.ts"

/** Columns of a filing book besides those of keys. */
export type BookField = "estate" | "code" | "reason" | "why"

/** Titles that they are known by, in both languages; the first of each language stands in our books (web/text). */
const titlesOf: Record<BookField, readonly string[]> = {
  estate: ["小区", "小区名称", "Estate", "estate name", "name"],
  code: ["编号（勿改）", "编号", "小区编号", "Code (keep)", "code", "estate code", "slug"],
  reason: ["变化大的原因", "原因", "说明", "说明原因", "Reason for a large change", "reason"],
  why: ["为什么标红", "Why it is red"],
}

/** Rows of a book's head that say something of its columns, by the word in their first cell. */
const headWords = new Set(
  ["单位", "代码（勿改）", "代码", "范围", "Unit", "Key (keep)", "Key", "Range"].map(plainText),
)

/** Rows in which the head is looked for. */
const HEAD_WITHIN = 30
/** Names that a note tells. */
const MOST_NAMED = 20

/** One row of a book as it was read. */
export interface BookLine {
  line: number
  /** As they stand in the file; one of them may be empty. */
  name: string
  code: string
  /** Texts by key, empty ones left out. */
  cells: ReadonlyMap<string, string>
  reason: string
}

/** What was understood, or not read, of a file. */
export interface BookNote {
  rule:
    | "title_rows"
    | "column_by_key"
    | "columns_unknown"
    | "blank_rows"
    | "formulas"
    | "merged"
    | "hidden_sheets"
    | "macros"
    | "external_links"
  with: Record<string, string | number>
}

export interface ReadBook {
  lines: BookLine[]
  /** Why the file is not read; then there are no lines. */
  faults: ImportFault[]
  notes: BookNote[]
  /** The letters of each key's column in the file. */
  columns: ReadonlyMap<string, string>
}

/** The letters of a column, from 0: A, …, Z, AA. */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last
}

/** A text that our own files had to mark as no formula stands without the mark again. */
const unmarked = (text: string) => (/^'[=+\-@＝＋－＠]/.test(text) ? text.slice(1) : text)

type Column = { key: string } | { field: BookField } | null

/** What the titles of the columns mean: titles of both languages, keys, with or without a star and a unit in brackets. */
function titleReader(specs: ReadonlyMap<string, KeySpec>) {
  const known = new Map<string, Column>()
  const twice = new Set<string>()
  const name = (title: string, column: Column) => {
    const plain = plainText(title)
    const other = known.get(plain)
    if (other && JSON.stringify(other) !== JSON.stringify(column)) twice.add(plain)
    known.set(plain, column)
  }
  for (const { key, title } of specs.values()) for (const one of [key, title.zh, title.en]) name(one, { key })
  for (const plain of twice) known.delete(plain)
  for (const [field, titles] of Object.entries(titlesOf))
    for (const title of titles) name(title, { field: field as BookField })
  const withoutUnit = (title: string) => ordinaryWidth(title).replace(/[(（[【][^)）\]】]*[)）\]】]\s*$/, "")
  return (title: string): Column =>
    title === "" ? null : (known.get(plainText(title)) ?? known.get(plainText(withoutUnit(title))) ?? null)
}

interface Head {
  /** Where it stands among the rows that are filled, and the last row of the head. */
  at: number
  titles: SheetRow
  columns: Column[]
  faults: ImportFault[]
  notes: BookNote[]
}

const saysHead = (cell: string | undefined) => headWords.has(plainText(cell ?? ""))

/** Finds the row of titles, and the row of keys that goes with it. */
function findHead(rows: readonly SheetRow[], specs: ReadonlyMap<string, KeySpec>): Head | null {
  const read = titleReader(specs)
  const keyAt = (row: SheetRow) =>
    row.cells.map((cell) => (specs.has(ordinaryWidth(cell)) ? ordinaryWidth(cell) : null))
  const first = rows.slice(0, HEAD_WITHIN)
  const score = (row: SheetRow) => row.cells.filter((cell) => read(cell) !== null).length
  const best = Math.max(0, ...first.map(score))
  const at = first.findIndex((row) => score(row) === best)
  const titles = rows[at]
  if (best < 2 || !titles) return null
  // Below the titles our books have a row of keys: it tells a column whose title was changed.
  const keyed = first.findIndex(
    (row, index) => index !== at && row.cells.some(saysHead) && keyAt(row).some((key) => key !== null),
  )
  const keys = keyed < 0 ? [] : keyAt(rows[keyed]!)
  const faults: ImportFault[] = []
  const notes: BookNote[] = []
  const width = Math.max(titles.cells.length, keys.length)
  const columns = Array.from({ length: width }, (_, column): Column => {
    const title = titles.cells[column] ?? ""
    const [named, key] = [read(title), keys[column] ?? null]
    if (key === null) return named
    if (named && "key" in named && named.key !== key)
      faults.push({
        rule: "column_conflict",
        line: titles.line,
        column: columnLetters(column),
        with: { title: title.slice(0, 40), key },
      })
    if (!named && title !== "")
      notes.push({ rule: "column_by_key", with: { title: title.slice(0, 40), key } })
    return { key }
  })
  const fields = columns.flatMap((one) => (one && "field" in one ? [one.field] : []))
  const named = columns.map((one) => (one && "key" in one ? one.key : one?.field))
  for (const [column, one] of named.entries())
    if (one !== undefined && one !== "why" && named.indexOf(one) !== column)
      faults.push({ rule: "column_twice", line: titles.line, column: columnLetters(column) })
  if (!fields.includes("code") && !fields.includes("estate"))
    faults.push({ rule: "estate_column_missing", line: titles.line, column: null })
  if (at > 0) notes.unshift({ rule: "title_rows", with: { line: titles.line } })
  return { at: Math.max(at, keyed), titles, columns, faults, notes }
}

/** Formulas count as their values; one that was saved without a value has none to count. */
function formulasOf({ rows, faults }: ReadSheet): { count: number; empty: ImportFault[] } {
  const lines = new Map(rows.map((row) => [row.line, row]))
  const letters = (text: string) =>
    [...text].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  const formulas = faults.filter(({ rule }) => rule === "formula")
  const empty = formulas.filter(({ line, column }) => {
    const cell = lines.get(line ?? 0)?.cells[letters(column ?? "")]
    return cell === undefined || cell === ""
  })
  return {
    count: formulas.length,
    empty: empty.map((fault) => ({ ...fault, rule: "formula_unsaved" })),
  }
}

function lineOf(row: SheetRow, columns: readonly Column[]): BookLine {
  const cells = new Map<string, string>()
  const own: Record<BookField, string> = { estate: "", code: "", reason: "", why: "" }
  for (const [at, column] of columns.entries()) {
    const text = unmarked(row.cells[at] ?? "")
    if (!column || text === "") continue
    if ("key" in column) cells.set(column.key, text)
    else own[column.field] = text
  }
  return { line: row.line, name: own.estate, code: own.code, cells, reason: own.reason }
}

/** Columns with something in them that no title and no key tells. */
function unknownColumns(rows: readonly SheetRow[], titles: SheetRow, columns: readonly Column[]) {
  const filled = new Set<number>()
  for (const row of rows)
    for (const [at, cell] of row.cells.entries()) if (cell !== "" && !columns[at]) filled.add(at)
  return [...filled]
    .sort((a, b) => a - b)
    .slice(0, MOST_NAMED)
    .map((at) => `${columnLetters(at)} ${(titles.cells[at] ?? "").slice(0, 40)}`.trim())
}

/**
 * Reads a filing book: its head may stand below a title, its columns in any order under Chinese or English titles or
 * their keys, with empty rows between. What was understood or left out is noted. Linear in the cells of the file.
 */
export function readBook(sheet: ReadSheet, specs: ReadonlyMap<string, KeySpec>): ReadBook {
  const nothing = (faults: ImportFault[]): ReadBook => ({ lines: [], faults, notes: [], columns: new Map() })
  const unread = sheet.faults.filter(({ rule }) => rule !== "formula")
  const filled = sheet.rows.filter(({ cells }) => cells.some((cell) => cell !== ""))
  if (unread.length > 0) return nothing(unread)
  if (filled.length === 0)
    return nothing(
      sheet.faults.length > 0 ? sheet.faults : [{ rule: "file_empty", line: null, column: null }],
    )
  if (sheet.notes?.some(({ rule }) => rule === "cut_off"))
    return nothing([{ rule: "file_cut_off", line: filled.at(-1)?.line ?? null, column: null }])
  const formulas = formulasOf(sheet)
  const head = findHead(filled, specs)
  if (!head) return nothing([{ rule: "header_missing", line: null, column: null }])
  const named = head.columns.findIndex((one) => one !== null && "field" in one && one.field === "estate")
  const body = filled.slice(head.at + 1).filter(({ cells }) => !saysHead(cells[0]) && !saysHead(cells[named]))
  const faults = [...head.faults, ...formulas.empty]
  if (body.length === 0) faults.push({ rule: "no_rows", line: null, column: null })
  if (body.length > MOST_ROWS)
    faults.push({ rule: "too_many_rows", line: null, column: null, with: { n: body.length, max: MOST_ROWS } })
  if (faults.length > 0) return nothing(faults)
  const unknown = unknownColumns(body, head.titles, head.columns)
  const last = filled.at(-1)?.line ?? 0
  const first = body[0]?.line ?? 0
  const blank = last - first + 1 - body.length
  const notes: BookNote[] = [
    ...head.notes,
    ...(blank > 0 ? [{ rule: "blank_rows" as const, with: { n: blank } }] : []),
    ...(formulas.count > 0 ? [{ rule: "formulas" as const, with: { n: formulas.count } }] : []),
    ...(unknown.length > 0
      ? [{ rule: "columns_unknown" as const, with: { names: unknown.join("、") } }]
      : []),
    ...(sheet.notes ?? []).flatMap(({ rule, names }) =>
      rule === "cut_off" ? [] : [{ rule, with: { names: names.join("、") } }],
    ),
  ]
  const columns = new Map(
    head.columns.flatMap((one, at) => (one && "key" in one ? [[one.key, columnLetters(at)] as const] : [])),
  )
  return { lines: body.map((row) => lineOf(row, head.columns)), faults: [], notes, columns }
}
