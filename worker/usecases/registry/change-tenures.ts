import type { EstateSheet } from "../../data/estates.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { explained, requireExplained } from "../../domain/registry/explain.ts"
import { type EstateQuarter, movedQuarters, type TenureChange } from "../../domain/registry/tenures.ts"
import type { UseCaseContext } from "../context.ts"

export interface TenureCommand {
  key: string
  revision: number
  /** Why a quarter that was filed already goes to another company. */
  reason: string
}

/** A quarter that somebody has filed, not only begun. */
function filedFaults(moved: readonly EstateQuarter[], field: string): Fault[] {
  return moved
    .filter(({ open, state }) => open && state !== null && state !== "draft")
    .map(({ quarter, state }) => ({ rule: "quarter_filed", field, with: { quarter, state: state ?? "" } }))
}

/**
 * Writes a change of who manages an estate, as one batch: refused where a closed or released quarter would go to
 * another company, and to be explained where one that was filed does. Errors: invalid, stale.
 */
export async function changeTenures(
  ctx: UseCaseContext<MemberActor>,
  { estate, tenures, quarters }: EstateSheet,
  change: TenureChange,
  command: TenureCommand & { action: string; field: string; concerns: string },
): Promise<{ slug: string }> {
  const moved = movedQuarters(tenures, change.after, quarters)
  const { action, field, concerns } = command
  const frozen = moved.find((quarter) => quarter.frozen)
  if (frozen)
    throw new DomainError("invalid", "invalid", [
      { rule: "quarter_frozen", field, with: { quarter: frozen.quarter } },
    ])
  const soft = filedFaults(moved, field)
  const reason = command.reason.trim()
  requireExplained([], soft, reason)
  const open = moved.filter((quarter) => quarter.open).map(({ quarter }) => quarter)
  const { slug } = estate
  const { added, ended, removed } = change
  const was = ended && tenures.find(({ id }) => id === ended.id)
  const { result } = await ctx.write({ key: command.key, action, result: { slug } }, (store) => {
    store.estates.expect(estate)
    store.estates.expectNoRelease()
    store.estates.expectOpen(open, estate.districtCode)
    if (ended) store.estates.endTenure(ended)
    if (removed) store.estates.removeTenure(removed.id)
    if (added)
      store.estates.beginTenure({ ...added, estateId: estate.id, recordedAt: ctx.now().toISOString() })
    // Both companies find it in their own log.
    for (const company of new Set([concerns, ended?.organisationId ?? concerns]))
      store.audit.record({
        id: ctx.newId(),
        at: ctx.now(),
        action,
        entity: "estate",
        entityId: estate.id,
        concerns: company,
        detail: { slug, quarters: moved.map(({ quarter }) => quarter), ...explained(soft, reason) },
        ...changedFields(
          { ended: fieldsOf(was), removed: fieldsOf(removed) },
          { ended: fieldsOf(ended), added: fieldsOf(added) },
        ),
      })
  })
  return result
}

/** A tenure as an event tells it. */
function fieldsOf(tenure: TenureChange["added"]) {
  if (!tenure) return null
  const { organisationId, fromDate, toDate } = tenure
  return { organisationId, fromDate, toDate }
}
