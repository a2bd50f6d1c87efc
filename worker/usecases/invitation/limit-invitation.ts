import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { type EstateLimits, limitedTo } from "../../domain/organisation/estate-limits.ts"
import { mayBeLimited } from "../../domain/organisation/heads.ts"
import { invitationState } from "../../domain/organisation/invitation.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import type { UseCaseContext } from "../context.ts"
import { requireMeant } from "../member/choose-estates.ts"

/** An editor's invitation, and one page of the estates that it could be limited to. */
type InvitationChoice = Awaited<ReturnType<typeof openInvitationEstates>>

/** Opens the choice of estates for an open invitation of the actor's company. Errors: forbidden, not_found, conflict. */
export async function openInvitationEstates(
  ctx: UseCaseContext<MemberActor>,
  id: string,
  filter: { q: string; page: number; slugs?: readonly string[] },
) {
  const { organisation } = ctx.actor
  if (!may(ctx.actor, "member.manage") || organisation.kind !== "company")
    throw new DomainError("forbidden", "forbidden")
  const today = dayOf(ctx.now().getTime())
  const found = await ctx.read.memberEstates.invitationChoice(organisation.id, id, { ...filter, today })
  if (!found) throw new DomainError("not_found", "not_found")
  const { invitation } = found
  if (!mayBeLimited(organisation.kind, invitation.role)) throw new DomainError("conflict", "role_sees_all")
  if (invitationState(invitation, ctx.now()) !== "open")
    throw new DomainError("conflict", "invitation_closed")
  const given = invitation.estateIds ?? []
  return { ...found, given, today }
}

/**
 * Limits whoever accepts an invitation to some estates from the first moment, or to none any more. Errors: invalid
 * (nothing chosen), stale (accepted or changed meanwhile, or not the company's estates).
 */
export async function limitInvitation(
  ctx: UseCaseContext<MemberActor>,
  { invitation, given, today }: InvitationChoice,
  limits: EstateLimits,
  command: { key: string },
): Promise<void> {
  requireMeant(invitation.estateIds !== null, limits)
  const after = limitedTo(given, limits)
  if (limits.limited && after.length === 0)
    throw new DomainError("invalid", "invalid", [{ rule: "no_estates", field: "limited" }])
  const added = after.filter((id) => !given.includes(id))
  await ctx.write({ key: command.key, action: "invitation.limit", result: null }, (store) => {
    if (added.length > 0) store.memberEstates.expectHeld(ctx.actor.organisation.id, added, today)
    store.invitations.limit(invitation, limits.limited ? after : null)
    store.audit.record({
      id: ctx.newId(),
      at: ctx.now(),
      action: "invitation.limit",
      entity: "invitation",
      entityId: invitation.id,
      detail: {},
      before: { limited: invitation.estateIds !== null, estates: given.length },
      after: { limited: limits.limited, estates: after.length },
    })
  })
}
