import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import type { UseCaseContext } from "../context.ts"

/** The organisations that the actor belongs to; one round trip. */
export async function ownMemberships(ctx: UseCaseContext<MemberActor>) {
  return ctx.read.members.ofUser(ctx.actor.userId)
}

type Membership = Awaited<ReturnType<typeof ownMemberships>>[number]

/**
 * From now on the actor's session acts for another organisation that it belongs to. Errors: forbidden (a key), invalid
 * (nothing chosen, or none of its own), stale.
 */
export async function switchOrganisation(
  ctx: UseCaseContext<MemberActor>,
  memberships: readonly Membership[],
  command: { key: string; memberId: string },
): Promise<void> {
  const { sessionId, memberId: before } = ctx.actor
  if (!sessionId) throw new DomainError("forbidden", "forbidden")
  const chosen = memberships.find(({ memberId }) => memberId === command.memberId)
  if (!chosen)
    throw new DomainError("invalid", "invalid", [{ rule: "organisation_missing", field: "member" }])
  await ctx.write({ key: command.key, action: "session.switch", result: null }, (store) => {
    store.members.actAs(sessionId, chosen.memberId)
    store.audit.record({
      id: ctx.newId(),
      at: ctx.now(),
      action: "session.switch",
      entity: "session",
      entityId: sessionId,
      detail: {},
      before: { member: before },
      after: { member: chosen.memberId },
    })
  })
}
