import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { type EstateLimits, limitedTo } from "../../domain/organisation/estate-limits.ts"
import { mayBeLimited } from "../../domain/organisation/heads.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import type { UseCaseContext } from "../context.ts"

/** A member whose role can be limited, and one page of the estates that it could be limited to. */
export type EstateChoice = Awaited<ReturnType<typeof openEstateChoice>>

/** Opens the choice of estates for an editor of the actor's company. Errors: forbidden, not_found, conflict (a role that sees all). */
export async function openEstateChoice(
  ctx: UseCaseContext<MemberActor>,
  memberId: string,
  filter: { q: string; page: number; slugs?: readonly string[] },
) {
  const { organisation } = ctx.actor
  if (!may(ctx.actor, "member.manage") || organisation.kind !== "company")
    throw new DomainError("forbidden", "forbidden")
  const today = dayOf(ctx.now().getTime())
  const found = await ctx.read.memberEstates.choice(organisation.id, memberId, { ...filter, today })
  if (!found) throw new DomainError("not_found", "not_found")
  if (!mayBeLimited(organisation.kind, found.member.role)) throw new DomainError("conflict", "role_sees_all")
  return { ...found, today }
}

/** Ticked estates without a limit would be forgotten silently. Errors: invalid. */
export function requireMeant(limitedBefore: boolean, { limited, chosen }: EstateLimits): void {
  if (!limited && !limitedBefore && chosen.length > 0)
    throw new DomainError("invalid", "invalid", [{ rule: "estates_unused", field: "limited" }])
}

/**
 * Limits an editor to some estates, or lets it work on all again. What the form did not show stays as it is. Errors:
 * invalid (nothing chosen), stale (changed meanwhile, or not the company's estates).
 */
export async function limitMember(
  ctx: UseCaseContext<MemberActor>,
  choice: EstateChoice,
  limits: EstateLimits,
  command: { key: string; revision: number },
): Promise<void> {
  const { member, today } = choice
  requireMeant(member.limited, limits)
  const before = member.limited ? choice.given : []
  const after = limitedTo(before, limits)
  if (limits.limited && after.length === 0)
    throw new DomainError("invalid", "invalid", [{ rule: "no_estates", field: "limited" }])
  const given = after.filter((id) => !before.includes(id))
  const taken = choice.given.filter((id) => !after.includes(id))
  await ctx.write({ key: command.key, action: "member.limit", result: null }, (store) => {
    store.members.expect({ id: member.id, revision: command.revision })
    if (given.length > 0) store.memberEstates.expectHeld(ctx.actor.organisation.id, given, today)
    store.memberEstates.take(member.id, taken)
    store.memberEstates.give(member.id, given)
    store.members.limit(member.id, limits.limited)
    store.audit.record({
      id: ctx.newId(),
      at: ctx.now(),
      action: "member.limit",
      entity: "member",
      entityId: member.id,
      detail: { given, taken },
      before: { limited: member.limited, estates: before.length },
      after: { limited: limits.limited, estates: after.length },
    })
  })
}
