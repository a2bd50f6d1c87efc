import type { InStatement } from "@libsql/client"
import { getTableColumns } from "drizzle-orm"
import { getTableConfig, type SQLiteTable } from "drizzle-orm/sqlite-core"
import type { ValuePack } from "../../schema/seed/demonstration/rows.ts"

/**
 * One statement that inserts many rows: they travel as one JSON argument, so neither the number of rows nor the
 * limit of SQL variables matters. `keep` leaves rows alone that are there already.
 */
export function insertRows<T extends SQLiteTable>(
  table: T,
  rows: readonly T["$inferInsert"][],
  { keep = false } = {},
): InStatement {
  const columns = Object.entries(getTableColumns(table))
  const names = columns.map(([, column]) => `"${column.name}"`).join(", ")
  const picked = columns.map((_, at) => `value ->> ${at}`).join(", ")
  const data = rows.map((row) =>
    columns.map(([property, column]) => stored(Reflect.get(row, property) ?? column.default)),
  )
  return {
    sql: `insert ${keep ? "or ignore " : ""}into "${getTableConfig(table).name}" (${names}) select ${picked} from json_each(?)`,
    args: [JSON.stringify(data)],
  }
}

/** As drizzle stores it in SQLite: instants in milliseconds, booleans as 0 and 1. */
function stored(value: unknown): unknown {
  if (value instanceof Date) return value.getTime()
  if (typeof value === "boolean") return value ? 1 : 0
  return value ?? null
}

/** The values of many submissions: a pack's keys and texts are unfolded by SQLite itself. */
export function insertValues(packs: readonly ValuePack[]): InStatement[] {
  const plain = packs.map(({ submissionId, provider, filing, values }) => [
    submissionId,
    provider,
    filing,
    values,
  ])
  const explained = packs.flatMap(({ submissionId, provider, filing, reasons }) =>
    Object.entries(reasons).map(([key, reason]) => [submissionId, provider, filing, key, reason]),
  )
  return [
    {
      // Materialized, or each pack would be parsed again for every key in it.
      sql: `insert into "values" (submission_id, provider, filing, key, value)
        with pack as materialized (
          select value ->> 0 as submission, value ->> 1 as provider, value ->> 2 as filing, value -> 3 as typed
          from json_each(?))
        select submission, provider, filing, one.key, one.value from pack join json_each(pack.typed) one`,
      args: [JSON.stringify(plain)],
    },
    {
      sql: `update "values" set reason = given.value ->> 4 from json_each(?) given
        where submission_id = given.value ->> 0 and provider = given.value ->> 1
          and filing = given.value ->> 2 and "values".key = given.value ->> 3`,
      args: [JSON.stringify(explained)],
    },
  ]
}
