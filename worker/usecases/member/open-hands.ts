import { DomainError } from "../../domain/errors.ts"
import type { Hands } from "../../domain/organisation/clerks.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import type { Target } from "../act.ts"

/** How the work of the actor's company is divided; one round trip. Errors: forbidden. */
export const hands: Target<Hands, Record<string, never>> = {
  async open(ctx) {
    const { organisation } = ctx.actor
    if (!may(ctx.actor, "member.manage") || organisation.kind !== "company")
      throw new DomainError("forbidden", "forbidden")
    const found = await ctx.read.memberEstates.hands(organisation.id, dayOf(ctx.now().getTime()))
    return { kind: organisation.kind, ...found }
  },
  nameOf: () => ({}),
}
