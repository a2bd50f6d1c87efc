import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { headRole, isLastHead } from "../../domain/organisation/heads.ts"
import { may } from "../../domain/permissions.ts"
import type { UseCaseContext } from "../context.ts"

/** A member of the actor's organisation in the hands of one of its heads. */
export type OpenMember = Awaited<ReturnType<typeof openMember>>

/** Opens a member with its sessions; one round trip. Errors: forbidden, not_found. */
export async function openMember(ctx: UseCaseContext<MemberActor>, memberId: string) {
  const { organisation } = ctx.actor
  if (!may(ctx.actor, "member.manage")) throw new DomainError("forbidden", "forbidden")
  const head = headRole(organisation.kind)
  const found = await ctx.read.members.one(organisation.id, memberId, head, ctx.now())
  if (!found) throw new DomainError("not_found", "not_found")
  const { member, otherHeads, sessions } = found
  return { ...member, head, sessions, lastHead: isLastHead(organisation.kind, member.role, otherHeads) }
}
