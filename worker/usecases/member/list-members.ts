import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import type { ListPage } from "../../domain/list.ts"
import { headRole } from "../../domain/organisation/heads.ts"
import { invitationState } from "../../domain/organisation/invitation.ts"
import { may } from "../../domain/permissions.ts"
import type { UseCaseContext } from "../context.ts"

/** One page of the members of the actor's organisation, and its waiting invitations; one round trip. Errors: forbidden. */
export async function listMembers(ctx: UseCaseContext<MemberActor>, page: ListPage) {
  const { organisation } = ctx.actor
  if (!may(ctx.actor, "member.read")) throw new DomainError("forbidden", "forbidden")
  const found = await ctx.read.members.page(organisation.id, headRole(organisation.kind), page)
  const now = ctx.now()
  const waiting = found.waiting.map((one) => ({ ...one, expired: invitationState(one, now) === "expired" }))
  return { ...found, waiting }
}
