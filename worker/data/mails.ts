import { and, asc, eq, gt, lte, or, sql } from "drizzle-orm"
import { mails } from "../../schema/tables/mails.ts"
import type { Database } from "./database.ts"
import type { Unit } from "./unit.ts"

type WaitingMail = Pick<typeof mails.$inferSelect, "id" | "createdAt">

/** Letters of the outbox; what they say is sealed. */
export function mailReads(db: Database) {
  return {
    async find(id: string) {
      const [row] = await db.select().from(mails).where(eq(mails.id, id))
      return row ?? null
    },
    /**
     * Letters that should have been tried before an instant, or wait until after another, which no letter does; the oldest
     * first, those behind `last` of the page before.
     */
    async overdue(
      { before, after }: Record<"before" | "after", Date>,
      { most, last }: { most: number; last: WaitingMail | null },
    ): Promise<WaitingMail[]> {
      return db
        .select({ id: mails.id, createdAt: mails.createdAt })
        .from(mails)
        .where(
          and(
            eq(mails.state, "queued"),
            or(lte(dueSince, before.toISOString()), gt(dueSince, after.toISOString())),
            last ? sql`(${mails.createdAt}, ${mails.id}) > (${last.createdAt}, ${last.id})` : undefined,
          ),
        )
        .orderBy(asc(mails.createdAt), asc(mails.id))
        .limit(most)
    },
  }
}

const dueSince = sql`coalesce(${mails.dueAt}, ${mails.createdAt})`

/** The outbox, written in the batch of what a letter tells of. */
export function mailStore({ db, add, guard }: Unit) {
  return {
    /** Stores a sealed letter to be sent. */
    add(mail: { id: string; kind: string; sealed: string; at: Date }): void {
      const { id, kind, sealed, at } = mail
      add(db.insert(mails).values({ id, kind, sealed, state: "queued", createdAt: at.toISOString() }))
    },
    /** Takes a queued letter for its next try; stale when another runner was faster. */
    begin({ id, tries, until }: { id: string; tries: number; until: Date }): void {
      guard(
        sql`exists (select 1 from ${mails} where ${mails.id} = ${id} and ${mails.state} = 'queued'
          and ${mails.tries} = ${tries})`,
      )
      const next = { tries: tries + 1, dueAt: until.toISOString() }
      add(db.update(mails).set(next).where(eq(mails.id, id)))
    },
    /** Ends a letter; what it said is gone. */
    end({ id, state, at }: { id: string; state: "sent" | "failed"; at: Date }): void {
      const end = { state, sealed: null, dueAt: null, sentAt: state === "sent" ? at.toISOString() : null }
      add(db.update(mails).set(end).where(eq(mails.id, id)))
    },
    /** The same to a person; nothing when there is no such person, in one and the same statement. */
    addFor(userId: string, mail: { id: string; kind: string; sealed: string; at: Date }): void {
      const { id, kind, sealed, at } = mail
      add(
        db.run(sql`insert into mails (id, kind, sealed, state, created_at)
          select ${id}, ${kind}, ${sealed}, 'queued', ${at.toISOString()} from users where id = ${userId}`),
      )
    },
  }
}
