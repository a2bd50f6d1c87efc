/** One cell or row of a book that is wrong, or to be looked at. */
export interface BookFaultRow {
  line: number
  /** As the person's own file names it; null for the whole row. */
  cell: string | null
  estate: string
  typed: string
  why: string
  rule: string
}

/** What a checked book would do, in numbers, and what is wrong with it. */
export interface BookResult {
  rows: number
  good: number
  added: number
  changed: number
  /** Of the added ones: taken over of the quarter before. */
  confirmed: number
  same: number
  bad: number
  badCells: number
  /** Estates that are locked, and rows without an estate. */
  shut: number
  soft: number
  wrong: BookFaultRow[]
  asked: BookFaultRow[]
}
