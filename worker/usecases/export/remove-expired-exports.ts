import type { SystemActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import type { ArchiveStore } from "../../domain/leaving/archive.ts"
import type { UseCaseContext } from "../context.ts"

const action = "retention.exports"

/** Removes archives seven days after they were made, and what failed exports left. Answers how many. */
export async function removeExpiredExports(
  ctx: UseCaseContext<SystemActor>,
  archive: Pick<ArchiveStore, "remove">,
): Promise<number> {
  let removed = 0
  for (const { id, organisationId } of await ctx.read.exports.expired(ctx.now().toISOString())) {
    await archive.remove(id)
    const at = ctx.now()
    try {
      await ctx.write({ key: ctx.newId(), action, result: null }, (store) => {
        store.exports.forgetFile(id)
        store.audit.record({
          id: ctx.newId(),
          at,
          action,
          entity: "export",
          entityId: id,
          concerns: organisationId,
          detail: {},
          ...changedFields({ file: `exports/${id}` }, { file: null }),
        })
      })
      removed++
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== "stale") throw error
    }
  }
  return removed
}
