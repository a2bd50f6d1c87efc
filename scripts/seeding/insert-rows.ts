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
  const data = rows.map((row) => columns.map(([property]) => stored(Reflect.get(row, property))))
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
export function insertValues(packs: readonly ValuePack[]): InStatement {
  const data = packs.map(({ submissionId, provider, filing, values, reasons }) => [
    submissionId,
    provider,
    filing,
    values,
    reasons,
  ])
  return {
    sql: `insert into "values" (submission_id, provider, filing, key, value, reason)
      select pack.value ->> 0, pack.value ->> 1, pack.value ->> 2, typed.key, typed.value, reason.value
      from json_each(?) pack join json_each(pack.value -> 3) typed
        left join json_each(pack.value -> 4) reason on reason.key = typed.key`,
    args: [JSON.stringify(data)],
  }
}
