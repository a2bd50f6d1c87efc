import { and, asc, eq, type SQL, sql } from "drizzle-orm"
import { programmeArchives, programmes } from "../../schema/tables/programmes.ts"
import type { Database } from "./database.ts"
import type { Unit } from "./unit.ts"

/** The public archives of some programmes, the oldest first. */
export function archiveRows(db: Database, condition: SQL | undefined) {
  const { programmeId, number, hash, at, publicRevision } = programmeArchives
  return db
    .select({ programmeId, number, hash, at, publicRevision })
    .from(programmeArchives)
    .innerJoin(programmes, eq(programmes.id, programmeId))
    .where(condition)
    .orderBy(asc(programmeId), asc(number))
}

/** Which programmes wait for an archive. */
export function dueArchiveReads(db: Database) {
  return {
    /**
     * Addresses of programmes that were decided, or whose public archive shows an earlier state; one round trip. One that
     * was archived before archives were public keeps the archive of then.
     */
    async due(limit: number): Promise<string[]> {
      const newest = sql`(select max(public_revision) from programme_archives where programme_id = ${programmes.id})`
      const rows = await db
        .select({ slug: programmes.slug })
        .from(programmes)
        .where(
          and(
            sql`${programmes.phase} in ('decided', 'archived')`,
            sql`exists (select 1 from shortlists where programme_id = ${programmes.id})`,
            sql`(${newest} < ${programmes.publicRevision}
              or (${newest} is null and ${programmes.archiveHash} is null))`,
          ),
        )
        .orderBy(asc(programmes.id))
        .limit(limit)
      return rows.map(({ slug }) => slug)
    },
  }
}

/** Public archives as they are written: none is ever changed. */
export function programmeArchiveStore({ db, add, guard }: Unit) {
  return {
    /**
     * Publishes the archive of a state: the batch holds only while the programme shows that state in public, and no other
     * archive has been published meanwhile. Publishing is shown in public itself, and makes no further archive due.
     */
    publish(row: Omit<typeof programmeArchives.$inferInsert, "publicRevision">, seen: number): void {
      const { programmeId, number } = row
      guard(sql`(select public_revision from programmes where id = ${programmeId}) = ${seen}`)
      guard(
        sql`(select coalesce(max(number), 0) from programme_archives where programme_id = ${programmeId}) = ${number - 1}`,
      )
      add(db.insert(programmeArchives).values({ ...row, publicRevision: seen + 1 }))
      add(
        db
          .update(programmes)
          .set({ publicRevision: seen + 1 })
          .where(eq(programmes.id, programmeId)),
      )
    },
  }
}
