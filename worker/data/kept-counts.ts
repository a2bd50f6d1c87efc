import { type SQL, sql } from "drizzle-orm"
import type { Database } from "./database.ts"

/** How many counts an isolate keeps; each is a few rows. */
const KEPT = 200

interface Kept {
  version: number
  rows: unknown[][]
}

const kept = new Map<string, Kept>()

function keep(key: string, counted: Kept): void {
  kept.delete(key)
  kept.set(key, counted)
  const [oldest] = kept.keys()
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
}

/** A select whose columns have names of their own. */
interface Counting {
  getSQL(): SQL
  toSQL(): { sql: string; params: unknown[] }
}

/**
 * Counts over many rows, which would cost every page of a large city again: the database counts only when something was
 * written since this isolate was told last. Every write leaves an audit event, so the last event's number says whether.
 * `query` selects the columns that are named; `read` takes what `statement` answered in a batch.
 */
export function keptCounts(db: Database, query: Counting, columns: readonly string[]) {
  const { sql: text, params } = query.toSQL()
  const key = JSON.stringify([db.source, text, params])
  const known = kept.get(key)
  const named = sql.join(
    columns.map((name) => sql.identifier(name)),
    sql`, `,
  )
  const statement = db
    .select({
      version: sql<number>`version`,
      counts: sql<string | null>`case when version is ${known?.version ?? -1} then null
        else (select json_group_array(json_array(${named})) from (${query})) end`,
    })
    .from(sql`(select coalesce(max(seq), 0) as version from audit_events)`)
  const read = ([row]: { version: number; counts: string | null }[]): unknown[][] => {
    if (row?.counts == null) return known?.rows ?? []
    const rows: unknown[][] = JSON.parse(row.counts)
    keep(key, { version: row.version, rows })
    return rows
  }
  return { statement, read }
}
