import { and, asc, eq, gt, isNull, type SQL, sql } from "drizzle-orm"
import { sessions } from "../../schema/tables/identity.ts"
import { members } from "../../schema/tables/members.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { users } from "../../schema/tables/users.ts"
import type { MemberActor, Person, Role } from "../domain/actor.ts"
import { deputisingRole } from "../domain/organisation/deputies.ts"
import { levelOf } from "../domain/place.ts"
import { dayOf } from "../domain/quarter.ts"
import type { Database } from "./database.ts"
import { factorSince } from "./factor-since.ts"
import type { SessionUse } from "./sessions.ts"
import { standsIn } from "./standing-in.ts"
import { stored } from "./stored.ts"

const memberships = sql<number>`(select count(*) from members own join organisations of on of.id = own.organisation_id
  where own.user_id = ${users.id} and own.ended_at is null and of.deleted_at is null)`

const passwordDue = sql<boolean>`exists (select 1 from credentials own where own.user_id = ${users.id}
  and own.first_until is not null)`.mapWith(Boolean)

const unread = sql<number>`(select count(*) from messages unread where unread.user_id = ${users.id}
  and unread.read_at is null and (unread.organisation_id is null or unread.organisation_id = ${organisations.id}))`

/** Rows of a person who acts for an organisation that stands. */
export function actingMember(db: Database, through: SQL | undefined, today: string) {
  return db
    .select({
      user: users,
      member: members,
      organisation: organisations,
      session: sessions,
      memberships,
      unread,
      passwordDue,
      factorSince: factorSince(sql`users.id`),
      standIn: standInOf(today),
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(members, and(eq(members.userId, users.id), isNull(members.endedAt)))
    .innerJoin(
      organisations,
      and(eq(organisations.id, members.organisationId), isNull(organisations.deletedAt)),
    )
    .where(through)
}

/** The role that somebody acts in who stands in for somebody else, and for whom. */
interface StandIn {
  role: Role
  for: NonNullable<MemberActor["deputyFor"]>
}

/** For whom a membership stands in on a day, as JSON, or null. */
const standInOf = (today: string) => sql<
  string | null
>`(select json_object('id', d.id, 'memberId', d.member_id,
    'userId', a.user_id, 'name', u.name, 'role', d.role, 'toDay', d.to_day)
  from deputies d join members a on a.id = d.member_id join users u on u.id = a.user_id
  where ${standsIn(today, sql`members`)} limit 1)`

function standInFrom(found: string | null, own: Role): StandIn | null {
  if (found === null) return null
  const { role, ...absent } = stored.standIn(found)
  return { role: deputisingRole(own, role), for: { ...absent, ownRole: own } }
}

/** Who acts, from the rows that say so; `sessionId` and `key` are what it came with. */
export function memberActor(
  rows: {
    user: { id: string; name: string }
    member: Pick<typeof members.$inferSelect, "id" | "role" | "limited">
    organisation: typeof organisations.$inferSelect
  },
  came: Pick<MemberActor, "sessionId" | "secondFactor" | "passwordDue" | "memberships" | "unread" | "key">,
  standIn: StandIn | null = null,
): MemberActor {
  const { user, member, organisation } = rows
  const { id, kind, name, placeCode, deletionRequestedAt } = organisation
  return {
    kind: "member",
    userId: user.id,
    memberId: member.id,
    name: user.name,
    role: standIn?.role ?? member.role,
    ...(standIn && { deputyFor: standIn.for }),
    organisation: {
      id,
      kind,
      name,
      placeCode,
      factorRoles: stored.factorRoles(organisation.factorRoles),
      deletionRequestedAt,
    },
    level: kind === "authority" && placeCode ? levelOf(placeCode) : null,
    limited: member.limited,
    ...came,
  }
}

/**
 * The member behind a session token (its hash), in one round trip: session, person, membership and organisation. The
 * membership is the one that the session names as long as it stands, otherwise the oldest. Null when the session has
 * ended or the person belongs to no organisation any more.
 */
export async function findActor(
  db: Database,
  tokenHash: string,
  use: SessionUse,
): Promise<MemberActor | null> {
  const [row] = await actingMember(
    db,
    and(eq(sessions.tokenHash, tokenHash), gt(sessions.expiresAt, use.now().toISOString())),
    dayOf(use.now().getTime()),
  )
    .orderBy(
      sql`case when ${members.id} = ${sessions.memberId} then 0 else 1 end`,
      asc(members.createdAt),
      asc(members.id),
    )
    .limit(1)
  if (!row) return null
  const secondFactor =
    row.factorSince === null ? "off" : row.session.secondFactorAt === null ? "due" : "passed"
  use.note(row.session, secondFactor === "due")
  const came = {
    sessionId: row.session.id,
    secondFactor,
    ...(row.passwordDue && { passwordDue: true as const }),
    memberships: row.memberships,
    unread: row.unread,
    key: null,
  } as const
  return memberActor(row, came, standInFrom(row.standIn, row.member.role))
}

/** The person behind a session token (its hash), even if it belongs to no organisation; one round trip. */
export async function findPerson(db: Database, tokenHash: string, use: SessionUse): Promise<Person | null> {
  const [row] = await db
    .select({
      user: users,
      session: sessions,
      factorSince: factorSince(sql`users.id`),
      memberships,
      passwordDue,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.tokenHash, tokenHash), gt(sessions.expiresAt, use.now().toISOString())))
  if (!row) return null
  const { id: userId, name, email } = row.user
  const secondFactorDue = row.factorSince !== null && row.session.secondFactorAt === null
  use.note(row.session, secondFactorDue)
  // Whoever has only what was printed for it takes nothing before that is changed.
  if (row.passwordDue) return null
  return { userId, name, email, sessionId: row.session.id, secondFactorDue, memberships: row.memberships }
}
