import type { MemberActor } from "../../domain/actor.ts"
import type { UseCaseContext } from "../context.ts"
import { requireWaiting, type SentInvitation } from "./open-invitation.ts"

/** Takes an invitation back that nobody has accepted: its link is worth nothing any more. Errors: conflict, stale. */
export async function revokeInvitation(
  ctx: UseCaseContext<MemberActor>,
  invitation: SentInvitation,
  command: { key: string },
): Promise<void> {
  requireWaiting(invitation)
  const { id, role, organisation } = invitation
  const at = ctx.now()
  await ctx.write({ key: command.key, action: "invitation.revoke", result: null }, (store) => {
    store.invitations.revoke(id, at)
    store.audit.record({
      id: ctx.newId(),
      at,
      action: "invitation.revoke",
      entity: "invitation",
      entityId: id,
      detail: { role },
      before: { revokedAt: null },
      after: { revokedAt: at.toISOString() },
      ...(organisation.id !== ctx.actor.organisation.id && { concerns: organisation.id }),
    })
  })
}
