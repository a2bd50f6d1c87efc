import { and, count, desc, eq, gt, lt, ne, type SQL } from "drizzle-orm"
import { sessions } from "../../schema/tables/identity.ts"
import { errorRecord } from "../domain/error-record.ts"
import { prolonged } from "../domain/identity/session.ts"
import type { Database } from "./database.ts"
import type { Unit } from "./unit.ts"

const PAGE = 20

export type Session = typeof sessions.$inferSelect

/** Signed-in browsers. */
export function sessionReads(db: Database) {
  return {
    /** A person's sessions that have not ended, the own one first, then the newest; one round trip. */
    async of(userId: string, now: Date, page: number, ownId: string | null) {
      const open = and(eq(sessions.userId, userId), gt(sessions.expiresAt, now.toISOString()))
      const [rows, [all]] = await db.batch([
        db
          .select()
          .from(sessions)
          .where(open)
          .orderBy(desc(eq(sessions.id, ownId ?? "")), desc(sessions.createdAt), desc(sessions.id))
          .limit(PAGE)
          .offset((page - 1) * PAGE),
        db.select({ count: count() }).from(sessions).where(open),
      ])
      const total = all?.count ?? 0
      return { rows, total, page, pages: Math.max(1, Math.ceil(total / PAGE)) }
    },
    /** The session of a person; null for one of somebody else. */
    async find(id: string, userId: string): Promise<Session | null> {
      const [row] = await db
        .select()
        .from(sessions)
        .where(and(eq(sessions.id, id), eq(sessions.userId, userId)))
      return row ?? null
    },
  }
}

/** How sessions are used: by which clock, and what happens to one that was. */
export interface SessionUse {
  now(): Date
  note(session: Session, due: boolean): void
}

/** Moves the end of a session that is used, beside the answer and once in minutes; one round trip then. */
export function sessionUse(
  open: () => Database,
  use: { now(): Date; idleMs: number; background(work: Promise<unknown>): void },
): SessionUse {
  const { now, idleMs, background } = use
  const prolong = async (id: string, end: string) => {
    try {
      const later = and(eq(sessions.id, id), lt(sessions.expiresAt, end))
      await open().update(sessions).set({ expiresAt: end }).where(later)
    } catch (error) {
      console.error(JSON.stringify({ level: "error", event: "session", ...errorRecord(error) }))
    }
  }
  return {
    now,
    note(session, due) {
      const end = prolonged(session, { now: now(), idleMs, due })
      if (end !== null) background(prolong(session.id, end))
    },
  }
}

/** Sessions as they are written. */
export function sessionStore({ db, add }: Unit) {
  const remove = (which: SQL | undefined) => add(db.delete(sessions).where(which))
  return {
    begin(row: typeof sessions.$inferInsert): void {
      add(db.insert(sessions).values(row))
    },
    /** Gives a session another token, so that one that was seen before is worth nothing. */
    renew(
      id: string,
      fields: Pick<Session, "tokenHash"> & Partial<Pick<Session, "secondFactorAt" | "expiresAt">>,
    ): void {
      add(db.update(sessions).set(fields).where(eq(sessions.id, id)))
    },
    end(id: string): void {
      remove(eq(sessions.id, id))
    },
    /** Ends all sessions of a person, but for one when it is named. */
    endAll(userId: string, exceptId?: string): void {
      remove(and(eq(sessions.userId, userId), exceptId === undefined ? undefined : ne(sessions.id, exceptId)))
    },
  }
}
