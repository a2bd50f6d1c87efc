import { type SQL, sql } from "drizzle-orm"
import type { Database } from "./database.ts"
import { stored } from "./stored.ts"

/** How many counts and pages an isolate keeps; each is a few rows, or the ids of a page. */
const KEPT = 200

interface Kept {
  version: number
  rows: unknown[][]
}

const kept = new Map<string, Kept>()

function remember(key: string, counted: Kept): void {
  kept.delete(key)
  kept.set(key, counted)
  const [oldest] = kept.keys()
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
}

/** The number of the last audit event: every write leaves one. */
const lastEvent = sql`(select coalesce(max(seq), 0) from audit_events)`

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
    .from(sql`(select ${lastEvent} as version)`)
  const read = ([row]: { version: number; counts: string | null }[]): unknown[][] => {
    if (row?.counts == null) return known?.rows ?? []
    const rows = stored.counts(row.counts)
    remember(key, { version: row.version, rows })
    return rows
  }
  return { statement, read }
}

/**
 * The ids of one page of a list in whose order many rows stand: as with counts, the database looks for them only when
 * something was written since this isolate was told last. `query` selects them as `id`, a page at most; `among` is the
 * list to compare with in the statement that reads the page's rows, which must be ordered again; `version` goes into the
 * same batch, and `keep` takes what it answered and the rows.
 */
export function keptPage(db: Database, query: Counting) {
  const { sql: text, params } = query.toSQL()
  const key = JSON.stringify([db.source, "page", text, params])
  const known = kept.get(key)
  const among = sql`(select value from json_each(case
    when ${lastEvent} is ${known?.version ?? -1} then ${JSON.stringify(known?.rows[0] ?? [])}
    else (select json_group_array(id) from (${query})) end))`
  const version = db.select({ version: sql<number>`version` }).from(sql`(select ${lastEvent} as version)`)
  const keep = ([row]: { version: number }[], rows: { id: string }[]) => {
    if (!row || row.version === known?.version) return
    remember(key, { version: row.version, rows: [rows.map(({ id }) => id)] })
  }
  return { among, version, keep }
}
