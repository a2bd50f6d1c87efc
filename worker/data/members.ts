import { and, asc, eq, gt, isNull } from "drizzle-orm"
import { sessions, users } from "../../schema/tables/identity.ts"
import { members } from "../../schema/tables/members.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import type { MemberActor } from "../domain/actor.ts"
import { levelOf } from "../domain/place.ts"
import type { Database } from "./database.ts"

/** Ends a session; a token that has none is in order. */
export async function endSession(db: Database, token: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.token, token))
}

/**
 * The member behind a session token, in one round trip: session, person, membership and organisation. Null when the
 * session has ended or the person belongs to no organisation any more.
 */
export async function findActor(db: Database, token: string, now: Date): Promise<MemberActor | null> {
  const [row] = await db
    .select({ user: users, member: members, organisation: organisations })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(members, and(eq(members.userId, users.id), isNull(members.endedAt)))
    .innerJoin(organisations, eq(organisations.id, members.organisationId))
    .where(and(eq(sessions.token, token), gt(sessions.expiresAt, now)))
    .orderBy(asc(members.createdAt), asc(members.id))
    .limit(1)
  if (!row) return null
  const { user, member, organisation } = row
  return {
    kind: "member",
    userId: user.id,
    memberId: member.id,
    name: user.name,
    role: member.role,
    organisation: {
      id: organisation.id,
      kind: organisation.kind,
      name: organisation.name,
      placeCode: organisation.placeCode,
    },
    level: organisation.placeCode ? levelOf(organisation.placeCode) : null,
  }
}
