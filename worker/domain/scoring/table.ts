/**
 * Typed input of the engine: one column of numbers per key of an edition. NaN is a value that is not there; `na` marks
 * those that are not there because the company claims "not applicable". Gates and vetoes are 1 for yes and 0 for no.
 */
import type { KeySpec, KeyValue } from "./keys.ts"

export interface ColumnTable {
  readonly size: number
  /** By key number (the order of `editionKeys`), each `size` long. */
  readonly values: readonly Float64Array[]
  /** By key number; null when no value of the column is `NA`. */
  readonly na: (Uint8Array | null)[]
}

/** The numbering of an edition's keys. */
export interface KeyNumbers {
  readonly specs: readonly KeySpec[]
  readonly numberOf: ReadonlyMap<string, number>
}

/** A table of `size` estates in which every value is missing. */
export function newTable(keys: KeyNumbers, size: number): ColumnTable {
  return {
    size,
    values: keys.specs.map(() => new Float64Array(size).fill(Number.NaN)),
    na: keys.specs.map(() => null),
  }
}

/** Sets one value; null makes it missing. */
export function setValue(table: ColumnTable, key: number, row: number, value: KeyValue | null): void {
  const column = table.values[key]
  if (!column) throw new RangeError(`no column ${key}`)
  column[row] = typeof value === "number" ? value : Number.NaN
  let na = table.na[key]
  if (value === "NA" && !na) {
    na = new Uint8Array(table.size)
    table.na[key] = na
  }
  if (na) na[row] = value === "NA" ? 1 : 0
}

/** The value at a row: a number, "NA", or null when it is missing. */
export function getValue(table: ColumnTable, key: number, row: number): KeyValue | null {
  if (table.na[key]?.[row]) return "NA"
  const value = table.values[key]?.[row]
  return value === undefined || Number.isNaN(value) ? null : value
}
