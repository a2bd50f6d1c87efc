import type { SystemActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import { dueBefore, keptDays } from "../../domain/retention.ts"
import type { AttachmentFiles } from "../../domain/selection/attachment.ts"
import type { UseCaseContext } from "../context.ts"

const action = "retention.attachments"
/** Each is a request to the bucket of its own. */
const MOST_FILES = 50

/**
 * Removes the bytes and rows of files and evidence that were taken away long enough ago, or whose draft is gone. Bytes go first:
 * a run that is killed in between begins anew. Answers how many.
 */
export async function removeFiles(
  ctx: UseCaseContext<SystemActor>,
  files: Pick<AttachmentFiles, "remove">,
): Promise<number> {
  const before = dueBefore(ctx.now().getTime(), keptDays.attachments)
  const attached = await ctx.read.attachments.removedBefore(before, MOST_FILES)
  const proofs = await ctx.read.evidence.removedBefore(before, MOST_FILES - attached.length)
  const due = [...attached, ...proofs]
  if (due.length === 0) return 0
  for (const { file } of due) await files.remove(file)
  try {
    await ctx.write({ key: ctx.newId(), action, result: null }, (store) => {
      if (attached.length > 0) store.attachments.forget(attached.map(({ id }) => id))
      if (proofs.length > 0) store.evidence.forget(proofs.map(({ id }) => id))
      store.audit.record({
        id: ctx.newId(),
        at: ctx.now(),
        action,
        entity: "retention",
        entityId: "attachments",
        detail: { removed: due.length, endedBefore: before, keptDays: keptDays.attachments },
        ...changedFields({ files: due.length }, { files: 0 }),
      })
    })
    return due.length
  } catch (error) {
    if (error instanceof DomainError && error.code === "stale") return 0
    throw error
  }
}
