import { and, asc, desc, type SQL, sql } from "drizzle-orm"
import type { SQLiteColumn } from "drizzle-orm/sqlite-core"
import { type ListFound, type ListPage, type ListPlace, listRows } from "../domain/list.ts"
import type { Database } from "./database.ts"
import { keptCounts, keptPage } from "./kept-counts.ts"

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
  /** The same of a page that may be told backwards: its order, and what stands beyond its place. */
  turned(page: ListPage): { by: SQL[]; beyond: SQL | undefined }
  /** A page of rows that were read with one more than its limit. */
  found<Row extends Record<Field, string | number>>(rows: readonly Row[], page: ListPage): ListFound<Row>
}

/** Orders a list by columns under their names in its rows; `descending` has the newest first. */
export function listOrder<Field extends string>(
  fields: Record<Field, SQLiteColumn | SQL>,
  direction: "ascending" | "descending" = "ascending",
): ListOrder<Field> {
  const names = Object.keys(fields) as Field[]
  const columns = names.map((name) => fields[name])
  const down = direction === "descending"
  const [behind, before] = down ? [sql.raw("<"), sql.raw(">")] : [sql.raw(">"), sql.raw("<")]
  const ordered = (falling: boolean) => columns.map((column) => (falling ? desc(column) : asc(column)))
  const tuple = (values: readonly unknown[]) =>
    sql`(${sql.join(
      values.map((value) => sql`${value}`),
      sql`, `,
    )})`
  const than = (sign: SQL, place: ListPlace) => sql`${tuple(columns)} ${sign} ${tuple(place)}`
  return {
    by: ordered(down),
    behind: (place) => (place === null ? undefined : than(behind, place)),
    turned({ after, before: place }) {
      if (place) return { by: ordered(!down), beyond: than(before, place) }
      return { by: ordered(down), beyond: after === null ? undefined : than(behind, after) }
    },
    found(rows, { after, before: place, limit }) {
      const more = rows.length > limit
      const shown = place ? rows.slice(more ? 1 : 0) : rows.slice(0, limit)
      const placeOf = (row: (typeof shown)[number] | undefined, told: boolean) =>
        row && told ? names.map((name) => row[name]) : null
      return {
        rows: shown,
        next: placeOf(shown.at(-1), place ? true : more),
        previous: placeOf(shown[0], place ? more : after !== null),
      }
    },
  }
}

/** Where the rows of a list come from: which table with its joins, which of its rows, in which order. */
export interface ListSource<Field extends string> {
  from: SQL
  /** What the order and the pages go by. */
  id: SQLiteColumn
  where: SQL | undefined
  order: ListOrder<Field>
}

/**
 * A page of a list and how many rows it has, by the same condition: the number shown is the number of rows behind its
 * link. The ids of the page are looked for first, so that its rows alone are joined to what else is shown; with that and
 * the count the database looks again only when something was written since (see keptPage). `among` is the list for the
 * statement that reads the rows, in the order `order.by`; `statements` go into the same batch, and `found` takes what
 * they answered.
 */
export function askList<Field extends string>(
  db: Database,
  { from, id, where, order }: ListSource<Field>,
  page: ListPage,
) {
  const { by, beyond } = order.turned(page)
  const rows = sql`select ${id} as id from ${from} where ${and(where, beyond) ?? sql`1 = 1`}
    order by ${sql.join(by, sql`, `)} limit ${page.limit + 1}`
  const all = sql`select count(*) as n from ${from} where ${where ?? sql`1 = 1`}`
  const shown = keptPage(db, db.select({ id: sql<string>`id`.as("id") }).from(sql`(${rows})`))
  const counted = keptCounts(db, db.select({ n: sql<number>`n`.as("n") }).from(sql`(${all})`), ["n"])
  return {
    among: shown.among,
    statements: [shown.version, counted.statement] as const,
    found<Row extends Record<Field, string | number> & { id: string }>(
      found: readonly Row[],
      version: Parameters<typeof shown.keep>[0],
      count: Parameters<typeof counted.read>[0],
    ): ListFound<Row> & { total: number } {
      // What is written into a file is asked for once.
      if (page.limit <= listRows.page) shown.keep(version, [...found])
      return { ...order.found(found, page), total: Number(counted.read(count)[0]?.[0] ?? 0) }
    },
  }
}
