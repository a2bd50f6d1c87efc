import type { FoundOn } from "../../data/judges.ts"
import type { Stores } from "../../data/stores.ts"
import type { Conflict } from "../../domain/selection/conflicts.ts"
import { pairKey } from "../../domain/selection/find-conflicts.ts"
import type { UseCaseContext } from "../context.ts"

/** What was found, of which programme, on which occasion. */
export interface ConflictRecord {
  programme: { id: string; organisationId: string }
  /** Those that are not on record yet (`newConflicts`). */
  found: readonly Conflict[]
  on: FoundOn
}

/**
 * Puts conflicts into a batch: on record with their paths, what the judges have of these candidates ended, their reviews
 * voided with the reason, one event each. Nothing is deleted.
 */
export function putConflicts(
  ctx: Pick<UseCaseContext, "now" | "newId">,
  store: Stores,
  { programme, found, on }: ConflictRecord,
): void {
  if (found.length === 0) return
  const at = ctx.now()
  store.judges.addConflicts(found, { programmeId: programme.id, on, at })
  const pairs = new Map(found.map((one) => [pairKey(one), one]))
  store.assignments.endPairs([...pairs.values()], { reason: "conflict", at })
  store.audit.recordMany(
    found.map(({ judgeId, nominationId, kind, path }) => ({
      id: ctx.newId(),
      at,
      action: "conflict.record",
      entity: "judge",
      entityId: judgeId,
      detail: { programme: programme.id, nomination: nominationId, on, steps: path.length },
      after: { nomination: nominationId, kind },
      concerns: programme.organisationId,
    })),
  )
}

/** Records conflicts by themselves, as one batch; `key` is an idempotency key where a form has one. */
export async function recordConflicts(
  ctx: UseCaseContext,
  record: ConflictRecord & { key?: string },
): Promise<{ removed: number }> {
  const { key = ctx.newId(), found } = record
  if (found.length === 0) return { removed: 0 }
  const { result } = await ctx.write(
    { key, action: "conflict.record", result: { removed: found.length } },
    (store) => putConflicts(ctx, store, record),
  )
  return result
}
