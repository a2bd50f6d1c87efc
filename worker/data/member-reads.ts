import { and, asc, count, desc, eq, gt, inArray, isNull, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { sessions } from "../../schema/tables/identity.ts"
import { memberEstates, members } from "../../schema/tables/members.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { users } from "../../schema/tables/users.ts"
import type { ListPage } from "../domain/list.ts"
import { headRoles } from "../domain/organisation/heads.ts"
import type { Database } from "./database.ts"
import { waitingInvitations } from "./invitations.ts"
import { askList, listOrder } from "./list.ts"

const PAGE_SIZE = 50

const inviters = alias(members, "inviters")
const inviterUsers = alias(users, "inviter_users")
const inviterOrganisations = alias(organisations, "inviter_organisations")

/** The membership that a session acts for: the one it names while it stands, otherwise the person's oldest. */
const actsFor = sql`coalesce(
  (select named.id from members named where named.id = ${sessions.memberId} and named.ended_at is null),
  (select own.id from members own where own.user_id = ${sessions.userId} and own.ended_at is null
   order by own.created_at, own.id limit 1))`

/** Sessions in which a member acts for its organisation. */
export function sessionsOfMember(memberId: SQL | string): SQL {
  return sql`${sessions.userId} = (select user_id from members where id = ${memberId}) and ${actsFor} = ${memberId}`
}

/** Standing members of an organisation with those who invited them. */
function memberRows(db: Database, organisationId: string, one?: SQL) {
  return db
    .select({
      id: members.id,
      userId: members.userId,
      name: users.name,
      email: users.email,
      signInName: users.signInName,
      mobile: users.mobile,
      /** How many other organisations it belongs to. */
      elsewhere: sql<number>`(select count(*) from members other where other.user_id = ${members.userId}
        and other.organisation_id <> ${members.organisationId} and other.ended_at is null)`,
      /** Until when a first password opens the account; null once it has a password of its own. */
      firstUntil: sql<
        string | null
      >`(select c.first_until from credentials c where c.user_id = ${members.userId})`,
      role: members.role,
      limited: members.limited,
      estates: sql<number>`(select count(*) from ${memberEstates} where ${memberEstates.memberId} = ${members.id})`,
      revision: members.revision,
      createdAt: members.createdAt,
      lastSignIn: sql<string | null>`(select max(${sessions.createdAt}) from ${sessions}
        where ${sessions.userId} = ${members.userId}
        and coalesce(${sessions.memberId}, ${members.id}) = ${members.id})`,
      invitedBy: inviterUsers.name,
      invitedByOrganisation: inviterOrganisations.name,
      invitedByOwn: sql<boolean>`coalesce(${inviters.organisationId} = ${members.organisationId}, 0)`.mapWith(
        Boolean,
      ),
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(inviters, eq(inviters.id, members.invitedBy))
    .leftJoin(inviterUsers, eq(inviterUsers.id, inviters.userId))
    .leftJoin(inviterOrganisations, eq(inviterOrganisations.id, inviters.organisationId))
    .where(and(eq(members.organisationId, organisationId), isNull(members.endedAt), one))
    .$dynamic()
}

export type MemberRow = Awaited<ReturnType<typeof memberRows>>[number]

/** The standing members of an organisation who run it or once could: the caller picks the role. */
export function headsOf(db: Database, organisationId: string) {
  return db
    .select({
      id: members.id,
      name: users.name,
      email: users.email,
      role: members.role,
      createdAt: members.createdAt,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(members.organisationId, organisationId),
        isNull(members.endedAt),
        inArray(members.role, [...headRoles]),
      ),
    )
    .orderBy(asc(members.createdAt), asc(members.id))
    .limit(PAGE_SIZE)
}

/** Members of an organisation, and the memberships of a person. */
export function memberReads(db: Database) {
  return {
    /** One page of the members, heads first, and the invitations that wait. */
    async page(organisationId: string, head: MemberRow["role"], page: ListPage) {
      const standing = and(eq(members.organisationId, organisationId), isNull(members.endedAt))
      const order = listOrder({
        below: sql`${members.role} <> ${head}`,
        createdAt: members.createdAt,
        id: members.id,
      })
      const asked = askList(db, { from: sql`${members}`, id: members.id, where: standing, order }, page)
      const [found, waiting, version, all] = await db.batch([
        memberRows(db, organisationId, inArray(members.id, asked.among)).orderBy(...order.by),
        waitingInvitations(db, organisationId, null),
        ...asked.statements,
      ])
      const below = (row: MemberRow) => (row.role === head ? 0 : 1)
      return {
        ...asked.found(
          found.map((row) => ({ ...row, below: below(row) })),
          version,
          all,
        ),
        waiting,
      }
    },

    /** One standing member with its sessions of this organisation, and how many other heads there are. */
    async one(organisationId: string, memberId: string, head: MemberRow["role"], now: Date) {
      const besides = db
        .select({ n: count() })
        .from(members)
        .where(
          and(
            eq(members.organisationId, organisationId),
            eq(members.role, head),
            isNull(members.endedAt),
            sql`${members.id} <> ${memberId}`,
          ),
        )
      const open = db
        .select({
          id: sessions.id,
          createdAt: sessions.createdAt,
          expiresAt: sessions.expiresAt,
          userAgent: sessions.userAgent,
        })
        .from(sessions)
        .where(and(sessionsOfMember(memberId), gt(sessions.expiresAt, now.toISOString())))
        .orderBy(desc(sessions.createdAt))
        .limit(PAGE_SIZE)
      const [[member], [heads], openSessions] = await db.batch([
        memberRows(db, organisationId, eq(members.id, memberId)),
        besides,
        open,
      ])
      return member ? { member, otherHeads: heads?.n ?? 0, sessions: openSessions } : null
    },

    /** The organisations that a person belongs to, oldest membership first. */
    async ofUser(userId: string) {
      return db
        .select({
          memberId: members.id,
          role: members.role,
          organisation: { id: organisations.id, name: organisations.name, kind: organisations.kind },
        })
        .from(members)
        .innerJoin(organisations, eq(organisations.id, members.organisationId))
        .where(and(eq(members.userId, userId), isNull(members.endedAt), isNull(organisations.deletedAt)))
        .orderBy(asc(members.createdAt), asc(members.id))
    },
  }
}
