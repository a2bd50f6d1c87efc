import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { readRole, requireAnotherHead, requirePersonForHeads } from "../../domain/organisation/heads.ts"
import type { UseCaseContext } from "../context.ts"
import type { OpenMember } from "./open-member.ts"

/**
 * Gives a member another role; limits to estates and, for who is no head any more, the invitations it made go with the
 * old one. Nothing when it is the same role. Errors: forbidden (a head by a key), conflict (the
 * last head), invalid, stale.
 */
export async function changeRole(
  ctx: UseCaseContext<MemberActor>,
  member: OpenMember,
  command: { key: string; revision: number; role: string },
): Promise<void> {
  const { organisation } = ctx.actor
  const role = readRole(organisation.kind, command.role)
  if (!role) throw new DomainError("invalid", "invalid", [{ rule: "role_missing", field: "role" }])
  if (role === member.role) return
  requirePersonForHeads(ctx.actor, [member.role, role])
  requireAnotherHead(member)
  const lowered = member.role === member.head
  await ctx.write({ key: command.key, action: "member.role", result: null }, (store) => {
    store.members.expect({ id: member.id, revision: command.revision })
    if (lowered) {
      store.members.expectHeadBesides(organisation.id, member.head, member.id)
      store.invitations.revokeBy(member.id, ctx.now())
    }
    store.members.changeRole(member.id, role)
    store.mails.warn(member.userId, "role_changed")
    store.audit.record({
      id: ctx.newId(),
      at: ctx.now(),
      action: "member.role",
      entity: "member",
      entityId: member.id,
      detail: {},
      before: { role: member.role, limited: member.limited },
      after: { role, limited: false },
    })
  })
}
