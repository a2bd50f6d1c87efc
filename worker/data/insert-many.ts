import { getTableColumns, sql } from "drizzle-orm"
import type { BatchItem } from "drizzle-orm/batch"
import type { SQLiteTable } from "drizzle-orm/sqlite-core"
import type { Database } from "./database.ts"

/**
 * One statement that inserts many rows of plain texts and numbers: they travel as one JSON argument, so that neither
 * their number nor the limit of SQL variables matters.
 */
export function insertMany<T extends SQLiteTable>(
  db: Database,
  table: T,
  rows: readonly T["$inferInsert"][],
): BatchItem<"sqlite"> {
  // Columns that no row has take their default.
  const columns = Object.entries(getTableColumns(table)).filter(([property]) =>
    rows.some((row) => Reflect.get(row, property) !== undefined),
  )
  const names = sql.join(
    columns.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  )
  const picked = sql.raw(columns.map((_, at) => `value ->> ${at}`).join(", "))
  const data = rows.map((row) => columns.map(([property]) => Reflect.get(row, property) ?? null))
  return db.run(sql`insert into ${table} (${names}) select ${picked} from json_each(${JSON.stringify(data)})`)
}
