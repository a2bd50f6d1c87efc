import { and, count, desc, eq, isNull, or, type SQL, sql } from "drizzle-orm"
import { messages } from "../../schema/tables/messages.ts"
import { isLetterName } from "../domain/mail/letters.ts"
import type { Message, MessagePlace } from "../domain/mail/message.ts"
import type { Database } from "./database.ts"
import type { Scope } from "./scope.ts"
import { stored } from "./stored.ts"
import type { Unit } from "./unit.ts"

type Row = typeof messages.$inferSelect

/** A message of a kind that is no more is not shown. */
function readMessage({ id, at, kind, fields, readAt }: Row): Message[] {
  return isLetterName(kind) ? [{ id, at, kind, fields: stored.messageFields(fields), readAt }] : []
}

/**
 * What a person may see: its own messages, as itself or as a member of the organisation that it acts for. A program reads
 * nobody's.
 */
function ownMessages({ actor }: Scope): SQL {
  if (actor.kind !== "member" || actor.key) return sql`1 = 0`
  const here = or(isNull(messages.organisationId), eq(messages.organisationId, actor.organisation.id))
  return and(eq(messages.userId, actor.userId), here) ?? sql`1 = 0`
}

const behind = ({ at, id }: MessagePlace) => sql`(${messages.at}, ${messages.id}) < (${at}, ${id})`
const upTo = ({ at, id }: MessagePlace) => sql`(${messages.at}, ${messages.id}) <= (${at}, ${id})`

/** The actor's own inbox. */
export function messageReads(db: Database, scope: Scope) {
  const own = ownMessages(scope)
  return {
    /** A page of messages, the newest first, those behind `after`; one more than `limit` when there are further ones. */
    async page({ after, limit }: { after: MessagePlace | null; limit: number }): Promise<Message[]> {
      const rows = await db
        .select()
        .from(messages)
        .where(and(own, after ? behind(after) : undefined))
        .orderBy(desc(messages.at), desc(messages.id))
        .limit(limit + 1)
      return rows.flatMap(readMessage)
    },
    /** One of them; null when there is no such. */
    async find(id: string) {
      const [row] = await db
        .select()
        .from(messages)
        .where(and(own, eq(messages.id, id)))
      const [message] = row ? readMessage(row) : []
      return message ?? null
    },
    /** One of them and how many up to it are unread, in one round trip; null when there is no such. */
    async upTo(id: string): Promise<(MessagePlace & { unread: number }) | null> {
      const place = sql`(select at, id from messages where id = ${id})`
      const [[row], [counted]] = await db.batch([
        db
          .select({ at: messages.at, id: messages.id })
          .from(messages)
          .where(and(own, eq(messages.id, id))),
        db
          .select({ n: count() })
          .from(messages)
          .where(and(own, isNull(messages.readAt), sql`(${messages.at}, ${messages.id}) <= ${place}`)),
      ])
      return row ? { ...row, unread: counted?.n ?? 0 } : null
    },
  }
}

/** What is written of them. */
export function messageStore({ db, scope, at, add, guard }: Unit) {
  const own = ownMessages(scope)
  const unread = (which: SQL) => and(own, isNull(messages.readAt), which)
  const set = { readAt: at.toISOString() }
  return {
    /** Marks one as read that is not. */
    read(id: string): void {
      const one = unread(eq(messages.id, id))
      guard(sql`exists (select 1 from ${messages} where ${one})`)
      add(db.update(messages).set(set).where(one))
    },
    /** Marks all up to a place as read: what came after the page was shown stays unread. */
    readAll(place: MessagePlace): void {
      add(
        db
          .update(messages)
          .set(set)
          .where(unread(upTo(place))),
      )
    },
  }
}
