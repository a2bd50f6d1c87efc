import { and, asc, eq, gt, isNull, or, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { members } from "../../schema/tables/members.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import { factorResets } from "../../schema/tables/second-factor.ts"
import { users } from "../../schema/tables/users.ts"
import { headRoles } from "../domain/organisation/heads.ts"
import { streets, withinAuthority } from "./authorities-below.ts"
import type { Database } from "./database.ts"
import { factorSince } from "./factor-since.ts"
import type { Scope } from "./scope.ts"
import type { Unit } from "./unit.ts"

type Row = typeof factorResets.$inferSelect

const askers = alias(members, "askers")
const askingUsers = alias(users, "asking_users")
const askingOrganisations = alias(organisations, "asking_organisations")
/** More wait for nobody; what is beyond is seen when the first are done. */
const MOST = 200

function rows(db: Database, which: SQL | undefined) {
  return db
    .select({
      reset: factorResets,
      owner: { name: users.name, email: users.email },
      organisation: { id: organisations.id, kind: organisations.kind, name: organisations.name },
      place: places,
      street: streets,
      asker: { userId: askers.userId, name: askingUsers.name, organisation: askingOrganisations.name },
    })
    .from(factorResets)
    .innerJoin(users, eq(users.id, factorResets.userId))
    .innerJoin(organisations, eq(organisations.id, factorResets.organisationId))
    .innerJoin(askers, eq(askers.id, factorResets.askedBy))
    .innerJoin(askingUsers, eq(askingUsers.id, askers.userId))
    .innerJoin(askingOrganisations, eq(askingOrganisations.id, askers.organisationId))
    .leftJoin(places, eq(places.code, organisations.placeCode))
    .leftJoin(streets, eq(streets.code, places.parentCode))
    .where(which)
    .orderBy(asc(factorResets.askedAt), asc(factorResets.id))
    .limit(MOST)
}

const openAt = (now: Date) =>
  and(eq(factorResets.state, "open"), gt(factorResets.expiresAt, now.toISOString()))

/** Requests to reset somebody's second factor; who may see which one, the rules say. */
export function factorResetReads(db: Database, { actor }: Pick<Scope, "actor">) {
  return {
    /** What waits within the actor's scope; one round trip. */
    async waiting(now: Date) {
      return rows(db, and(openAt(now), withinAuthority(actor, factorResets.organisationId)))
    },
    /** One of them, or null; one round trip. */
    async one(id: string, now: Date) {
      const [row] = await rows(
        db,
        and(eq(factorResets.id, id), openAt(now), withinAuthority(actor, factorResets.organisationId)),
      )
      return row ?? null
    },
    /** The id of a person's own that waits, or null; one round trip. */
    async ofUser(userId: string, now: Date): Promise<string | null> {
      const own = and(eq(factorResets.userId, userId), openAt(now))
      const [row] = await db.select({ id: factorResets.id }).from(factorResets).where(own)
      return row?.id ?? null
    },
    /**
     * A standing member of an organisation, by its id or its e-mail, as far as asking has to know it: whether it has a
     * second factor, and whether a request waits. One round trip.
     */
    async member(
      organisationId: string,
      { id = "", email = "" }: { id?: string; email?: string },
      now: Date,
    ) {
      const [row] = await db
        .select({
          memberId: members.id,
          userId: users.id,
          name: users.name,
          email: users.email,
          organisation: { id: organisations.id, kind: organisations.kind, name: organisations.name },
          factorSince: factorSince(sql`users.id`),
          open: sql<string | null>`(select r.id from factor_resets r where r.user_id = ${users.id}
            and r.state = 'open' and r.expires_at > ${now.toISOString()})`,
        })
        .from(members)
        .innerJoin(users, eq(users.id, members.userId))
        .innerJoin(organisations, eq(organisations.id, members.organisationId))
        .where(
          and(
            eq(members.organisationId, organisationId),
            isNull(members.endedAt),
            or(eq(members.id, id), eq(users.email, email)),
          ),
        )
      return row ?? null
    },
  }
}

/** The same, as they are written. */
export function factorResetStore({ db, add, guard }: Unit) {
  const stands = (memberId: SQL) =>
    sql`exists (select 1 from members m where m.id = ${memberId} and m.ended_at is null)`
  return {
    /** A new one; stale when one waits already, or when the owner has left or has lost its factor meanwhile. */
    ask(row: Omit<Row, "state" | "closedAt" | "closedBy">): void {
      guard(stands(sql`${row.memberId}`))
      add(
        db.run(sql`update factor_resets set state = 'expired', closed_at = expires_at
          where user_id = ${row.userId} and state = 'open' and expires_at <= ${row.askedAt}`),
      )
      add(db.insert(factorResets).values({ ...row, state: "open" }))
    },
    /**
     * Confirms one; stale when it does not wait any more, when whoever asked runs the organisation no more, or when the
     * owner has left it.
     */
    confirm({ id, memberId, askedBy }: Pick<Row, "id" | "memberId" | "askedBy">, by: string, at: Date): void {
      const heads = sql.join(
        headRoles.map((role) => sql`${role}`),
        sql`, `,
      )
      guard(sql`exists (select 1 from factor_resets where id = ${id} and state = 'open'
        and expires_at > ${at.toISOString()})`)
      guard(
        sql`exists (select 1 from members m where m.id = ${askedBy} and m.ended_at is null and m.role in (${heads}))`,
      )
      guard(stands(sql`${memberId}`))
      const change = { state: "confirmed" as const, closedAt: at.toISOString(), closedBy: by }
      add(db.update(factorResets).set(change).where(eq(factorResets.id, id)))
    },
    /** Stops one; stale when it does not wait any more. */
    stop(id: string, by: string | null, at: Date): void {
      guard(sql`exists (select 1 from factor_resets where id = ${id} and state = 'open')`)
      const change = { state: "stopped" as const, closedAt: at.toISOString(), closedBy: by }
      add(db.update(factorResets).set(change).where(eq(factorResets.id, id)))
    },
    /** The same as a part of something that must not fail for it. */
    stopIfOpen(id: string, at: Date): void {
      const open = and(eq(factorResets.id, id), eq(factorResets.state, "open"))
      add(db.update(factorResets).set({ state: "stopped", closedAt: at.toISOString() }).where(open))
    },
  }
}
