import { and, asc, eq, gt, isNull, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { sessions } from "../../schema/tables/identity.ts"
import { invitations } from "../../schema/tables/invitations.ts"
import { memberEstates, members } from "../../schema/tables/members.ts"
import { users } from "../../schema/tables/users.ts"
import type { ListPage } from "../domain/list.ts"
import type { Database } from "./database.ts"
import { listOrder } from "./list.ts"
import { sessionsOfMember } from "./member-reads.ts"
import type { Scope } from "./scope.ts"

const joined = listOrder({ createdAt: members.createdAt, id: members.id })
const begun = listOrder({ createdAt: sessions.createdAt, id: sessions.id }, "descending")
const invited = listOrder({ createdAt: invitations.createdAt, id: invitations.id }, "descending")

const memberColumns = {
  id: members.id,
  name: users.name,
  email: users.email,
  role: members.role,
  limited: members.limited,
  revision: members.revision,
  createdAt: members.createdAt,
}

const invitationColumns = {
  id: invitations.id,
  role: invitations.role,
  email: invitations.email,
  limited: sql<boolean>`${invitations.estateIds} is not null`.mapWith(Boolean),
  createdAt: invitations.createdAt,
  expiresAt: invitations.expiresAt,
  acceptedAt: invitations.acceptedAt,
  revokedAt: invitations.revokedAt,
}

/** Lists of the actor's own organisation that programs page through. */
export function memberListReads(db: Database, { actor }: Scope) {
  const own = actor.kind === "member" ? actor.organisation.id : ""
  return {
    /** Standing members, the oldest first; one round trip. */
    async members(page: ListPage) {
      const rows = await db
        .select(memberColumns)
        .from(members)
        .innerJoin(users, eq(users.id, members.userId))
        .where(and(eq(members.organisationId, own), isNull(members.endedAt), joined.behind(page.after)))
        .orderBy(...joined.by)
        .limit(page.limit + 1)
      return joined.found(rows, page)
    },

    /** One standing member with the estates that it is limited to; one round trip. */
    async member(id: string) {
      const mine = and(eq(members.id, id), eq(members.organisationId, own), isNull(members.endedAt))
      const [[member], given] = await db.batch([
        db.select(memberColumns).from(members).innerJoin(users, eq(users.id, members.userId)).where(mine),
        db
          .select({ slug: estates.slug })
          .from(memberEstates)
          .innerJoin(members, mine)
          .innerJoin(estates, eq(estates.id, memberEstates.estateId))
          .where(eq(memberEstates.memberId, id))
          .orderBy(asc(estates.slug)),
      ])
      return member ? { ...member, estates: given.map(({ slug }) => slug) } : null
    },

    /**
     * Sessions in which a standing member acts for the organisation, the newest first; null for nobody of it; one round
     * trip.
     */
    async sessions(id: string, now: Date, page: ListPage) {
      const mine = and(eq(members.id, id), eq(members.organisationId, own), isNull(members.endedAt))
      const [[member], rows] = await db.batch([
        db.select({ id: members.id }).from(members).where(mine),
        db
          .select({
            id: sessions.id,
            createdAt: sessions.createdAt,
            expiresAt: sessions.expiresAt,
            userAgent: sessions.userAgent,
          })
          .from(sessions)
          .where(
            and(sessionsOfMember(id), gt(sessions.expiresAt, now.toISOString()), begun.behind(page.after)),
          )
          .orderBy(...begun.by)
          .limit(page.limit + 1),
      ])
      return member ? begun.found(rows, page) : null
    },

    /** Invitations, the newest first; one round trip. */
    async invitations(page: ListPage) {
      const rows = await db
        .select(invitationColumns)
        .from(invitations)
        .where(and(eq(invitations.organisationId, own), invited.behind(page.after)))
        .orderBy(...invited.by)
        .limit(page.limit + 1)
      return invited.found(rows, page)
    },

    /** One invitation with the estates that it is limited to; one round trip. */
    async invitation(id: string) {
      const mine = and(eq(invitations.id, id), eq(invitations.organisationId, own))
      const [[invitation], given] = await db.batch([
        db.select(invitationColumns).from(invitations).where(mine),
        db
          .select({ slug: estates.slug })
          .from(invitations)
          .innerJoin(
            estates,
            sql`${estates.id} in (select value from json_each(coalesce(${invitations.estateIds}, '[]')))`,
          )
          .where(mine)
          .orderBy(asc(estates.slug)),
      ])
      return invitation ? { ...invitation, estates: given.map(({ slug }) => slug) } : null
    },
  }
}
