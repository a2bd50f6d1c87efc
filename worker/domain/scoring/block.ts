/**
 * The engine works on blocks of rows that fit the processor's cache. A compiled expression returns a buffer that it
 * owns, valid until it is evaluated again; a key returns the column itself, so nothing is copied.
 */
import type { ColumnTable } from "./table.ts"

export const BLOCK_ROWS = 1024

export interface Block {
  readonly start: number
  readonly rows: number
  readonly values: readonly Float64Array[]
  readonly na: readonly (Uint8Array | null)[]
  /** The same rows in the quarter directly before: what `previous` in a check reads. */
  readonly before?: Block
}

/** One number per row; NaN is missing. */
export type Numbers = (block: Block) => Float64Array
/** 1 where a condition is met. */
export type Mask = (block: Block) => Uint8Array

/** The block that begins at a row: views of the columns, nothing is copied. */
export function blockOf(table: Pick<ColumnTable, "size" | "values" | "na">, start: number): Block {
  const end = Math.min(table.size, start + BLOCK_ROWS)
  if (start === 0 && end === table.size) return { start, rows: end, values: table.values, na: table.na }
  return {
    start,
    rows: end - start,
    values: table.values.map((column) => column.subarray(start, end)),
    na: table.na.map((column) => (column ? column.subarray(start, end) : null)),
  }
}
