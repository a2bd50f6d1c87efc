import { and, asc, eq, isNull, lt, type SQL, sql } from "drizzle-orm"
import { attachments, nominations, objections } from "../../schema/tables/nominations.ts"
import { programmes } from "../../schema/tables/programmes.ts"
import type { Actor } from "../domain/actor.ts"
import { MOST_ATTACHMENTS } from "../domain/selection/attachment.ts"
import type { Database } from "./database.ts"
import { programmeRow, readProgramme } from "./programmes.ts"
import type { Scope } from "./scope.ts"
import type { Unit } from "./unit.ts"

/** The query of a nomination's files with their copies, in the order in which they were added; for batches of other reads. */
export function attachmentsOf(db: Database, nominationId: string | SQL) {
  return db
    .select()
    .from(attachments)
    .where(and(eq(attachments.nominationId, sql`${nominationId}`), isNull(attachments.removedAt)))
    .orderBy(asc(attachments.addedAt), asc(attachments.id))
}

/** Nominations that the actor's own organisation made; of the estates it was given, where it was given some. */
export function nominated(actor: Actor): SQL {
  if (actor.kind !== "member") return sql`1 = 0`
  const own = eq(nominations.organisationId, actor.organisation.id)
  const given = sql`exists (select 1 from member_estates given where given.member_id = ${actor.memberId}
    and given.estate_id = ${nominations.estateId})`
  return (actor.limited ? and(own, given) : own) as SQL
}

/** Where a file stands among those of its nomination: its copies stand where it does. */
const position = sql<number>`(select count(*) from attachments earlier
  join attachments own on own.id = coalesce(${attachments.redacts}, ${attachments.id})
  where earlier.nomination_id = ${attachments.nominationId} and earlier.redacts is null
    and earlier.removed_at is null and (earlier.added_at, earlier.id) <= (own.added_at, own.id))`

/** Whether the actor judges the nomination now. */
function judging(actor: Actor): SQL<number> {
  if (actor.kind !== "member") return sql`0`
  return sql`exists (select 1 from assignments given join judges judge on judge.id = given.judge_id
    where given.nomination_id = ${attachments.nominationId} and given.ended_at is null
      and judge.state = 'accepted' and judge.member_id = ${actor.memberId})`
}

/** Files within the actor's scope. */
export function attachmentReads(db: Database, { actor }: Scope) {
  return {
    /** To the platform's own jobs: files that were removed before an instant (ISO), whatever they belonged to. */
    async removedBefore(before: string, limit: number): Promise<{ id: string; file: string }[]> {
      if (actor.kind !== "system") return []
      return db
        .select({ id: attachments.id, file: attachments.file })
        .from(attachments)
        .where(lt(attachments.removedAt, before))
        .orderBy(asc(attachments.removedAt), asc(attachments.id))
        .limit(limit)
    },

    /** A file with what decides who may see it; one round trip, whoever asks. */
    async find(id: string) {
      const programmeId = sql`coalesce(
        (select n.programme_id from attachments a join nominations n on n.id = a.nomination_id where a.id = ${id}),
        (select o.programme_id from attachments a join objections o on o.id = a.objection_id where a.id = ${id}))`
      const [found, programme] = await db.batch([
        db
          .select({
            file: attachments,
            position,
            nominated: sql<number>`coalesce(${nominated(actor)}, 0)`,
            judging: judging(actor),
            state: nominations.state,
            blindCode: nominations.blindCode,
          })
          .from(attachments)
          .leftJoin(nominations, eq(nominations.id, attachments.nominationId))
          .leftJoin(objections, eq(objections.id, attachments.objectionId))
          .where(and(eq(attachments.id, id), isNull(attachments.removedAt))),
        programmeRow(db, sql`${programmes.id} = ${programmeId}`),
      ])
      const owner = readProgramme(programme[0])
      if (!found[0] || !owner) return null
      const { nominated: own, judging: judges, ...rest } = found[0]
      return { ...rest, nominated: own === 1, judging: judges === 1, programme: owner }
    },
  }
}

/** Files as they are written. */
export function attachmentStore({ db, add, guard }: Unit) {
  const live = (id: string) =>
    guard(sql`exists (select 1 from attachments where id = ${id} and removed_at is null)`)
  return {
    /** One more file of a draft; refused when it has as many as it may, or is no draft any more. */
    attach(row: typeof attachments.$inferInsert & { nominationId: string }): void {
      guard(sql`(select state from nominations where id = ${row.nominationId}) = 'draft'`)
      guard(sql`(select count(*) from attachments where nomination_id = ${row.nominationId}
        and redacts is null and removed_at is null) < ${MOST_ATTACHMENTS}`)
      add(db.insert(attachments).values(row))
    },

    /** A copy for judges; what stood in its place before goes. */
    redact(row: typeof attachments.$inferInsert & { redacts: string }): void {
      live(row.redacts)
      add(
        db
          .update(attachments)
          .set({ removedAt: row.addedAt })
          .where(and(eq(attachments.redacts, row.redacts), isNull(attachments.removedAt))),
      )
      add(db.insert(attachments).values(row))
    },

    /** Takes a file and its copies away; refused when somebody else already did. */
    remove(id: string, at: Date): void {
      live(id)
      const both = sql`(${attachments.id} = ${id} or ${attachments.redacts} = ${id})`
      add(
        db
          .update(attachments)
          .set({ removedAt: at.toISOString() })
          .where(and(both, isNull(attachments.removedAt))),
      )
    },

    /** Files whose bytes are gone; refused when one of them is in use. */
    forget(ids: readonly string[]): void {
      const listed = sql`(select value from json_each(${JSON.stringify(ids)}))`
      guard(
        sql`(select count(*) from attachments where id in ${listed} and removed_at is not null) = ${ids.length}`,
      )
      add(db.delete(attachments).where(sql`${attachments.id} in ${listed}`))
    },

    /** The batch holds only while the nomination is a draft. */
    expectDraft(nominationId: string): void {
      guard(sql`(select state from nominations where id = ${nominationId}) = 'draft'`)
    },
  }
}
