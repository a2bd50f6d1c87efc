import type { Person, VisitorActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import type { UseCaseContext } from "../context.ts"
import { membershipOf, requireOpenInvitation } from "./accept.ts"
import type { InvitationDeps } from "./invitation-deps.ts"

/**
 * Somebody who has an account and is signed in takes an invitation; the session acts for the organisation from then on.
 * A former member's row comes to life again. Errors: forbidden (second factor still due), not_found, conflict (already
 * a member, invitation over), stale.
 */
export async function joinAsPerson(
  ctx: UseCaseContext<VisitorActor>,
  deps: Pick<InvitationDeps, "tokenHash">,
  request: { token: string; person: Person },
  command: { key: string },
): Promise<void> {
  const { person } = request
  // Who belongs nowhere yet cannot type its code; after joining the session still asks for it before anything opens.
  if (person.secondFactorDue && person.memberships > 0)
    throw new DomainError("forbidden", "second_factor_due")
  const { userId } = person
  const found = await ctx.read.invitations.byToken(deps.tokenHash(request.token), { userId })
  const invitation = requireOpenInvitation(found, ctx.now())
  const { membership: former } = found
  if (former && !former.endedAt) throw new DomainError("conflict", "already_joined")
  const row = membershipOf(ctx, invitation, userId)
  const member = former ? { ...row, id: former.id } : row
  const estates = invitation.estateIds
  const at = ctx.now()
  await ctx.write({ key: command.key, action: "invitation.accept", result: null }, (store) => {
    store.invitations.accept(invitation.id, userId, at)
    if (former) store.members.revive(former, member)
    else store.members.add(member)
    if (estates) store.memberEstates.give(member.id, estates)
    store.members.actAs(person.sessionId, member.id)
    store.audit.record({
      id: ctx.newId(),
      at,
      action: "invitation.accept",
      entity: "member",
      entityId: member.id,
      detail: { invitation: invitation.id, sameEmail: invitation.email === person.email },
      ...(former && { before: { role: former.role, endedAt: former.endedAt } }),
      after: { role: member.role, endedAt: null },
      visitor: { userId, organisationId: member.organisationId },
    })
  })
}
