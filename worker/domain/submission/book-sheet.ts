/** How a cell of a filing book looks: what it is for is told by its fill, and by words beside it. */
export const bookLooks = [
  "plain",
  "title",
  "head",
  "note",
  "name",
  "open",
  "filled",
  "shut",
  "bad",
  "why",
] as const
export type BookLook = (typeof bookLooks)[number]

/** A cell: a text, never a formula; one that is a number and keeps its digits as one is written as a number. */
export interface BookCell {
  text: string
  look: BookLook
}

/** What a spreadsheet says when a cell of a column is chosen, and the only texts that it offers there. */
export interface BookAdvice {
  /** From 0. */
  column: number
  title: string
  text: string
  choices: readonly string[]
}

/** A sheet of a filing book. */
export interface BookSheet {
  name: string
  rows: BookCell[][]
  /** Of the columns, in characters. */
  widths: number[]
  /** Rows and columns that stay in sight. */
  frozen: { rows: number; columns: number }
  /** For the rows below the frozen ones. */
  advice: BookAdvice[]
}

/** Writes a book; made by gateways/book-writer.ts. */
export type WriteBook = (sheets: readonly BookSheet[]) => Uint8Array<ArrayBuffer>

/** Whether a text is a number that a spreadsheet keeps to its last digit. */
export function isKeptNumber(text: string): boolean {
  return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) && text.replace(/[-.]/g, "").length <= 15
}
