/** A block of cells copied from a spreadsheet: what goes into which field, and what finds none. */
import type { KeySpec } from "../scoring/keys.ts"
import { normaliseTyped } from "./typed-text.ts"

/** More cells than a form can ever want. */
const MOST_CELLS = 5000

/** A cell as a spreadsheet names it within the block, `B3`, and its text. */
export interface PastedCell {
  at: string
  text: string
}

export interface Pasted {
  /** In the order of the block; of a key that stands there twice with two values none. */
  values: (PastedCell & { key: string })[]
  /** Cells that were looked at and found no field, or two rows that say two things. */
  unused: PastedCell[]
  /** The block has names but several rows of values, and none is this estate's. */
  manyRows: boolean
}

export interface PasteInto {
  specs: ReadonlyMap<string, KeySpec>
  /** The keys of the form's fields, in its order. */
  order: readonly string[]
  /** The field that has the focus: values without names go there and on. */
  from: string | null
  /** The estate's name: of several rows of values the one that holds it. */
  estate: string
}

const isBlank = (row: readonly string[] = []) => row.every((cell) => cell === "")

/** Rows of cells up to the last that holds anything; a cell in quotes may hold tabs, line ends and doubled quotes. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]]
  const pattern = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r\n|\n|\r|$)/g
  let count = 0
  for (const [whole, cell = "", end = ""] of text.matchAll(pattern)) {
    if (whole === "" || ++count > MOST_CELLS) break
    const quoted = cell.length > 1 && cell.startsWith('"') && cell.endsWith('"')
    rows[rows.length - 1]?.push((quoted ? cell.slice(1, -1).replaceAll('""', '"') : cell).trim())
    if (end !== "\t" && end !== "") rows.push([])
  }
  while (rows.length > 0 && isBlank(rows[rows.length - 1])) rows.pop()
  return rows
}

const columnName = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : columnName(Math.floor(column / 26) - 1) + columnName(column % 26)

/** A heading without what differs from sheet to sheet: case, width, spaces, marks, a unit in brackets at its end. */
function plainName(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s:,、，。*★"“”‘’_-]/g, "")
}
const withoutBrackets = (text: string) => text.normalize("NFKC").replace(/\([^()]*\)\s*[:：]?$/, "")

/** Keys by every name that they go by; a name of two keys is none. */
function keysByName(specs: ReadonlyMap<string, KeySpec>): Map<string, string | null> {
  const names = new Map<string, string | null>()
  for (const { key, title } of specs.values())
    for (const name of new Set(
      [key, title.zh, title.en].flatMap((one) => [one, withoutBrackets(one)]).map(plainName),
    ))
      names.set(name, names.has(name) && names.get(name) !== key ? null : key)
  return names
}

/** Whether a text reads as a value of a key. */
function isValue(spec: KeySpec, text: string): boolean {
  const read = normaliseTyped(spec, text)
  return /^-?\d+(\.\d+)?$/.test(read) || ["yes", "no", "NA"].includes(read)
}

class Block {
  readonly rows: string[][]
  readonly #names: Map<string, string | null>
  readonly values: Pasted["values"] = []
  readonly unused: PastedCell[] = []

  constructor(text: string, specs: ReadonlyMap<string, KeySpec>) {
    this.rows = cellsOf(text)
    this.#names = keysByName(specs)
  }

  /** The key that a cell names. */
  named(cell: string): string | null {
    if (cell === "") return null
    return this.#names.get(plainName(cell)) ?? this.#names.get(plainName(withoutBrackets(cell))) ?? null
  }

  cell(row: number, column: number): PastedCell {
    return { at: `${columnName(column)}${row + 1}`, text: this.rows[row]?.[column] ?? "" }
  }

  take(key: string, cell: PastedCell): void {
    if (cell.text !== "") this.values.push({ key, ...cell })
  }

  /** Cells of a key that stands there with two values: none of them counts. */
  result(manyRows = false): Pasted {
    const texts = new Map<string, Set<string>>()
    for (const { key, text } of this.values) texts.set(key, (texts.get(key) ?? new Set()).add(text))
    const one = ({ key }: { key: string }) => texts.get(key)?.size === 1
    const twice = this.values.filter((value) => !one(value)).map(({ at, text }) => ({ at, text }))
    const first = this.values.filter(
      (value, n) => one(value) && this.values.findIndex(({ key }) => key === value.key) === n,
    )
    return { values: first, unused: [...this.unused, ...twice], manyRows }
  }
}

/** Values alone: a row or a column of them goes into the fields from the one with the focus on; an empty cell skips one. */
function withoutNames(block: Block, { order, from }: PasteInto): Pasted {
  const { rows } = block
  const line =
    rows.length === 1
      ? (rows[0] ?? []).map((_, column) => block.cell(0, column))
      : rows.every((row) => row.filter((cell) => cell !== "").length <= 1)
        ? rows.map((row, n) =>
            block.cell(
              n,
              Math.max(
                0,
                row.findIndex((cell) => cell !== ""),
              ),
            ),
          )
        : null
  const start = from === null ? -1 : order.indexOf(from)
  const cells = line ?? rows.flatMap((row, n) => row.map((_, column) => block.cell(n, column)))
  for (const [n, cell] of cells.entries()) {
    const key = line && start >= 0 ? order[start + n] : undefined
    if (key === undefined) {
      if (cell.text !== "") block.unused.push(cell)
    } else block.take(key, cell)
  }
  return block.result()
}

/** Names in a row, values below: of several rows the estate's own. */
function below(block: Block, header: number, estate: string): Pasted {
  const data = block.rows.map((_, n) => n).filter((n) => n > header && !isBlank(block.rows[n]))
  const own = data.filter((n) => block.rows[n]?.some((cell) => plainName(cell) === plainName(estate)))
  const chosen = data.length === 1 ? data[0] : own.length === 1 ? own[0] : undefined
  if (chosen === undefined) return block.result(data.length > 1)
  for (const [column, name] of (block.rows[header] ?? []).entries()) {
    const key = block.named(name)
    const cell = block.cell(chosen, column)
    if (key !== null) block.take(key, cell)
    else if (cell.text !== "" && plainName(cell.text) !== plainName(estate)) block.unused.push(cell)
  }
  return block.result()
}

/** A name in each row, its value to the right of it: the first cell that reads as one, otherwise the first that is no unit. */
function beside(block: Block, specs: ReadonlyMap<string, KeySpec>): Pasted {
  for (const [n, row] of block.rows.entries()) {
    const column = row.findIndex((cell) => block.named(cell) !== null)
    const key = column < 0 ? null : block.named(row[column] ?? "")
    const spec = key === null ? undefined : specs.get(key)
    if (isBlank(row)) continue
    if (key === null || !spec) {
      const first = row.findIndex((cell) => cell !== "")
      block.unused.push(block.cell(n, first))
      continue
    }
    const right = row.map((_, at) => at).filter((at) => at > column && row[at] !== "")
    const isUnit = (at: number) => row[at] === spec.unit?.zh || row[at] === spec.unit?.en
    const found = right.find((at) => isValue(spec, row[at] ?? "")) ?? right.find((at) => !isUnit(at))
    if (found !== undefined) block.take(key, block.cell(n, found))
  }
  return block.result()
}

/**
 * Reads a block of cells: names (keys or titles, Chinese or English) in a column or in a row with their values, or values
 * alone. Nothing is judged here: the values are checked as if they were typed.
 */
export function readBlock(text: string, into: PasteInto): Pasted {
  const block = new Block(text, into.specs)
  const counts = block.rows.map((row) => row.filter((cell) => block.named(cell) !== null).length)
  const most = Math.max(0, ...counts)
  if (most === 0) return withoutNames(block, into)
  const header = counts.indexOf(most)
  const rowsWithNames = counts.filter((count) => count > 0).length
  return most > 1 && rowsWithNames === 1 ? below(block, header, into.estate) : beside(block, into.specs)
}
