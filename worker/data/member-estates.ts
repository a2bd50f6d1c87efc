import { and, asc, eq, gte, inArray, isNull, or, type SQL, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { memberEstates, members } from "../../schema/tables/members.ts"
import { places } from "../../schema/tables/places.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import type { Database } from "./database.ts"
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
  return sql`instr(lower(${estates.name} || ' ' || ${estates.searchText} || ' ' || ${places.name}), lower(${q})) > 0`
}

/** Which estates a limited member works on. */
export function memberEstateReads(db: Database) {
  return {
    /** A standing member, the estates given to it, and one page of those that could be; one round trip. */
    async choice(
      organisationId: string,
      memberId: string,
      { q, page, today, slugs }: { q: string; page: number; today: string; slugs?: readonly string[] },
    ) {
      const mine = and(
        eq(members.id, memberId),
        eq(members.organisationId, organisationId),
        isNull(members.endedAt),
      )
      // Programs name the estates that they mean; people look for them page by page.
      const meant = slugs ? inArray(estates.slug, [...slugs]) : matching(q)
      const found = and(inArray(estates.id, held(db, organisationId, today)), meant)
      const [[member], given, rows] = await db.batch([
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
          .where(
            and(
              eq(memberEstates.memberId, memberId),
              inArray(memberEstates.estateId, held(db, organisationId, today)),
            ),
          ),
        db
          .select({
            id: estates.id,
            name: estates.name,
            placeName: places.name,
            total: sql<number>`count(*) over ()`,
          })
          .from(estates)
          .innerJoin(places, eq(places.code, estates.placeCode))
          .where(found)
          .orderBy(asc(estates.name), asc(estates.id))
          .limit(slugs ? slugs.length : PAGE_SIZE)
          .offset((page - 1) * PAGE_SIZE),
      ])
      if (!member) return null
      const total = rows[0]?.total ?? 0
      return {
        member,
        given: given.map(({ id }) => id),
        rows,
        total,
        page,
        pages: Math.max(1, Math.ceil(total / PAGE_SIZE)),
      }
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
