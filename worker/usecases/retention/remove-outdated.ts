import type { SystemActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { BATCH_ROWS, dueBefore, keptDays, MOST_BATCHES, type Outdated } from "../../domain/retention.ts"
import type { UseCaseContext } from "../context.ts"

async function removeBatch(
  ctx: UseCaseContext<SystemActor>,
  kind: Outdated,
  before: string,
): Promise<{ removed: number; more: boolean }> {
  const ids = await ctx.read.retention.outdated(kind, before)
  if (ids.length === 0) return { removed: 0, more: false }
  const action = `retention.${kind}`
  await ctx.write({ key: ctx.newId(), action, result: null }, (store) => {
    store.retention.remove(kind, ids, before)
    store.audit.record({
      id: ctx.newId(),
      at: ctx.now(),
      action,
      entity: "retention",
      entityId: kind,
      detail: { removed: ids.length, endedBefore: before, keptDays: keptDays[kind] },
    })
  })
  return { removed: ids.length, more: ids.length === BATCH_ROWS }
}

/**
 * Removes what of one kind has been kept long enough, in batches that each leave one audit event with their count.
 * Nothing is written when nothing is due. Two runs at once: what one has taken, the other leaves. Answers how many
 * rows went.
 */
export async function removeOutdated(ctx: UseCaseContext<SystemActor>, kind: Outdated): Promise<number> {
  const before = dueBefore(ctx.now().getTime(), keptDays[kind])
  let total = 0
  for (let batch = 0; batch < MOST_BATCHES; batch++)
    try {
      const { removed, more } = await removeBatch(ctx, kind, before)
      total += removed
      if (!more) break
    } catch (error) {
      if (error instanceof DomainError && error.code === "stale") break
      throw error
    }
  return total
}
