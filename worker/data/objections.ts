import { and, asc, eq, isNull, ne, type SQL, sql } from "drizzle-orm"
import { attachments, objections } from "../../schema/tables/nominations.ts"
import { notices, programmes } from "../../schema/tables/programmes.ts"
import type { CountedTry, Try } from "../domain/identity/attempts.ts"
import { objections as kind } from "../domain/selection/objections.ts"
import { blockingStates } from "../domain/ticket/states.ts"
import type { Database } from "./database.ts"
import { countTry } from "./identity.ts"
import { noticeRows } from "./notice-rows.ts"
import { programmeRow, readProgramme } from "./programmes.ts"
import type { Scope } from "./scope.ts"
import { listRows, readLists } from "./shortlists.ts"
import type { Unit } from "./unit.ts"

const blocking = sql.join(
  blockingStates(kind).map((state) => sql`${state}`),
  sql`, `,
)

/** The objections of programmes, by number. */
export function objectionRows(db: Database, condition: SQL | undefined) {
  return db
    .select({ objection: objections })
    .from(objections)
    .innerJoin(programmes, eq(programmes.id, objections.programmeId))
    .where(condition)
    .orderBy(asc(objections.number))
}

/** Their files, in the order in which they were added. */
export function evidenceRows(db: Database, condition: SQL | undefined) {
  return db
    .select({
      id: attachments.id,
      objectionId: attachments.objectionId,
      name: attachments.name,
      type: attachments.type,
      bytes: attachments.bytes,
    })
    .from(attachments)
    .innerJoin(objections, eq(objections.id, attachments.objectionId))
    .innerJoin(programmes, eq(programmes.id, objections.programmeId))
    .where(and(condition, isNull(attachments.removedAt)))
    .orderBy(asc(attachments.addedAt), asc(attachments.id))
}

/** Objections, for whoever has one to make. */
export function objectionReads(db: Database, _scope: Scope) {
  return {
    /** Counts a try and reads what an objection is made against, in one round trip. Null when there is no such programme. */
    async toFile(slug: string, tries: readonly Try[], now: Date) {
      const open = and(eq(programmes.slug, slug), ne(programmes.phase, "draft"))
      const counting = tries.map((one) => countTry(db, one, now))
      const [rows, lists, found, ...counts] = await db.batch([
        programmeRow(db, open),
        listRows(db, open),
        noticeRows(db, open),
        ...counting,
      ])
      const counted = tries.flatMap((one, at): CountedTry[] => {
        const row = counts[at]?.[0]
        return row ? [{ ...one, count: row.count, startedAt: row.startedAt }] : []
      })
      const programme = readProgramme(rows[0])
      return {
        counted,
        found: programme && {
          programme,
          lists: readLists(lists),
          notices: found.map(({ notice }) => notice),
        },
      }
    },

    /** What a receipt shows, by its hash; one round trip. */
    async byReceipt(receiptHash: string) {
      const [row] = await db
        .select({
          programmeId: objections.programmeId,
          number: objections.number,
          nominationId: objections.nominationId,
          named: objections.named,
          state: objections.state,
          receivedAt: objections.receivedAt,
          replyDueDay: objections.replyDueDay,
          reply: objections.reply,
          decidedAt: objections.decidedAt,
          slug: programmes.slug,
          title: programmes.title,
        })
        .from(objections)
        .innerJoin(programmes, eq(programmes.id, objections.programmeId))
        .where(eq(objections.receiptHash, receiptHash))
      return row ?? null
    },
  }
}

/** Objections as they are written. */
export function objectionStore({ db, add, guard }: Unit) {
  return {
    /** Takes the next number of its programme, so that a hundred at once get a hundred; holds while the notice is open. */
    file(row: Omit<typeof objections.$inferInsert, "number">): void {
      guard(sql`exists (select 1 from ${notices} where id = ${row.noticeId} and closed_at is null)`)
      const number = sql<number>`(select coalesce(max(number), 0) + 1 from objections
        where programme_id = ${row.programmeId})`
      add(db.insert(objections).values({ ...row, number }))
    },
    addEvidence(rows: readonly (typeof attachments.$inferInsert)[]): void {
      if (rows.length > 0) add(db.insert(attachments).values([...rows]))
    },
    /** Changes an objection as it was seen. */
    change(
      { id, revision }: { id: string; revision: number },
      set: Partial<typeof objections.$inferInsert>,
    ): void {
      guard(sql`(select revision from objections where id = ${id}) = ${revision}`)
      add(
        db
          .update(objections)
          .set({ ...set, revision: revision + 1 })
          .where(eq(objections.id, id)),
      )
    },
    /** Holds only while nothing is open against any of these candidates. */
    expectNoneOpen(nominationIds: readonly string[]): void {
      guard(
        sql`not exists (select 1 from objections where state in (${blocking})
          and nomination_id in (select value from json_each(${JSON.stringify(nominationIds)})))`,
      )
    },
  }
}
