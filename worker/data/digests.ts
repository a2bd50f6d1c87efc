import { and, asc, eq, inArray, lt, sql } from "drizzle-orm"
import { mails } from "../../schema/tables/mails.ts"
import { messages } from "../../schema/tables/messages.ts"
import { isLetterName } from "../domain/mail/letters.ts"
import type { Message } from "../domain/mail/message.ts"
import type { Database } from "./database.ts"
import { stillReached } from "./receivers.ts"
import { stored } from "./stored.ts"
import type { Unit } from "./unit.ts"

/** Letters that wait for a person's daily one. */
export interface WaitingDigest {
  userId: string
  /** Letters of it, the oldest first; `reached` is false for one whose person has left since. */
  letters: { id: string; reached: boolean; message: Message | null }[]
}

const MOST_PEOPLE = 100

/** What waits for daily letters. */
export function digestReads(db: Database) {
  return {
    /** Of a hundred people, what came before an instant (ISO); two round trips. */
    async waiting(until: string): Promise<WaitingDigest[]> {
      const held = and(eq(mails.state, "digest"), lt(mails.createdAt, until))
      const people = await db
        .selectDistinct({ userId: mails.userId })
        .from(mails)
        .where(held)
        .orderBy(asc(mails.userId))
        .limit(MOST_PEOPLE)
      const ids = people.flatMap(({ userId }) => (userId === null ? [] : [userId]))
      if (ids.length === 0) return []
      const rows = await db
        .select({
          id: mails.id,
          userId: mails.userId,
          reached: sql<number>`${stillReached}`,
          message: messages,
        })
        .from(mails)
        .leftJoin(messages, eq(messages.id, mails.id))
        .where(and(held, inArray(mails.userId, ids)))
        .orderBy(asc(mails.createdAt), asc(mails.id))
      return ids.map((userId) => ({
        userId,
        letters: rows.flatMap(({ id, userId: of, reached, message }) => {
          if (of !== userId) return []
          const { kind = "", fields = "{}", at = "", readAt = null } = message ?? {}
          const shown = isLetterName(kind)
            ? { id, kind, at, readAt, fields: stored.messageFields(fields) }
            : null
          return [{ id, reached: reached === 1, message: shown }]
        }),
      }))
    },
  }
}

/** Ends letters that went into a daily one, or to nobody. */
export function digestStore({ db, at, add, guard }: Unit) {
  return {
    end(ids: readonly string[], state: "sent" | "skipped"): void {
      const listed = sql`(select value from json_each(${JSON.stringify(ids)}))`
      guard(sql`(select count(*) from mails where state = 'digest' and id in ${listed}) = ${ids.length}`)
      const sentAt = state === "sent" ? at.toISOString() : null
      add(db.run(sql`update mails set state = ${state}, sent_at = ${sentAt} where id in ${listed}`))
    },
  }
}
