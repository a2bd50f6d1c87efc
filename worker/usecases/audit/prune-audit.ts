import type { SystemActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import { dueBefore, keptDays, MOST_BATCHES } from "../../domain/retention.ts"
import type { UseCaseContext } from "../context.ts"

/**
 * Removes the events of sealed blocks, the oldest first, whose last event has been kept long enough; the seals stay, so
 * that the chain still holds. What is not sealed is never removed. Answers how many blocks went.
 */
export async function pruneAudit(ctx: UseCaseContext<SystemActor>): Promise<number> {
  const action = "audit.prune"
  const at = ctx.now()
  const before = dueBefore(at.getTime(), keptDays.audit)
  let pruned = 0
  for (const block of await ctx.read.seals.oldest(MOST_BATCHES)) {
    if (block.lastAt >= before) break
    const { number, fromSeq, toSeq, events, lastAt } = block
    try {
      await ctx.write({ key: ctx.newId(), action, result: null }, (store) => {
        store.seals.prune(block, at)
        store.audit.record({
          id: ctx.newId(),
          at,
          action,
          entity: "audit_block",
          entityId: String(number),
          detail: { fromSeq, toSeq, lastAt, keptDays: keptDays.audit },
          ...changedFields({ events, prunedAt: null }, { events: 0, prunedAt: at.toISOString() }),
        })
      })
      pruned++
    } catch (error) {
      if (error instanceof DomainError && error.code === "stale") break
      throw error
    }
  }
  return pruned
}
