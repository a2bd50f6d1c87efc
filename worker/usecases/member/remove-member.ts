import type { MemberActor } from "../../domain/actor.ts"
import { requireAnotherHead, requirePersonForHeads } from "../../domain/organisation/heads.ts"
import type { UseCaseContext } from "../context.ts"
import type { OpenMember } from "./open-member.ts"

/**
 * Ends a membership: its sessions end, its keys stop, the invitations that it made are worth nothing any more. What it
 * did stays. Errors: forbidden (a head by a key), conflict (the last head), stale.
 */
export async function removeMember(
  ctx: UseCaseContext<MemberActor>,
  member: OpenMember,
  command: { key: string; revision: number },
): Promise<void> {
  requirePersonForHeads(ctx.actor, [member.role])
  requireAnotherHead(member)
  const at = ctx.now()
  await ctx.write({ key: command.key, action: "member.end", result: null }, (store) => {
    store.members.expect({ id: member.id, revision: command.revision })
    if (member.role === member.head)
      store.members.expectHeadBesides(ctx.actor.organisation.id, member.head, member.id)
    store.invitations.revokeBy(member.id, at)
    store.members.end(member.id, at)
    store.mails.warn(member.userId, "member_removed")
    store.audit.record({
      id: ctx.newId(),
      at,
      action: "member.end",
      entity: "member",
      entityId: member.id,
      detail: { sessions: member.sessions.length },
      before: { role: member.role, endedAt: null },
      after: { endedAt: at.toISOString() },
    })
  })
}
