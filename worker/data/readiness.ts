import { and, desc, eq, min, sql } from "drizzle-orm"
import journal from "../../schema/migrations/meta/_journal.json" with { type: "json" }
import { exports } from "../../schema/tables/exports.ts"
import { mails } from "../../schema/tables/mails.ts"
import { publications, releases } from "../../schema/tables/releases.ts"
import { unavailableIn } from "../domain/unavailable.ts"
import type { Database } from "./database.ts"

/** How the tables of a database stand to this program. */
export type SchemaState = "current" | "behind" | "ahead"

/** What a database says of itself and of what waits in it; null where nothing does, or tables are too old to say. */
export interface DatabaseState {
  schema: SchemaState
  /** The manifest of the release that was published last. */
  newest: { period: string; hash: string } | null
  /** When the oldest letter was written that still waits. */
  letterSince: string | null
  /** When the release or export last moved that runs and has rested longest. */
  jobSince: string | null
}

const newestMigration = Math.max(...journal.entries.map(({ when }) => when))

function schemaOf(at: number): SchemaState {
  if (at === newestMigration) return "current"
  return at < newestMigration ? "behind" : "ahead"
}

function newestRows(db: Database) {
  return db
    .select({ period: publications.period, hash: releases.manifestHash })
    .from(publications)
    .innerJoin(releases, and(eq(releases.id, publications.releaseId), eq(releases.state, "final")))
    .orderBy(desc(publications.publishedAt), sql`length(${publications.period})`, desc(publications.period))
    .limit(1)
}

const appliedRow = (db: Database) =>
  db.select({ at: sql<number | null>`max(created_at)` }).from(sql`__drizzle_migrations`)

async function wholeState(db: Database): Promise<DatabaseState> {
  const [[applied], [newest], [letter], [release], [made]] = await db.batch([
    appliedRow(db),
    newestRows(db),
    db
      .select({ at: min(mails.createdAt) })
      .from(mails)
      .where(eq(mails.state, "queued")),
    db
      .select({ at: min(releases.heartbeatAt) })
      .from(releases)
      .where(eq(releases.state, "running")),
    db
      .select({ at: min(exports.movedAt) })
      .from(exports)
      .where(eq(exports.state, "running")),
  ])
  const moved = [release?.at, made?.at].filter((at) => typeof at === "string")
  return {
    schema: schemaOf(Number(applied?.at ?? 0)),
    newest: newest?.hash ? { period: newest.period, hash: newest.hash } : null,
    letterSince: letter?.at ?? null,
    jobSince: moved.sort()[0] ?? null,
  }
}

/**
 * What a database says of itself: its migrations compared with those known when the Worker was built, its newest release,
 * what waits longest. One round trip, a second one where the tables are too old for it; throws when the database cannot
 * be reached or holds no tables.
 */
export async function databaseState(db: Database): Promise<DatabaseState> {
  try {
    return await wholeState(db)
  } catch (error) {
    if (unavailableIn(error)) throw error
    const [applied] = await appliedRow(db)
    const schema = schemaOf(Number(applied?.at ?? 0))
    return { schema, newest: null, letterSince: null, jobSince: null }
  }
}
