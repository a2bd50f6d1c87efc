import { eq, sql } from "drizzle-orm"
import { credentials, sessions } from "../../schema/tables/identity.ts"
import { memberEstates, members } from "../../schema/tables/members.ts"
import { users } from "../../schema/tables/users.ts"
import type { Role } from "../domain/actor.ts"
import { endWithMember } from "./deputies.ts"
import { sessionsOfMember } from "./member-reads.ts"
import type { Unit } from "./unit.ts"

type MemberInsert = typeof members.$inferInsert

/** A membership as the person saw it. */
interface Seen {
  id: string
  revision: number
}

/** What may be written of people and their memberships. */
export function memberStore({ db, add, guard }: Unit) {
  const change = (id: string, set: Partial<typeof members.$inferInsert>) =>
    add(
      db
        .update(members)
        .set({ ...set, revision: sql`${members.revision} + 1` })
        .where(eq(members.id, id)),
    )
  return {
    /** The batch holds only while the membership stands as it was seen. */
    expect({ id, revision }: Seen): void {
      guard(
        sql`exists (select 1 from members where id = ${id} and revision = ${revision} and ended_at is null)`,
      )
    },

    /** The batch holds only while the organisation has a head besides this member. */
    expectHeadBesides(organisationId: string, head: Role, memberId: string): void {
      guard(sql`exists (select 1 from members where organisation_id = ${organisationId} and role = ${head}
        and ended_at is null and id <> ${memberId})`)
    },

    /** A new person who can sign in; with a first password `until` a moment. */
    addPerson(user: typeof users.$inferInsert, passwordHash: string, until?: Date): void {
      add(db.insert(users).values(user))
      const updatedAt = user.createdAt.toISOString()
      const firstUntil = until?.toISOString() ?? null
      add(db.insert(credentials).values({ userId: user.id, passwordHash, firstUntil, updatedAt }))
    },

    /** The batch holds only while the person has no e-mail and belongs to no other organisation. */
    expectOnlyHere(userId: string, organisationId: string): void {
      guard(sql`exists (select 1 from users where id = ${userId} and email like 'none-%@invalid')`)
      guard(sql`not exists (select 1 from members where user_id = ${userId}
        and organisation_id <> ${organisationId} and ended_at is null)`)
    },

    add(row: typeof members.$inferInsert): void {
      add(db.insert(members).values(row))
    },

    /** Lets a former member in again. */
    revive(
      { id, revision }: Seen,
      {
        role,
        limited,
        invitedBy,
        createdAt,
      }: Pick<MemberInsert, "role" | "limited" | "invitedBy" | "createdAt">,
    ): void {
      guard(
        sql`exists (select 1 from members where id = ${id} and revision = ${revision} and ended_at is not null)`,
      )
      add(db.delete(memberEstates).where(eq(memberEstates.memberId, id)))
      change(id, { role, limited, invitedBy, createdAt, endedAt: null })
    },

    /** Another role; limits go, since they belong to the role. */
    changeRole(id: string, role: Role): void {
      add(db.delete(memberEstates).where(eq(memberEstates.memberId, id)))
      change(id, { role, limited: false })
    },

    /** Whether a member works on some estates only; which ones: member-estates.ts. */
    limit(id: string, limited: boolean): void {
      change(id, { limited })
    },

    /** Ends a membership, the sessions in which it acted, and standing in of it or for it. */
    end(id: string, at: Date): void {
      add(db.delete(sessions).where(sessionsOfMember(id)))
      endWithMember({ db, add }, id, at)
      change(id, { endedAt: at.toISOString() })
    },

    /** Ends one session of a member; the batch holds only while it acts for this membership. */
    endSession(memberId: string, sessionId: string): void {
      guard(
        sql`exists (select 1 from sessions where ${eq(sessions.id, sessionId)} and ${sessionsOfMember(memberId)})`,
      )
      add(db.delete(sessions).where(eq(sessions.id, sessionId)))
    },

    /** From now on a session acts for this membership. */
    actAs(sessionId: string, memberId: string): void {
      add(db.update(sessions).set({ memberId }).where(eq(sessions.id, sessionId)))
    },
  }
}
