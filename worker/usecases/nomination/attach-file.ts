import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { MOST_ATTACHMENTS } from "../../domain/selection/attachment.ts"
import type { UseCaseContext } from "../context.ts"
import { type AttachmentDeps, cleanName, type SentFile } from "./attachment-deps.ts"
import { requireDraft } from "./attachment-window.ts"

/** A draft of the actor's organisation that may be given files. Errors: forbidden, not_found. */
export async function openAttaching(ctx: UseCaseContext<MemberActor>, nominationId: string) {
  if (!may(ctx.actor, "nomination.edit")) throw new DomainError("forbidden", "forbidden")
  const open = await ctx.read.attachments.nomination(nominationId)
  if (!open) throw new DomainError("not_found", "not_found")
  return open
}

/**
 * Keeps a file with a draft: checked by its content, without metadata, under a random name. Errors: conflict, invalid
 * (what is wrong with the file, `attachments_too_many`), stale.
 */
export async function attachFile(
  ctx: UseCaseContext<MemberActor>,
  deps: AttachmentDeps,
  { nomination, programme, files }: Awaited<ReturnType<typeof openAttaching>>,
  sent: SentFile,
  command: { key: string },
): Promise<{ attachmentId: string }> {
  const now = ctx.now()
  requireDraft(nomination, programme, now)
  const { bytes, ...facts } = await deps.clean(sent.bytes)
  if (files.length >= MOST_ATTACHMENTS)
    throw new DomainError("invalid", "invalid", [
      { rule: "attachments_too_many", field: "file", with: { most: MOST_ATTACHMENTS } },
    ])
  const id = ctx.newId()
  const file = deps.newName()
  await deps.files.put(file, bytes)
  try {
    const { result, repeated } = await ctx.write(
      { key: command.key, action: "attachment.add", result: { attachmentId: id } },
      (store) => {
        store.programmes.during(programme.id, "open")
        store.attachments.attach({
          ...facts,
          id,
          file,
          nominationId: nomination.id,
          name: cleanName(sent.name),
          bytes: bytes.length,
          memberId: ctx.actor.memberId,
          addedAt: now.toISOString(),
        })
        store.audit.record({
          id: ctx.newId(),
          at: now,
          action: "attachment.add",
          entity: "attachment",
          entityId: id,
          detail: { nomination: nomination.id },
          after: { type: facts.type, bytes: bytes.length, hash: facts.hash },
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
