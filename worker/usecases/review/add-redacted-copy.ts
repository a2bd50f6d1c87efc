import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import type { UseCaseContext } from "../context.ts"
import { type AttachmentDeps, cleanName, type SentFile } from "../nomination/attachment-deps.ts"
import { requirePhase } from "../programme/open-programme.ts"
import type { OpenRedaction } from "./open-redaction.ts"

/**
 * Puts a copy that tells nobody's name in the place of a file, for judges; an earlier copy of it goes. Errors: not_found,
 * conflict, invalid (what is wrong with the file), stale.
 */
export async function addRedactedCopy(
  ctx: UseCaseContext<MemberActor>,
  deps: AttachmentDeps,
  { nomination, programme, files }: OpenRedaction,
  originalId: string,
  sent: SentFile,
  command: { key: string },
): Promise<{ attachmentId: string }> {
  const original = files.find(({ id, redacts }) => id === originalId && redacts === null)
  if (!original) throw new DomainError("not_found", "not_found")
  requirePhase(programme, "open", "screening", "review")
  const { bytes, ...facts } = await deps.clean(sent.bytes)
  const now = ctx.now()
  const id = ctx.newId()
  const file = deps.newName()
  await deps.files.put(file, bytes)
  try {
    const { result, repeated } = await ctx.write(
      { key: command.key, action: "attachment.redact", result: { attachmentId: id } },
      (store) => {
        store.programmes.during(programme.id, programme.phase)
        store.attachments.redact({
          ...facts,
          id,
          file,
          nominationId: nomination.id,
          redacts: original.id,
          name: cleanName(sent.name),
          bytes: bytes.length,
          memberId: ctx.actor.memberId,
          addedAt: now.toISOString(),
        })
        store.audit.record({
          id: ctx.newId(),
          at: now,
          action: "attachment.redact",
          entity: "attachment",
          entityId: id,
          detail: { nomination: nomination.id },
          after: { redacts: original.id, type: facts.type, bytes: bytes.length, hash: facts.hash },
        })
      },
    )
    if (repeated) await deps.files.remove(file)
    return result
  } catch (error) {
    await deps.files.remove(file)
    throw error
  }
}
