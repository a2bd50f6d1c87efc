import { and, asc, eq, gte, isNull, ne, or, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { deputies } from "../../schema/tables/deputies.ts"
import { members } from "../../schema/tables/members.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import { users } from "../../schema/tables/users.ts"
import type { Leave } from "../domain/organisation/deputies.ts"
import { streets, withinAuthority } from "./authorities-below.ts"
import type { Database } from "./database.ts"
import type { Scope } from "./scope.ts"
import { elsewhere } from "./standing-in.ts"
import type { Unit } from "./unit.ts"

type Row = typeof deputies.$inferSelect

const absents = alias(members, "absents")
const absentUsers = alias(users, "absent_users")
const stands = alias(members, "stands")
const standUsers = alias(users, "stand_users")
const namers = alias(members, "namers")
const namerUsers = alias(users, "namer_users")
const namerOrganisations = alias(organisations, "namer_organisations")
/** More leaves at a time are seen once the first are over. */
const MOST = 200
/** Most authorities that a page offers. */
const MOST_OFFERED = 400

const notOver = (today: string) =>
  and(
    ne(deputies.state, "ended"),
    gte(deputies.toDay, today),
    isNull(absents.endedAt),
    isNull(stands.endedAt),
    eq(absents.role, deputies.role),
  )

/** Who stands in for whom; who may see which, beyond what lies below an authority, the rules say. */
export function deputyReads(db: Database, { actor }: Pick<Scope, "actor">) {
  const rows = (which: SQL | undefined) =>
    db
      .select({
        deputy: deputies,
        organisation: { id: organisations.id, kind: organisations.kind, name: organisations.name },
        place: places,
        street: streets,
        absent: { userId: absentUsers.id, name: absentUsers.name },
        stand: { userId: standUsers.id, name: standUsers.name },
        namer: { userId: namerUsers.id, name: namerUsers.name, organisation: namerOrganisations.name },
      })
      .from(deputies)
      .innerJoin(organisations, eq(organisations.id, deputies.organisationId))
      .innerJoin(absents, eq(absents.id, deputies.memberId))
      .innerJoin(absentUsers, eq(absentUsers.id, absents.userId))
      .innerJoin(stands, eq(stands.id, deputies.deputyId))
      .innerJoin(standUsers, eq(standUsers.id, stands.userId))
      .innerJoin(namers, eq(namers.id, deputies.namedBy))
      .innerJoin(namerUsers, eq(namerUsers.id, namers.userId))
      .innerJoin(namerOrganisations, eq(namerOrganisations.id, namers.organisationId))
      .leftJoin(places, eq(places.code, organisations.placeCode))
      .leftJoin(streets, eq(streets.code, places.parentCode))
      .where(and(which, withinAuthority(actor, deputies.organisationId)))
      .orderBy(asc(deputies.fromDay), asc(deputies.id))
      .limit(MOST)
  const authorities = (which: SQL | undefined) =>
    db
      .select({
        organisation: { id: organisations.id, kind: organisations.kind, name: organisations.name },
        place: places,
        street: streets,
      })
      .from(organisations)
      .innerJoin(places, eq(places.code, organisations.placeCode))
      .leftJoin(streets, eq(streets.code, places.parentCode))
      .where(
        and(
          eq(organisations.kind, "authority"),
          isNull(organisations.deletedAt),
          which,
          withinAuthority(actor, organisations.id),
        ),
      )
  return {
    /**
     * An authority with its members, whatever of it is not over, and all of this that waits or stands where the actor may
     * have to do with it; besides the authorities below. Null for the first where it is none of these. One round trip.
     */
    async of(organisationId: string, today: string) {
      const seats = db
        .select({
          memberId: members.id,
          userId: members.userId,
          name: users.name,
          role: members.role,
          elsewhere: sql<boolean>`exists (${elsewhere(sql`members`)})`.mapWith(Boolean),
        })
        .from(members)
        .innerJoin(users, eq(users.id, members.userId))
        .where(and(eq(members.organisationId, organisationId), isNull(members.endedAt)))
        .orderBy(asc(users.name), asc(members.id))
      const [found, all, below, people] = await db.batch([
        authorities(eq(organisations.id, organisationId)),
        rows(notOver(today)),
        authorities(ne(organisations.id, organisationId))
          .orderBy(sql`length(${organisations.placeCode})`, asc(organisations.placeCode))
          .limit(MOST_OFFERED),
        seats,
      ])
      return { found: found[0] ?? null, rows: all, below, people: found[0] ? people : [] }
    },
    /** One that is not over; null when it is, or lies elsewhere. One round trip. */
    async one(id: string, today: string) {
      const [row] = await rows(and(eq(deputies.id, id), notOver(today)))
      return row ?? null
    },
  }
}

/** The same, as they are written. */
export function deputyStore({ db, add, guard }: Unit) {
  const standing = ({ memberId, deputyId, role }: Pick<Row, "memberId" | "deputyId" | "role">) =>
    guard(sql`exists (select 1 from members m where m.id = ${memberId} and m.role = ${role} and m.ended_at is null)
      and exists (select 1 from members m where m.id = ${deputyId} and m.ended_at is null
        and not exists (${elsewhere(sql`m`)}))`)
  return {
    /** The batch holds only while both are members as they were seen, and neither is absent or stands in meanwhile. */
    expectFree(row: Leave & Pick<Row, "role">): void {
      const { memberId, deputyId, fromDay, toDay } = row
      standing(row)
      guard(sql`not exists (select 1 from deputies d where d.state <> 'ended' and d.from_day <= ${toDay}
        and d.to_day >= ${fromDay} and (d.member_id in (${memberId}, ${deputyId}) or d.deputy_id in (${memberId}, ${deputyId})))`)
    },
    name(row: Omit<Row, "confirmedBy" | "confirmedAt" | "endedBy" | "endedAt">): void {
      add(db.insert(deputies).values(row))
    },
    /** The second person agrees; stale when it waits no more, or when one of those who take part has left. */
    confirm(row: Pick<Row, "id" | "memberId" | "deputyId" | "role" | "namedBy">, by: string, at: Date): void {
      standing(row)
      guard(sql`exists (select 1 from deputies where id = ${row.id} and state = 'asked')
        and exists (select 1 from members m where m.id = ${row.namedBy} and m.ended_at is null)`)
      const change = { state: "standing" as const, confirmedBy: by, confirmedAt: at.toISOString() }
      add(db.update(deputies).set(change).where(eq(deputies.id, row.id)))
    },
    /** Ends one at once; stale when it has ended. */
    end(id: string, by: string, at: Date): void {
      guard(sql`exists (select 1 from deputies where id = ${id} and state <> 'ended')`)
      const change = { state: "ended" as const, endedBy: by, endedAt: at.toISOString() }
      add(db.update(deputies).set(change).where(eq(deputies.id, id)))
    },
  }
}

/** What ends with a membership: leaves of whoever goes, on either side. */
export function endWithMember({ db, add }: Pick<Unit, "db" | "add">, memberId: string, at: Date): void {
  const either = or(eq(deputies.memberId, memberId), eq(deputies.deputyId, memberId))
  const change = { state: "ended" as const, endedAt: at.toISOString() }
  add(
    db
      .update(deputies)
      .set(change)
      .where(and(either, ne(deputies.state, "ended"))),
  )
}
