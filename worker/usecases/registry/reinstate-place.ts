import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import { dayOf } from "../../domain/quarter.ts"
import type { UseCaseContext } from "../context.ts"
import { openPlace } from "./open-place.ts"

/**
 * Takes a place's retirement back. Errors: forbidden, not_found, conflict (not retired), stale (also when what stands
 * above it is retired).
 */
export async function reinstatePlace(
  ctx: UseCaseContext<MemberActor>,
  code: string,
  command: { key: string; revision: number },
): Promise<{ code: string }> {
  const { place } = await openPlace(ctx, code, command.revision)
  const { retiredFrom, parentCode } = place
  if (retiredFrom === null) throw new DomainError("conflict", "place_not_retired")
  const now = ctx.now()
  const { result } = await ctx.write(
    { key: command.key, action: "place.reinstate", result: { code } },
    (store) => {
      store.places.expect(place)
      if (parentCode !== null && parentCode !== ctx.cell)
        store.places.expectStanding(parentCode, dayOf(now.getTime()))
      store.places.change(code, { retiredFrom: null })
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "place.reinstate",
        entity: "place",
        entityId: code,
        detail: {},
        ...changedFields({ retiredFrom }, { retiredFrom: null }),
      })
    },
  )
  return result
}
