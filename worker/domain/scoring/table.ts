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
  /** By key number, 1 where the number was read from a range (`1-4`) and is its upper end. */
  readonly ranges: Map<number, Uint8Array>
  /** By indicator number, a mark of WITHHELD where it stands for the sensitive inputs, which are missing there. */
  readonly withheld: Map<number, Uint8Array>
  /** Whether nothing small is left in it: see disclosure.ts. */
  readonly disclosed: boolean
}

/** Marks of a withheld indicator: the ratio that is told of it. 0: it is not withheld. */
export const WITHHELD = { zero: 1, one: 2 } as const

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
    ranges: new Map(),
    withheld: new Map(),
    disclosed: false,
  }
}

/** A table with one row per map of typed values; unknown keys are ignored. */
export function tableOf(keys: KeyNumbers, rows: readonly ReadonlyMap<string, KeyValue>[]): ColumnTable {
  const table = newTable(keys, rows.length)
  rows.forEach((values, row) => {
    for (const [key, value] of values) {
      const number = keys.numberOf.get(key)
      if (number !== undefined) setValue(table, number, row, value)
    }
  })
  return table
}

/** One row of a table as a table of its own. */
export function rowOf(table: ColumnTable, row: number): ColumnTable {
  const one = <A extends { subarray(start: number, end: number): A }>(column: A): A =>
    column.subarray(row, row + 1)
  const each = (marks: ReadonlyMap<number, Uint8Array>) =>
    new Map([...marks].map(([number, column]) => [number, column.subarray(row, row + 1)]))
  return {
    size: 1,
    values: table.values.map((column) => one(column)),
    na: table.na.map((column) => (column ? one(column) : null)),
    ranges: each(table.ranges),
    withheld: each(table.withheld),
    disclosed: table.disclosed,
  }
}

function mark(marks: Map<number, Uint8Array>, size: number, number: number, row: number, as: number): void {
  const column = marks.get(number) ?? new Uint8Array(size)
  column[row] = as
  marks.set(number, column)
}

/** Sets a count that is known as a range only: its upper end, which is never small. */
export function setRange(table: ColumnTable, key: number, row: number, to: number): void {
  setValue(table, key, row, to)
  mark(table.ranges, table.size, key, row, 1)
}

/** Sets the ratio (1 or 0) that stands for an indicator's sensitive inputs. */
export function setWithheld(table: ColumnTable, indicator: number, row: number, ratio: 0 | 1): void {
  mark(table.withheld, table.size, indicator, row, ratio === 1 ? WITHHELD.one : WITHHELD.zero)
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
