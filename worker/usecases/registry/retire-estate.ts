import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import { dayOf, lastDay } from "../../domain/quarter.ts"
import { requireExplained } from "../../domain/registry/explain.ts"
import { retirementFault } from "../../domain/registry/retirement.ts"
import { checkDay } from "../../domain/registry/tenures.ts"
import type { UseCaseContext } from "../context.ts"
import { sheetToChange } from "./open-estate.ts"

/**
 * From a day on the estate takes part no more; its quarters before stay. Errors: forbidden, not_found, conflict (retired
 * already), invalid (day, reason, a closed or released quarter), stale.
 */
export async function retireEstate(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  typed: { from: string; reason: string },
  command: { key: string; revision: number },
): Promise<{ slug: string }> {
  const { estate, quarters } = await sheetToChange(ctx, slug, command.revision)
  if (estate.retiredFrom !== null) throw new DomainError("conflict", "estate_retired")
  const now = ctx.now()
  const checked = checkDay("from", typed.from, dayOf(now.getTime()))
  const reason = typed.reason.trim()
  const faults = "fault" in checked ? [checked.fault] : [retirementFault(checked.day, quarters)]
  if (reason === "") faults.push({ rule: "reason_missing", field: "reason" })
  requireExplained(
    faults.filter((fault) => fault !== null),
    [],
    reason,
  )
  const retiredFrom = "day" in checked ? checked.day : ""
  const { result } = await ctx.write(
    { key: command.key, action: "estate.retire", result: { slug } },
    (store) => {
      const left = quarters.filter(({ quarter, open }) => open && lastDay(quarter) >= retiredFrom)
      store.estates.expect(estate)
      store.estates.expectOpen(
        left.map(({ quarter }) => quarter),
        estate.districtCode,
      )
      store.estates.change(estate.id, { retiredFrom })
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "estate.retire",
        entity: "estate",
        entityId: estate.id,
        detail: { slug, reason },
        ...changedFields({ retiredFrom: null }, { retiredFrom }),
      })
    },
  )
  return result
}
