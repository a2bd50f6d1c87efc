import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import type { UseCaseContext } from "../context.ts"
import { type AttachmentDeps, cleanName, type SentFile } from "../nomination/attachment-deps.ts"
import { requirePhase } from "../programme/open-programme.ts"
import { organises, type SeenAttachment } from "./open-attachment.ts"

/**
 * Puts a copy that tells nobody's name in the place of a file, for judges; an earlier copy of it goes. Errors: not_found,
 * conflict (phase, a copy of a copy), invalid (what is wrong with the file), stale.
 */
export async function addRedactedCopy(
  ctx: UseCaseContext<MemberActor>,
  deps: AttachmentDeps,
  seen: SeenAttachment,
  sent: SentFile,
  command: { key: string },
): Promise<{ nominationId: string }> {
  const { file: original, programme } = seen
  const { nominationId } = original
  if (!organises(ctx.actor, seen) || nominationId === null) throw new DomainError("not_found", "not_found")
  requirePhase(programme, "open", "screening", "review")
  const { bytes, ...facts } = await deps.clean(sent.bytes)
  if (original.redacts !== null) throw new DomainError("conflict", "attachment_is_copy")
  const now = ctx.now()
  const id = ctx.newId()
  const file = deps.newName()
  await deps.files.put(file, bytes)
  try {
    const { result, repeated } = await ctx.write(
      { key: command.key, action: "attachment.redact", result: { nominationId } },
      (store) => {
        store.programmes.during(programme.id, programme.phase)
        store.attachments.redact({
          ...facts,
          id,
          file,
          nominationId,
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
          detail: { nomination: nominationId },
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
