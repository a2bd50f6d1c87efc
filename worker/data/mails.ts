import { and, asc, eq, gt, isNull, lte, or, type SQL, sql } from "drizzle-orm"
import type { BatchItem } from "drizzle-orm/batch"
import { mails } from "../../schema/tables/mails.ts"
import { members } from "../../schema/tables/members.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { users } from "../../schema/tables/users.ts"
import { security } from "../domain/identity/letters.ts"
import { hasEmail } from "../domain/identity/no-email.ts"
import type { FieldsOf, LetterFields, LetterKind, SecurityNotice } from "../domain/mail/letter-kind.ts"
import type { LetterName } from "../domain/mail/letters.ts"
import { readSettings } from "../domain/mail/settings.ts"
import { dayOf } from "../domain/quarter.ts"
import type { Database } from "./database.ts"
import { type AnyTo, receivers, type To } from "./receivers.ts"
import type { Unit } from "./unit.ts"

type WaitingMail = Pick<typeof mails.$inferSelect, "id" | "createdAt">

/** Letters of the outbox; what they say is sealed. */
export function mailReads(db: Database) {
  return {
    /**
     * A letter and whom it goes to: `person` is null where the address stands in the letter, `reached` false for one
     * that has left, whose address is gone, or that is no member any more of the organisation that it is written as.
     */
    async find(id: string) {
      const [row] = await db
        .select({ mail: mails, user: users, member: members.id, organisation: organisations })
        .from(mails)
        .leftJoin(users, eq(users.id, mails.userId))
        .leftJoin(
          organisations,
          and(eq(organisations.id, mails.organisationId), isNull(organisations.deletedAt)),
        )
        .leftJoin(
          members,
          and(
            eq(members.userId, mails.userId),
            eq(members.organisationId, organisations.id),
            isNull(members.endedAt),
          ),
        )
        .where(eq(mails.id, id))
      if (!row) return null
      const { mail, user, member, organisation } = row
      if (mail.userId === null) return { ...mail, person: null }
      const known = user !== null && !/^deleted-.*@invalid$/.test(user.email)
      return {
        ...mail,
        person: {
          reached: known && (mail.organisationId === null || member !== null),
          email: user?.email ?? "",
          hasEmail: hasEmail(user?.email ?? ""),
          language: user?.language ?? null,
          own: readSettings(user?.letters ?? "{}"),
          organisation: readSettings(organisation?.letters ?? "{}"),
        },
      }
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

const newId = sql`lower(hex(randomblob(16)))`

/** Of what an act gives, what the letter says: nothing that it does not declare, nor what `but` names. */
function said(kind: LetterKind, fields: Partial<LetterFields>, but: readonly string[] = []) {
  const names = new Set<string>(kind.fields.filter((name) => !but.includes(name)))
  return Object.fromEntries(Object.entries(fields).filter(([name]) => names.has(name)))
}

/** The outbox, written in the batch of what a letter tells of. */
export function mailStore({ db, scope, at, key, add, guard, send }: Unit) {
  const time = at.toISOString()

  /** The statements of a letter once it is sealed; the last one answers the ids of its rows. */
  function statementsOf(kind: LetterKind, to: AnyTo, once: string, fields: Partial<LetterFields>) {
    const { name } = kind
    return (sealed: string): BatchItem<"sqlite">[] => {
      const put = (from: SQL) =>
        db.all(sql`insert into mails (id, kind, user_id, organisation_id, sealed, state, created_at)
          ${from} returning id`)
      if (kind.to === "address")
        return [put(sql`select ${newId}, ${name}, null, null, ${sealed}, 'queued', ${time}`)]
      if (kind.inbox === false)
        return [
          put(sql`select ${newId}, ${name}, user_id, organisation_id, ${sealed}, 'queued', ${time}
            from (${receivers(kind.to, to, dayOf(at.getTime()))})`),
        ]
      const message = sql`insert into messages (id, once, user_id, organisation_id, kind, fields, at)
        select ${newId}, ${once}, user_id, organisation_id, ${name}, ${JSON.stringify(said(kind, fields, kind.secret))}, ${time}
        from (${receivers(kind.to, to, dayOf(at.getTime()))})`
      return [
        db.run(message),
        put(sql`select id, kind, user_id, organisation_id, ${sealed}, 'queued', ${time}
          from messages where once = ${once}`),
      ]
    }
  }

  /** The language of the page that the letter was asked for on means nothing to anybody else. */
  function languageFor({ userId, address }: AnyTo) {
    const { actor, request } = scope
    const own = address !== undefined || actor.kind !== "member" || userId === actor.userId
    return (own && request.language) || "zh"
  }

  const store = {
    /**
     * Writes a letter to whomever its kind says, in their inbox and to be sent. `about` is what it is about, so that
     * nobody gets it twice; an act's letter is about the act.
     */
    send<K extends LetterKind & { name: LetterName }>(
      kind: K,
      to: To<K>,
      fields: FieldsOf<K>,
      about: string = key,
    ): void {
      const given: AnyTo = to
      send({
        content: {
          to: given.address ?? null,
          template: kind.name,
          language: languageFor(given),
          parameters: said(kind, fields),
        },
        statements: statementsOf(kind, given, `${kind.name}/${about}`, fields),
      })
    },
    /** Tells a person what was done about its account; at `address`, where that is not its own any more. */
    warn(userId: string, what: SecurityNotice, address?: string): void {
      store.send(security, { userId, ...(address !== undefined && { address }) }, { what, when: time })
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
    end({ id, state }: { id: string; state: "sent" | "failed" | "digest" | "skipped" }): void {
      const end = { state, sealed: null, dueAt: null, sentAt: state === "sent" ? time : null }
      add(db.update(mails).set(end).where(eq(mails.id, id)))
    },
  }
  return store
}
