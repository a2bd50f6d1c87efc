import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import { dayOf } from "../../domain/quarter.ts"
import { checkDay } from "../../domain/registry/tenures.ts"
import type { UseCaseContext } from "../context.ts"
import { openPlace } from "./open-place.ts"

/**
 * From a day on nothing new may stand in a place; what stands in it stays. Errors: forbidden, not_found, conflict (a
 * city, retired already, places below it stand), invalid (day), stale.
 */
export async function retirePlace(
  ctx: UseCaseContext<MemberActor>,
  code: string,
  typed: { from: string },
  command: { key: string; revision: number },
): Promise<{ code: string }> {
  const { place, below } = await openPlace(ctx, code, command.revision)
  if (place.retiredFrom !== null) throw new DomainError("conflict", "place_retired_already")
  if (place.kind === "city") throw new DomainError("conflict", "city_stays")
  if (below > 0) throw new DomainError("conflict", "place_not_empty", [], { n: below })
  const now = ctx.now()
  const checked = checkDay("from", typed.from, dayOf(now.getTime()))
  if ("fault" in checked) throw new DomainError("invalid", "invalid", [checked.fault])
  const { day: retiredFrom } = checked
  const { result } = await ctx.write(
    { key: command.key, action: "place.retire", result: { code } },
    (store) => {
      store.places.expect(place)
      store.places.expectEmpty(code)
      store.places.change(code, { retiredFrom })
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "place.retire",
        entity: "place",
        entityId: code,
        detail: {},
        ...changedFields({ retiredFrom: null }, { retiredFrom }),
      })
    },
  )
  return result
}
