import type { MemberActor } from "../../domain/actor.ts"
import { requirePersonForHeads } from "../../domain/organisation/heads.ts"
import type { UseCaseContext } from "../context.ts"
import type { InvitationDeps } from "./invitation-deps.ts"
import { makeInvitation } from "./make-invitation.ts"
import { requireWaiting, type SentInvitation } from "./open-invitation.ts"

/**
 * Sends an invitation again: a new one with a new link and new days, the old link is worth nothing any more. Answers
 * the new one's id. Errors: forbidden (a head by a key), conflict, stale.
 */
export async function renewInvitation(
  ctx: UseCaseContext<MemberActor>,
  deps: InvitationDeps,
  old: SentInvitation,
  command: { key: string },
): Promise<{ id: string }> {
  requirePersonForHeads(ctx.actor, [old.role])
  requireWaiting(old)
  const { row, send, after, concerns } = await makeInvitation(ctx, deps, old)
  const { result } = await ctx.write(
    { key: command.key, action: "invitation.renew", result: { id: row.id } },
    (store) => {
      store.invitations.revoke(old.id, ctx.now())
      store.invitations.add(row)
      send?.(store)
      store.audit.record({
        id: ctx.newId(),
        at: ctx.now(),
        action: "invitation.renew",
        entity: "invitation",
        entityId: row.id,
        detail: { replaces: old.id },
        before: { expiresAt: old.expiresAt },
        after,
        ...(concerns && { concerns }),
      })
    },
  )
  return result
}
