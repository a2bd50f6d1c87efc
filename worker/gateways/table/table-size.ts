import { tableExtent } from "../../domain/registry/import-table.ts"
import { BudgetSpent } from "../reading-budget.ts"

const MOST_CELLS = 300_000
/** Characters of all cells: no more than the largest text file may hold, however often a workbook repeats them. */
const MOST_CHARACTERS = 2 * 1024 * 1024

/** A table with cells further away or more of them than one of ours. */
export class TooWide extends Error {}

/** What a table may be, whichever file it stands in: all that is done with it afterwards is bounded by it. */
export class TableSize {
  #lines = 0
  #cells = 0
  #characters = 0

  /** Counts a row that stands on this line and its cells. Throws TooWide. */
  row(line: number, cells: number): void {
    this.#lines += 1
    if (line > tableExtent.lines || this.#lines > tableExtent.lines || cells > tableExtent.columns)
      throw new TooWide()
    this.cells(cells)
  }

  /** Counts cells of a row that has begun, empty ones too. Throws TooWide. */
  cells(count: number): void {
    this.#cells += count
    if (this.#cells > MOST_CELLS) throw new TooWide()
  }

  /** Refuses a place that is further away. Throws TooWide. */
  place(line: number, column: number): void {
    if (line > tableExtent.lines || column > tableExtent.columns) throw new TooWide()
  }

  /** Counts the text of a cell. Throws BudgetSpent. */
  text(characters: number): void {
    this.#characters += characters
    if (this.#characters > MOST_CHARACTERS) throw new BudgetSpent("characters")
  }
}
