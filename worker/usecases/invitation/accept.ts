import type { Role, VisitorActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { invitationState } from "../../domain/organisation/invitation.ts"
import type { UseCaseContext } from "../context.ts"

type Found = Awaited<ReturnType<UseCaseContext["read"]["invitations"]["byToken"]>>
export type Invitation = NonNullable<Found["invitation"]>

/** Why a link leads to nothing any more, as a rule of web/text. */
const refusals = {
  accepted: "invitation_accepted",
  revoked: "invitation_revoked",
  expired: "invitation_expired",
} as const

/** The invitation that a link opens now. Errors: not_found, conflict (accepted, revoked, expired). */
export function requireOpenInvitation({ invitation }: Found, now: Date): Invitation {
  if (!invitation || invitation.organisation.deletedAt)
    throw new DomainError("not_found", "invitation_unknown")
  const state = invitationState(invitation, now)
  if (state !== "open") throw new DomainError("conflict", refusals[state])
  return invitation
}

/** The membership that an invitation gives, as a row. */
export function membershipOf(
  ctx: UseCaseContext<VisitorActor>,
  invitation: Invitation,
  userId: string,
): {
  id: string
  userId: string
  organisationId: string
  role: Role
  limited: boolean
  invitedBy: string
  createdAt: string
} {
  return {
    id: ctx.newId(),
    userId,
    organisationId: invitation.organisation.id,
    role: invitation.role,
    limited: invitation.estateIds !== null,
    invitedBy: invitation.inviter.id,
    createdAt: ctx.now().toISOString(),
  }
}
