import { and, asc, eq, isNotNull, isNull, lte, type SQL, sql } from "drizzle-orm"
import { organisations } from "../../schema/tables/organisations.ts"
import { headRoles } from "../domain/organisation/heads.ts"
import type { Database } from "./database.ts"

export type OrganisationRow = typeof organisations.$inferSelect

/** What an organisation that leaves leaves behind, in numbers. */
export interface Leaver {
  organisation: OrganisationRow
  /** Members, and of them those who belong to no other organisation. */
  people: number
  gone: number
  /** Estates that it manages on the day asked for. */
  estates: number
  /** Submissions and nominations never submitted, and submitted ones of quarters that are not released. */
  drafts: number
  waiting: number
  keys: number
  invitations: number
  /** How many run it. */
  heads: number
}

const id = sql`${organisations.id}`

/**
 * People of an organisation (members now or before) who belong to no other one that stands: they go with it. Until
 * their addresses are gone, every statement of the deletion means the same people.
 */
export function peopleOf(organisationId: SQL | string): SQL {
  return sql`select p.user_id from members p join users u on u.id = p.user_id
    where p.organisation_id = ${organisationId} and u.email not like 'deleted-%@invalid' and not exists (select 1 from members m join organisations o on o.id = m.organisation_id
    where m.user_id = p.user_id and o.id <> ${organisationId} and m.ended_at is null and o.deleted_at is null)`
}

/** Submissions of an organisation that were never submitted. */
export function draftsOf(organisationId: SQL | string): SQL {
  return sql`select s.id from submissions s where s.organisation_id = ${organisationId} and s.state = 'draft'
    and s.first_submitted_at is null`
}

const count = (from: SQL) => sql<number>`(select count(*) from ${from})`

function leaverRows(db: Database, which: SQL | undefined, day: string) {
  return db
    .select({
      organisation: organisations,
      people: count(sql`members m where m.organisation_id = ${id} and m.ended_at is null`),
      gone: count(sql`(${peopleOf(id)})`),
      heads: count(sql`members m where m.organisation_id = ${id} and m.ended_at is null
        and m.role in (select value from json_each(${JSON.stringify(headRoles)}))`),
      estates: count(sql`tenures t where t.organisation_id = ${id} and t.from_date <= ${day}
        and (t.to_date is null or t.to_date >= ${day})`),
      drafts: sql<number>`(select count(*) from (${draftsOf(id)})) + (select count(*) from nominations n
        where n.organisation_id = ${id} and n.state = 'draft')`,
      waiting: count(sql`submissions s where s.organisation_id = ${id} and s.first_submitted_at is not null
        and not exists (select 1 from releases r where r.period = s.quarter)`),
      keys: count(sql`api_keys k where k.organisation_id = ${id} and k.revoked_at is null`),
      invitations: count(sql`invitations i where i.organisation_id = ${id}`),
    })
    .from(organisations)
    .where(and(which, isNull(organisations.deletedAt)))
    .orderBy(asc(organisations.id))
    .limit(2)
}

/** What is read of organisations that leave. */
export function leavingReads(db: Database) {
  return {
    /** An organisation that stands, with what it would leave behind; null when there is none. One round trip. */
    async leaver(organisationId: string, day: string): Promise<Leaver | null> {
      return (await leaverRows(db, eq(organisations.id, organisationId), day))[0] ?? null
    },

    /** Authorities of that name that stand, two at most. One round trip. */
    async authorities(name: string, day: string): Promise<Leaver[]> {
      return leaverRows(db, and(eq(organisations.kind, "authority"), eq(organisations.name, name)), day)
    },

    /** Organisations that have asked to be deleted, the first due first. */
    async pending(): Promise<OrganisationRow[]> {
      return db
        .select()
        .from(organisations)
        .where(and(isNotNull(organisations.deletionRequestedAt), isNull(organisations.deletedAt)))
        .orderBy(asc(organisations.deletionRequestedAt))
        .limit(100)
    },

    /** Those of them that asked at this instant (ISO) or before. */
    async due(requestedBefore: string): Promise<OrganisationRow[]> {
      return db
        .select()
        .from(organisations)
        .where(and(lte(organisations.deletionRequestedAt, requestedBefore), isNull(organisations.deletedAt)))
        .orderBy(asc(organisations.deletionRequestedAt))
        .limit(20)
    },
  }
}
