import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm"
import { nominations } from "../../schema/tables/nominations.ts"
import { notices, programmes } from "../../schema/tables/programmes.ts"
import { awardRows, readAwards } from "./awards.ts"
import type { Database } from "./database.ts"
import { noticeRows } from "./notice-rows.ts"
import { evidenceRows, objectionRows } from "./objections.ts"
import { programmeRow, programmesOf, readProgramme } from "./programmes.ts"
import type { Scope } from "./scope.ts"
import { basisRow, listRows, readLists } from "./shortlists.ts"
import { stored } from "./stored.ts"
import type { Unit } from "./unit.ts"

/** The candidates that a list was ever made of, with their frozen figures. */
function listedRows(db: Database, condition: SQL | undefined) {
  return db
    .select({ id: nominations.id, estateId: nominations.estateId, figures: nominations.figures })
    .from(nominations)
    .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
    .where(
      and(
        condition,
        inArray(
          nominations.id,
          sql`(select e.value ->> '$.nominationId' from shortlists s,
            json_each(s.document, '$.categories') c, json_each(c.value, '$.entries') e
            where s.programme_id = ${programmes.id})`,
        ),
      ),
    )
}

/** A programme from its list on: everything that notice, objections and awards follow from. */
export type Course = NonNullable<Awaited<ReturnType<ReturnType<typeof noticeReads>["course"]>>>

/** Notices of programmes within the actor's scope. */
export function noticeReads(db: Database, scope: Scope) {
  const seen = programmesOf(scope.actor)
  return {
    /** A programme with its lists, notices, objections and awards; one round trip. Null when it is not there. */
    async course(slug: string) {
      const mine = and(seen, eq(programmes.slug, slug))
      const [rows, lists, found, objected, awarded, basis, listed, evidence] = await db.batch([
        programmeRow(db, mine),
        listRows(db, mine),
        noticeRows(db, mine),
        objectionRows(db, mine),
        awardRows(db, mine),
        basisRow(db, mine),
        listedRows(db, mine),
        evidenceRows(db, mine),
      ])
      const programme = readProgramme(rows[0])
      if (!programme) return null
      return {
        programme,
        lists: readLists(lists),
        notices: found.map(({ notice }) => notice),
        objections: objected.map(({ objection }) => ({
          ...objection,
          files: evidence.filter(({ objectionId }) => objectionId === objection.id),
        })),
        awards: readAwards(awarded),
        published: basis[0] ?? null,
        candidates: listed.map(({ figures, ...candidate }) => ({
          ...candidate,
          figures: stored.frozenFigures(figures),
        })),
      }
    },
  }
}

/** Notices as they are written. */
export function noticeStore({ db, add, guard }: Unit) {
  return {
    /** The next notice; holds only while no other one has been opened meanwhile. */
    open(row: typeof notices.$inferInsert): void {
      guard(
        sql`(select coalesce(max(number), 0) from notices where programme_id = ${row.programmeId}) = ${row.number - 1}`,
      )
      add(db.insert(notices).values(row))
    },
    close(id: string, at: string): void {
      guard(sql`exists (select 1 from notices where id = ${id} and closed_at is null)`)
      add(
        db
          .update(notices)
          .set({ closedAt: at })
          .where(and(eq(notices.id, id), isNull(notices.closedAt))),
      )
    },
  }
}
