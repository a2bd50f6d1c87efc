import { and, asc, count, eq, gte, inArray, isNull, or, type SQL, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { invitations } from "../../schema/tables/invitations.ts"
import { memberEstates, members } from "../../schema/tables/members.ts"
import { places } from "../../schema/tables/places.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import { users } from "../../schema/tables/users.ts"
import type { Database } from "./database.ts"
import { keptCounts, keptPage } from "./kept-counts.ts"
import { stored } from "./stored.ts"
import type { Unit } from "./unit.ts"

const PAGE_SIZE = 30

/** Estates that a company holds on a day or will hold. */
function held(db: Database, organisationId: string, today: string) {
  return db
    .select({ id: tenures.estateId })
    .from(tenures)
    .where(
      and(eq(tenures.organisationId, organisationId), or(isNull(tenures.toDate), gte(tenures.toDate, today))),
    )
}

/** Where a word stands in what is searched of an estate; small and capital letters are the same. */
function matching(q: string): SQL | undefined {
  if (q === "") return undefined
  const place = sql`(select name from places where code = ${estates.placeCode})`
  return sql`instr(lower(${estates.name} || ' ' || ${estates.searchText} || ' ' || ${place}), lower(${q})) > 0`
}

export interface HeldFilter {
  q: string
  /** From 1. */
  page: number
  today: string
  /** Programs name the estates that they mean; people look for them page by page. */
  slugs?: readonly string[]
}

function meant(db: Database, organisationId: string, { q, today, slugs }: HeldFilter): SQL | undefined {
  const asked = slugs ? inArray(estates.slug, [...slugs]) : matching(q)
  return and(inArray(estates.id, held(db, organisationId, today)), asked)
}

/** One page of the estates that a company holds; the rows of the page alone are joined to their places. */
function heldPage(db: Database, organisationId: string, filter: HeldFilter) {
  const { page, slugs } = filter
  const onPage = db
    .select({ id: estates.id })
    .from(estates)
    .where(meant(db, organisationId, filter))
    .orderBy(asc(estates.name), asc(estates.id))
    .limit(slugs ? slugs.length : PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
  const shown = keptPage(db, onPage)
  const rows = db
    .select({ id: estates.id, name: estates.name, placeName: places.name })
    .from(estates)
    .innerJoin(places, eq(places.code, estates.placeCode))
    .where(inArray(estates.id, shown.among))
    .orderBy(asc(estates.name), asc(estates.id))
  return { rows, shown }
}

/** How many there are on all pages. */
function heldCount(db: Database, organisationId: string, filter: HeldFilter) {
  const all = db
    .select({ n: count().as("n") })
    .from(estates)
    .where(meant(db, organisationId, filter))
  return keptCounts(db, all, ["n"])
}

type HeldRow = Awaited<ReturnType<typeof heldPage>["rows"]>[number]

function toPage(rows: HeldRow[], [all]: unknown[][], page: number) {
  const total = Number(all?.[0] ?? 0)
  return { rows, total, page, pages: Math.max(1, Math.ceil(total / PAGE_SIZE)) }
}

/** Which estates a limited member works on, or an invited one will. */
export function memberEstateReads(db: Database) {
  return {
    /** A standing member, the estates given to it, and one page of those that could be; one round trip. */
    async choice(organisationId: string, memberId: string, filter: HeldFilter) {
      const mine = and(
        eq(members.id, memberId),
        eq(members.organisationId, organisationId),
        isNull(members.endedAt),
      )
      const theirs = inArray(memberEstates.estateId, held(db, organisationId, filter.today))
      const counted = heldCount(db, organisationId, filter)
      const asked = heldPage(db, organisationId, filter)
      const [[member], given, version, rows, all] = await db.batch([
        db
          .select({
            id: members.id,
            role: members.role,
            limited: members.limited,
            revision: members.revision,
            name: sql<string>`(select name from users where users.id = ${members.userId})`,
          })
          .from(members)
          .where(mine),
        db
          .select({ id: memberEstates.estateId })
          .from(memberEstates)
          .where(and(eq(memberEstates.memberId, memberId), theirs)),
        asked.shown.version,
        asked.rows,
        counted.statement,
      ])
      if (!filter.slugs) asked.shown.keep(version, rows)
      return member
        ? { member, given: given.map(({ id }) => id), ...toPage(rows, counted.read(all), filter.page) }
        : null
    },

    /** Everybody of a company, the estates that it holds, and who works on which; one round trip. */
    async hands(organisationId: string, today: string) {
      const [clerks, estateRows, given] = await db.batch([
        db
          .select({
            ...{ id: members.id, role: members.role, limited: members.limited, revision: members.revision },
            ...{ name: users.name, email: users.email, signInName: users.signInName, mobile: users.mobile },
          })
          .from(members)
          .innerJoin(users, eq(users.id, members.userId))
          .where(and(eq(members.organisationId, organisationId), isNull(members.endedAt)))
          .orderBy(asc(users.name), asc(members.id)),
        db
          .select({ id: estates.id, slug: estates.slug, name: estates.name })
          .from(estates)
          .where(inArray(estates.id, held(db, organisationId, today)))
          .orderBy(asc(estates.name), asc(estates.id)),
        db
          .select({ memberId: memberEstates.memberId, estateId: memberEstates.estateId })
          .from(memberEstates)
          .innerJoin(members, eq(members.id, memberEstates.memberId))
          .where(and(eq(members.organisationId, organisationId), isNull(members.endedAt))),
      ])
      return {
        clerks,
        estates: estateRows,
        given: new Set(given.map(({ memberId, estateId }) => `${memberId}/${estateId}`)),
      }
    },

    /** An invitation of the company and one page of the estates that it could be limited to; one round trip. */
    async invitationChoice(organisationId: string, id: string, filter: HeldFilter) {
      const counted = heldCount(db, organisationId, filter)
      const asked = heldPage(db, organisationId, filter)
      const [[invitation], version, rows, all] = await db.batch([
        db
          .select()
          .from(invitations)
          .where(and(eq(invitations.id, id), eq(invitations.organisationId, organisationId))),
        asked.shown.version,
        asked.rows,
        counted.statement,
      ])
      if (!filter.slugs) asked.shown.keep(version, rows)
      if (!invitation) return null
      const estateIds = stored.invitedEstates(invitation.estateIds)
      return { invitation: { ...invitation, estateIds }, ...toPage(rows, counted.read(all), filter.page) }
    },
  }
}

/** What may be written of a member's estates. */
export function memberEstateStore({ db, add, guard }: Unit) {
  return {
    /** The batch holds only while the company holds all of these. */
    expectHeld(organisationId: string, estateIds: string[], today: string): void {
      const mine = and(inArray(estates.id, estateIds), inArray(estates.id, held(db, organisationId, today)))
      guard(sql`(select count(*) from ${estates} where ${mine}) = ${estateIds.length}`)
    },

    give(memberId: string, estateIds: string[]): void {
      if (estateIds.length === 0) return
      const rows = estateIds.map((estateId) => ({ memberId, estateId }))
      add(db.insert(memberEstates).values(rows).onConflictDoNothing())
    },

    take(memberId: string, estateIds: string[]): void {
      if (estateIds.length === 0) return
      const these = inArray(memberEstates.estateId, estateIds)
      add(db.delete(memberEstates).where(and(eq(memberEstates.memberId, memberId), these)))
    },
  }
}
