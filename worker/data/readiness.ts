import { sql } from "drizzle-orm"
import journal from "../../schema/migrations/meta/_journal.json" with { type: "json" }
import type { Database } from "./database.ts"

/** How the tables of a database stand to this program. */
export type SchemaState = "current" | "behind" | "ahead"

const newest = Math.max(...journal.entries.map(({ when }) => when))

/**
 * Compares the migrations applied to a database with those known when the Worker was built. One round trip; throws when
 * the database cannot be reached or holds no tables.
 */
export async function schemaState(db: Database): Promise<SchemaState> {
  const [row] = await db.all<{ at: number | null }>(
    sql`select max(created_at) as at from __drizzle_migrations`,
  )
  const at = Number(row?.at ?? 0)
  if (at === newest) return "current"
  return at < newest ? "behind" : "ahead"
}
