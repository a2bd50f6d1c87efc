import type { SystemActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { BLOCK_EVENTS, type Seal, sealBlock } from "../../domain/audit/seal.ts"
import { DomainError } from "../../domain/errors.ts"
import type { Digest } from "../../domain/release/content.ts"
import type { UseCaseContext } from "../context.ts"

const action = "audit.seal"
/** How many blocks one run makes; the rest waits for the next run, minutes later. */
const MOST_BLOCKS = 50

async function write(ctx: UseCaseContext<SystemActor>, seal: Seal, at: Date): Promise<boolean> {
  const { number, fromSeq, toSeq, events, hash } = seal
  try {
    await ctx.write({ key: ctx.newId(), action, result: null }, (store) => {
      store.seals.add(seal)
      store.audit.record({
        id: ctx.newId(),
        at,
        action,
        entity: "audit_block",
        entityId: String(number),
        detail: {},
        ...changedFields(null, { fromSeq, toSeq, events, hash }),
      })
    })
    return true
  } catch (error) {
    if (error instanceof DomainError && error.code === "stale") return false
    throw error
  }
}

/**
 * Seals what has been recorded since the last block, in blocks of at most 1,000 events. Events of earlier sealing alone
 * are no reason for a block: they wait for others. Writes go on meanwhile; two jobs at once make one chain, since a
 * block is refused when the chain has moved. Answers the blocks made.
 */
export async function sealEvents(ctx: UseCaseContext<SystemActor>, digest: Digest): Promise<Seal[]> {
  const made: Seal[] = []
  while (made.length < MOST_BLOCKS) {
    const { end, events } = await ctx.read.seals.unsealed(BLOCK_EVENTS)
    if (events.every((event) => event.action === action)) break
    const at = ctx.now()
    const seal = await sealBlock(digest, end, events, at.toISOString())
    if (!(await write(ctx, seal, at))) break
    made.push(seal)
  }
  return made
}
