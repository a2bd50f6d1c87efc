import type { MemberActor } from "../../domain/actor.ts"
import type { UseCaseContext } from "../context.ts"
import type { AttachmentDeps, SentFile } from "./attachment-deps.ts"
import { requireDraft } from "./attachment-window.ts"
import { draftChange, type TypedNomination } from "./draft-change.ts"
import { keepFile, keptWith } from "./kept-file.ts"
import { ownNomination } from "./open-nomination.ts"

/**
 * Keeps a file with a draft, and the draft as it was typed: both or neither, so that nothing typed is lost when a file is
 * sent. Errors: forbidden, not_found, conflict, invalid (what no draft can hold, what is wrong with the file,
 * `attachments_too_many`), stale (somebody saved meanwhile).
 */
export async function attachFile(
  ctx: UseCaseContext<MemberActor>,
  deps: AttachmentDeps,
  id: string,
  { typed, sent }: { typed: TypedNomination; sent: SentFile },
  command: { key: string; revision: number },
): Promise<{ attachmentId: string }> {
  const sheet = await ownNomination(ctx, id)
  requireDraft(sheet.nomination, sheet.programme, ctx.now())
  const draft = draftChange(ctx, sheet, typed, command.revision)
  const kept = await keepFile(ctx, deps, sheet, sent)
  const asked = { key: command.key, action: "attachment.add", result: { attachmentId: kept.id } }
  const write = ctx.write(asked, (store) => {
    draft.put(store)
    kept.put(store)
  })
  return keptWith(kept, write)
}
