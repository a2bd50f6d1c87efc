import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { type InvitationState, invitationState } from "../../domain/organisation/invitation.ts"
import type { UseCaseContext } from "../context.ts"
import { invitableRoles, requireInviting } from "./inviting-rights.ts"

type Row = NonNullable<Awaited<ReturnType<UseCaseContext["read"]["invitations"]["one"]>>>

/** An invitation in the hands of those who run it. */
export interface SentInvitation extends Row {
  state: InvitationState
}

/** Opens an invitation of an organisation for those who run its invitations. Errors: forbidden, not_found. */
export async function openInvitation(
  ctx: UseCaseContext<MemberActor>,
  organisationId: string,
  id: string,
): Promise<SentInvitation> {
  requireInviting(ctx.actor, organisationId)
  const invitation = await ctx.read.invitations.one(organisationId, id)
  if (!invitation || !invitableRoles(ctx.actor, invitation.organisation).includes(invitation.role))
    throw new DomainError("not_found", "not_found")
  return { ...invitation, state: invitationState(invitation, ctx.now()) }
}

/** Only one that nobody has accepted or revoked can be ended or sent again; an expired one can. Errors: conflict. */
export function requireWaiting({ state }: SentInvitation): void {
  if (state === "accepted") throw new DomainError("conflict", "invitation_accepted")
  if (state === "revoked") throw new DomainError("conflict", "invitation_revoked")
}
