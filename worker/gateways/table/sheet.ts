import { DAY } from "../../domain/quarter.ts"
import { cellOf, type ImportFault, MOST_FAULTS, type SheetRow } from "../../domain/registry/import-table.ts"
import type { ReadingBudget } from "../reading-budget.ts"
import { TableSize } from "./table-size.ts"
import { type CellContext, plainText } from "./workbook.ts"
import { XmlScanner } from "./xml-scanner.ts"

/** A cell whose value is none of its kind. */
export class BadCell extends Error {}

/** Steps of a cell that is empty and stands before one that is not. */
const STEPS_PER_CELL = 4

/** Merged places that are told, and the characters of one: `ABC10000:ABC10000`. */
const MOST_MERGED = 20
const MOST_PLACE = 20

/** The days from which spreadsheets count to 1970-01-01. */
const DAYS_FROM_1900 = 25_569
const DAYS_FROM_1904 = 24_107

/** A cell that is being read. */
interface Cell {
  line: number
  letters: string
  kind: string
  style: number
  value: string | null
  text: string | null
  formula: boolean
}

/** Number cells keep their digits: `5.10104018004E11` is the code 510104018004. */
function numberText(text: string): string {
  const number = Number(text)
  return Number.isSafeInteger(number) ? String(number) : text
}

/** A day as people write it, of the days since a spreadsheet's first one; empty when there is none. */
function dayText(serial: number, from1904: boolean): string {
  const day = new Date((serial - (from1904 ? DAYS_FROM_1904 : DAYS_FROM_1900)) * DAY)
  return Number.isNaN(day.getTime()) ? "" : day.toISOString().slice(0, 10)
}

function booleanText(value: string | null): string {
  if (value !== "0" && value !== "1") throw new BadCell()
  return value === "1" ? "true" : "false"
}

function sharedText(value: string | null, strings: readonly string[]): string {
  const text = strings[Number(value ?? Number.NaN)]
  if (text === undefined) throw new BadCell()
  return text
}

/** A cell as a person would type it: days as YYYY-MM-DD. Throws BadCell. */
function cellText({ kind, value, text, style }: Cell, { strings, dates, from1904 }: CellContext): string {
  if (kind === "s") return sharedText(value, strings)
  if (kind === "b") return booleanText(value)
  if (kind === "inlineStr") return text === null ? "" : plainText(text)
  if (kind === "d") return value === null ? "" : value.slice(0, 10)
  if (kind !== "n") return value === null ? "" : plainText(value)
  if (value === null || value === "") return ""
  return dates.has(style) ? dayText(Number(value), from1904) : numberText(value)
}

function columnNumber(letters: string): number {
  let number = 0
  for (let at = 0; at < letters.length; at++) number = number * 26 + letters.charCodeAt(at) - 64
  return number
}

/** The column letters that a place begins with: `AB` of `AB12`; null when it is no place. */
function lettersOf(place: string): string | null {
  let at = 0
  while (at < place.length && place.charCodeAt(at) >= 65 && place.charCodeAt(at) <= 90) at += 1
  return at > 0 && at <= 3 ? place.slice(0, at) : null
}

/** The number of a line; null for anything else. */
function lineOf(text: string): number | null {
  const line = Number(text)
  return Number.isSafeInteger(line) && line > 0 ? line : null
}

class SheetReader {
  readonly rows: SheetRow[] = []
  readonly formulas: ImportFault[] = []
  /** The places of merged cells, the first ones. */
  readonly merged: string[] = []
  readonly #context: CellContext
  readonly #budget: ReadingBudget
  readonly #size = new TableSize()
  #line = 0
  #row: string[] = []

  constructor(context: CellContext, budget: ReadingBudget) {
    this.#context = context
    this.#budget = budget
  }

  /** Reads all rows. Throws TooWide, BadCell, NotXml, BudgetSpent. */
  read(scanner: XmlScanner): void {
    let cell: Cell | null = null
    while (scanner.next()) {
      const { name, begins, ends } = scanner
      if (name === "row" && begins) {
        // A cell that was left open stands in the row before: ended here it would leave holes in this one.
        cell = null
        this.#beginRow(scanner)
      } else if (name === "c") {
        if (begins) cell = this.#beginCell(scanner)
        if (ends && cell) this.#endCell(cell)
        if (ends) cell = null
      } else if (name === "mergeCell" && begins) this.#merge(scanner)
      else if (cell && name === "f") cell.formula = true
      else if (cell && ends && !begins && name === "v") cell.value = scanner.text
      else if (cell && ends && !begins && name === "t") cell.text = (cell.text ?? "") + scanner.text
    }
  }

  #merge(scanner: XmlScanner): void {
    if (this.merged.length === MOST_MERGED) return
    scanner.attributes((name, value) => {
      if (name === "ref") this.merged.push(value.slice(0, MOST_PLACE))
    })
  }

  #beginRow(scanner: XmlScanner): void {
    this.#line += 1
    scanner.attributes((name, value) => {
      if (name === "r") this.#line = lineOf(value) ?? this.#line
    })
    this.#size.row(this.#line, 0)
    this.#row = []
    this.rows.push({ line: this.#line, cells: this.#row })
  }

  #beginCell(scanner: XmlScanner): Cell {
    this.#size.cells(1)
    let [place, kind, style] = ["", "n", -1]
    scanner.attributes((name, value) => {
      if (name === "r") place = value
      else if (name === "t") kind = value
      else if (name === "s") style = Number(value)
    })
    const letters = lettersOf(place) ?? ""
    const line = lineOf(place.slice(letters.length)) ?? this.#line
    const column = letters === "" ? this.#row.length + 1 : columnNumber(letters)
    this.#size.place(line, column)
    const skipped = Math.max(0, column - this.#row.length - 1)
    this.#size.cells(skipped)
    this.#budget.spend(STEPS_PER_CELL * skipped)
    while (this.#row.length < column) this.#row.push("")
    return { line, letters, kind, style, value: null, text: null, formula: false }
  }

  #endCell(cell: Cell): void {
    const { formula, line, letters } = cell
    if (formula && this.formulas.length < MOST_FAULTS)
      this.formulas.push({ rule: "formula", line: line || null, column: letters || null })
    const column = letters === "" ? this.#row.length : columnNumber(letters)
    const text = cellOf(cellText(cell, this.#context))
    // Cells may share one text: it is looked at again for each of them.
    this.#budget.spend(text.length)
    this.#size.text(text.length)
    this.#row[column - 1] = text
  }
}

/**
 * The rows of a sheet, from left to right and from top to bottom, the cells that hold formulas, as faults, and merged ones. A formula
 * may have been saved with a value that is none of its kind: then there are faults alone. Throws TooWide, BadCell, NotXml,
 * BudgetSpent.
 */
export function readSheet(xml: string, context: CellContext, budget: ReadingBudget) {
  const reader = new SheetReader(context, budget)
  try {
    reader.read(new XmlScanner(xml, budget))
  } catch (error) {
    if (!(error instanceof BadCell) || reader.formulas.length === 0) throw error
    return { rows: [], faults: reader.formulas, merged: reader.merged }
  }
  return { rows: reader.rows, faults: reader.formulas, merged: reader.merged }
}
