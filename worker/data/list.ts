import { asc, desc, type SQL, sql } from "drizzle-orm"
import type { SQLiteColumn } from "drizzle-orm/sqlite-core"
import type { ListFound, ListPage, ListPlace } from "../domain/list.ts"

/**
 * The order of a list, by fields of a row that together tell any two rows apart, and everything that follows from it: a
 * page begins behind the row where the one before ended, so that the last of 20,000 rows costs what the first does, and
 * none is left out or told twice while rows come and go.
 */
export interface ListOrder<Field extends string> {
  /** For a query's `order by`. */
  by: SQL[]
  /** What stands behind a place; everything behind none. */
  behind(place: ListPlace | null): SQL | undefined
  /** A page of rows that were read with one more than its limit. */
  found<Row extends Record<Field, string | number>>(rows: readonly Row[], page: ListPage): ListFound<Row>
}

/** Orders a list by columns under their names in its rows; `descending` has the newest first. */
export function listOrder<Field extends string>(
  fields: Record<Field, SQLiteColumn>,
  direction: "ascending" | "descending" = "ascending",
): ListOrder<Field> {
  const names = Object.keys(fields) as Field[]
  const columns = names.map((name) => fields[name])
  const sign = sql.raw(direction === "descending" ? "<" : ">")
  const tuple = (values: readonly unknown[]) =>
    sql`(${sql.join(
      values.map((value) => sql`${value}`),
      sql`, `,
    )})`
  return {
    by: columns.map((column) => (direction === "descending" ? desc(column) : asc(column))),
    behind: (place) => (place === null ? undefined : sql`${tuple(columns)} ${sign} ${tuple(place)}`),
    found(rows, { limit }) {
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      return { rows: shown, next: rows.length > limit && last ? names.map((name) => last[name]) : null }
    },
  }
}
