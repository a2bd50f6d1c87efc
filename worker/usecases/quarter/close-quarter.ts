import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { isQuarter, quarterOf } from "../../domain/quarter.ts"
import type { UseCaseContext } from "../context.ts"

/**
 * A district closes its part of a quarter: nothing in it changes from then on. Errors: forbidden, not_found, conflict
 * (not ended, already closed, released).
 */
export async function closeQuarter(
  ctx: UseCaseContext<MemberActor>,
  quarter: string,
  command: { key: string },
): Promise<void> {
  const { actor } = ctx
  const placeCode = actor.organisation.placeCode
  if (!may(actor, "quarter.close") || !placeCode) throw new DomainError("forbidden", "forbidden")
  const progress = isQuarter(quarter) ? await ctx.read.quarters.progress(quarter) : null
  if (!progress) throw new DomainError("not_found", "not_found")
  const now = ctx.now()
  if (quarter >= quarterOf(now.getTime())) throw new DomainError("conflict", "not_ended")
  if (progress.release) throw new DomainError("conflict", "released")
  if (progress.districts.some((district) => district.closedAt !== null))
    throw new DomainError("conflict", "already_closed")
  await ctx.write({ key: command.key, action: "quarter.close", result: null }, (store) => {
    store.quarters.close({ quarter, placeCode, closedAt: now.toISOString(), memberId: actor.memberId })
    store.audit.record({
      id: ctx.newId(),
      at: now,
      action: "quarter.close",
      entity: "quarter",
      entityId: quarter,
      detail: { placeCode, states: progress.districts[0]?.states ?? {} },
      ...changedFields({}, { closedAt: now.toISOString() }),
    })
  })
}
