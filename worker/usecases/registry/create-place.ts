import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import { checkNewPlace, readPlace, type TypedPlace } from "../../domain/registry/place-facts.ts"
import type { UseCaseContext } from "../context.ts"

/** Enters a place. Errors: forbidden, invalid, stale (its code was taken, or what stands above it retired, meanwhile). */
export async function createPlace(
  ctx: UseCaseContext<MemberActor>,
  typed: TypedPlace,
  command: { key: string },
): Promise<{ code: string }> {
  if (!may(ctx.actor, "place.edit")) throw new DomainError("forbidden", "forbidden")
  const now = ctx.now()
  const today = dayOf(now.getTime())
  const { place, faults } = readPlace(typed, ctx.cell)
  const met = await ctx.read.places.forNew(place)
  const misshapen = faults.some(({ field }) => field === "code")
  const found = misshapen ? [] : checkNewPlace(place, met, today)
  if (faults.length + found.length > 0) throw new DomainError("invalid", "invalid", [...faults, ...found])
  const { code, parentCode, zoneCode } = place
  const { result } = await ctx.write(
    { key: command.key, action: "place.create", result: { code } },
    (store) => {
      if (parentCode !== null && parentCode !== ctx.cell) store.places.expectStanding(parentCode, today)
      if (zoneCode !== null) store.places.expectStanding(zoneCode, today)
      store.places.create(place)
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "place.create",
        entity: "place",
        entityId: code,
        detail: {},
        ...changedFields(null, { ...place }),
      })
    },
  )
  return result
}
