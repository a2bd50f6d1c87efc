import { csvCell } from "../csv.ts"
import type { ImportColumn } from "./import-table.ts"

/** A sheet of a workbook: a header and rows of texts. */
export interface TableSheet {
  name: string
  rows: string[][]
  /** Of the columns, in characters. */
  widths: number[]
}

/** Writes a workbook; made by gateways/table-writer.ts. */
export type WriteWorkbook = (sheets: TableSheet[]) => Promise<Uint8Array>

/** The titles of a table as its templates have them. */
export function titlesOf(columns: readonly ImportColumn<string>[]): string[] {
  return columns.map(({ titles, required }) => (required ? `${titles[0]}*` : titles[0]))
}

/** Rows as a file that spreadsheets open in the right encoding; what they would take for a formula is marked as text. */
export function csvFile(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("")}`
}
