import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import { lastDay } from "../../domain/quarter.ts"
import type { UseCaseContext } from "../context.ts"
import { sheetToChange } from "./open-estate.ts"

/**
 * Takes a retirement back: the estate takes part again, in quarters that are still to be closed. Errors: forbidden,
 * not_found, conflict (not retired, or its district has closed a quarter that is still to be released), stale.
 */
export async function reinstateEstate(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  command: { key: string; revision: number },
): Promise<{ slug: string }> {
  const { estate, quarters } = await sheetToChange(ctx, slug, command.revision)
  const { retiredFrom } = estate
  if (retiredFrom === null) throw new DomainError("conflict", "estate_not_retired")
  const waiting = quarters.find(
    ({ quarter, open, released }) => !open && !released && lastDay(quarter) >= retiredFrom,
  )
  if (waiting) throw new DomainError("conflict", "closed_unreleased")
  const { result } = await ctx.write(
    { key: command.key, action: "estate.reinstate", result: { slug } },
    (store) => {
      store.estates.expect(estate)
      store.estates.expectNoRelease()
      store.estates.change(estate.id, { retiredFrom: null })
      store.audit.record({
        id: ctx.newId(),
        at: ctx.now(),
        action: "estate.reinstate",
        entity: "estate",
        entityId: estate.id,
        detail: { slug },
        ...changedFields({ retiredFrom }, { retiredFrom: null }),
      })
    },
  )
  return result
}
