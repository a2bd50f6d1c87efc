import { and, desc, eq, isNull, or, sql } from "drizzle-orm"
import { invitations } from "../../schema/tables/invitations.ts"
import { members } from "../../schema/tables/members.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { users } from "../../schema/tables/users.ts"
import type { Role } from "../domain/actor.ts"
import type { Database } from "./database.ts"
import { stored } from "./stored.ts"
import type { Unit } from "./unit.ts"

/** The newest that are shown; there are never more open ones (domain/organisation/invitation.ts), the rest has expired. */
const SHOWN = 60

/** Invitations with the organisation and who invited. */
function invitationRows(db: Database) {
  const inviterIsOwn = sql<boolean>`${members.organisationId} = ${invitations.organisationId}`
  return db
    .select({
      id: invitations.id,
      role: invitations.role,
      email: invitations.email,
      estateIds: sql`${invitations.estateIds}`.mapWith(stored.invitedEstates),
      salt: invitations.salt,
      createdAt: invitations.createdAt,
      expiresAt: invitations.expiresAt,
      acceptedAt: invitations.acceptedAt,
      revokedAt: invitations.revokedAt,
      inviter: {
        id: members.id,
        name: users.name,
        own: inviterIsOwn.mapWith(Boolean),
        organisation: sql<string>`(select name from organisations o where o.id = ${members.organisationId})`,
      },
      organisation: {
        id: organisations.id,
        name: organisations.name,
        kind: organisations.kind,
        deletedAt: organisations.deletedAt,
      },
    })
    .from(invitations)
    .innerJoin(organisations, eq(organisations.id, invitations.organisationId))
    .innerJoin(members, eq(members.id, invitations.invitedBy))
    .innerJoin(users, eq(users.id, members.userId))
    .$dynamic()
}

/** Invitations of an organisation that nobody has accepted or revoked, newest first; of one role only when it is given. */
export function waitingInvitations(db: Database, organisationId: string, role: Role | null) {
  return invitationRows(db)
    .where(
      and(
        eq(invitations.organisationId, organisationId),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        role ? eq(invitations.role, role) : undefined,
      ),
    )
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
    .limit(SHOWN)
}

/** Invitations by organisation, or by the hash of what their link carries. */
export function invitationReads(db: Database) {
  return {
    /** One invitation of an organisation. */
    async one(organisationId: string, id: string) {
      const [row] = await invitationRows(db).where(
        and(eq(invitations.organisationId, organisationId), eq(invitations.id, id)),
      )
      return row ?? null
    },

    /** What inviting somebody needs to know: the organisation, its waiting invitations, whether the person is a member. */
    async before(organisationId: string, email: string | null) {
      const standing = db
        .select({ id: members.id })
        .from(members)
        .innerJoin(users, eq(users.id, members.userId))
        .where(
          and(
            eq(members.organisationId, organisationId),
            isNull(members.endedAt),
            eq(users.email, email ?? ""),
          ),
        )
      const [[organisation], waiting, [member]] = await db.batch([
        db.select().from(organisations).where(eq(organisations.id, organisationId)),
        waitingInvitations(db, organisationId, null),
        standing,
      ])
      return { organisation: organisation ?? null, waiting, isMember: member !== undefined }
    },

    /**
     * The invitation behind a link, the person's membership of its organisation (ended ones too), and which have an
     * account of the e-mail given and the invited one; one round trip.
     */
    async byToken(tokenHash: string, { userId = "", email = "" }: { userId?: string; email?: string } = {}) {
      const mine = db
        .select({ id: members.id, role: members.role, endedAt: members.endedAt, revision: members.revision })
        .from(members)
        .innerJoin(invitations, eq(invitations.organisationId, members.organisationId))
        .where(and(eq(members.userId, userId), eq(invitations.tokenHash, tokenHash)))
      const invited = sql`(select ${invitations.email} from ${invitations} where ${invitations.tokenHash} = ${tokenHash})`
      const accounts = db
        .select({ email: users.email })
        .from(users)
        .where(or(eq(users.email, email), eq(users.email, invited)))
      const [[invitation], [membership], rows] = await db.batch([
        invitationRows(db).where(eq(invitations.tokenHash, tokenHash)),
        mine,
        accounts,
      ])
      const known = new Set(rows.map((row) => row.email))
      return { invitation: invitation ?? null, membership: membership ?? null, known }
    },
  }
}

type NewInvitation = Omit<typeof invitations.$inferInsert, "estateIds"> & { estateIds: string[] | null }

const jsonOf = (ids: string[] | null) => ids && JSON.stringify(ids)

/** What may be written of invitations. */
export function invitationStore({ db, add, guard }: Unit) {
  const open = sql`accepted_at is null and revoked_at is null`
  const still = (id: string) => guard(sql`exists (select 1 from invitations where id = ${id} and ${open})`)
  return {
    add(row: NewInvitation): void {
      add(db.insert(invitations).values({ ...row, estateIds: jsonOf(row.estateIds) }))
    },

    /** Ends an invitation that nobody accepted; the batch holds only while it is so. */
    revoke(id: string, at: Date): void {
      still(id)
      add(db.update(invitations).set({ revokedAt: at.toISOString() }).where(eq(invitations.id, id)))
    },

    /** Limits who accepts to some estates (null: to none); the batch holds only while it is open and was not limited otherwise. */
    limit(seen: { id: string; estateIds: string[] | null }, estateIds: string[] | null): void {
      still(seen.id)
      guard(sql`(select estate_ids from invitations where id = ${seen.id}) is ${jsonOf(seen.estateIds)}`)
      add(
        db
          .update(invitations)
          .set({ estateIds: jsonOf(estateIds) })
          .where(eq(invitations.id, seen.id)),
      )
    },

    /** Ends all open invitations that a member made: its links must not let anybody in any more. */
    revokeBy(memberId: string, at: Date): void {
      add(
        db
          .update(invitations)
          .set({ revokedAt: at.toISOString() })
          .where(
            and(
              eq(invitations.invitedBy, memberId),
              isNull(invitations.acceptedAt),
              isNull(invitations.revokedAt),
            ),
          ),
      )
    },

    /** Takes an invitation for one person; the batch holds only while it is open and in time. */
    accept(id: string, userId: string, at: Date): void {
      still(id)
      guard(sql`(select expires_at from invitations where id = ${id}) > ${at.toISOString()}`)
      add(
        db
          .update(invitations)
          .set({ acceptedAt: at.toISOString(), acceptedBy: userId })
          .where(eq(invitations.id, id)),
      )
    },
  }
}
