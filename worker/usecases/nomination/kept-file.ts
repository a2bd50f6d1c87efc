import type { Stores } from "../../data/stores.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { MOST_ATTACHMENTS } from "../../domain/selection/attachment.ts"
import type { UseCaseContext } from "../context.ts"
import { type AttachmentDeps, cleanName, type SentFile } from "./attachment-deps.ts"

/** A file that lies in the bucket already, as its part of a batch; dropped again where the batch comes to nothing. */
export interface KeptFile {
  id: string
  put(store: Stores): void
  drop(): Promise<void>
}

/**
 * Puts a file for a draft into the bucket: checked by its content, without metadata, under a random name. Errors: invalid
 * (what is wrong with the file, `attachments_too_many`).
 */
export async function keepFile(
  ctx: UseCaseContext<MemberActor>,
  deps: AttachmentDeps,
  draft: { nomination: { id: string }; attachments: readonly { redacts: string | null }[] },
  sent: SentFile,
): Promise<KeptFile> {
  const now = ctx.now()
  const { bytes, ...facts } = await deps.clean(sent.bytes)
  if (draft.attachments.filter(({ redacts }) => redacts === null).length >= MOST_ATTACHMENTS)
    throw new DomainError("invalid", "invalid", [
      { rule: "attachments_too_many", field: "file", with: { most: MOST_ATTACHMENTS } },
    ])
  const id = ctx.newId()
  const file = deps.newName()
  await deps.files.put(file, bytes)
  const row = { ...facts, id, file, name: cleanName(sent.name), bytes: bytes.length }
  const nominationId = draft.nomination.id
  return {
    id,
    drop: () => deps.files.remove(file),
    put(store) {
      store.attachments.attach({
        ...row,
        nominationId,
        memberId: ctx.actor.memberId,
        addedAt: now.toISOString(),
      })
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "attachment.add",
        entity: "attachment",
        entityId: id,
        detail: { nomination: nominationId },
        after: { type: facts.type, bytes: bytes.length, hash: facts.hash },
      })
    },
  }
}

/** What a write with a file answers; a file that the write did not take, or had taken before, is dropped. */
export async function keptWith<T>(
  kept: KeptFile | null,
  write: Promise<{ result: T; repeated: boolean }>,
): Promise<T> {
  try {
    const { result, repeated } = await write
    if (repeated) await kept?.drop()
    return result
  } catch (error) {
    await kept?.drop()
    throw error
  }
}
