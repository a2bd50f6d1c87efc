import type { MemberActor } from "../../domain/actor.ts"
import type { UseCaseContext } from "../context.ts"
import type { AttachmentDeps, SentFile } from "./attachment-deps.ts"
import { requireDraft } from "./attachment-window.ts"
import { draftChange, type TypedNomination } from "./draft-change.ts"
import { keepFile, keptWith } from "./kept-file.ts"
import { ownNomination } from "./open-nomination.ts"

/** A draft as it was typed, at the revision that was seen. */
interface TypedDraft {
  typed: TypedNomination
  revision: number
}

/**
 * Keeps a file with a draft, and with it the draft as it was typed (both or neither, so that nothing typed is lost when a
 * file is sent); a program sends the file alone. Errors: forbidden, not_found, conflict, invalid (what no draft can hold,
 * what is wrong with the file, `attachments_too_many`), stale (somebody saved meanwhile).
 */
export async function attachFile(
  ctx: UseCaseContext<MemberActor>,
  deps: AttachmentDeps,
  id: string,
  { draft, sent }: { draft: TypedDraft | null; sent: SentFile },
  command: { key: string },
): Promise<{ attachmentId: string }> {
  const sheet = await ownNomination(ctx, id)
  const { nomination, programme } = sheet
  requireDraft(nomination, programme, ctx.now())
  const change = draft && (await draftChange(ctx, sheet, draft.typed, draft.revision))
  const kept = await keepFile(ctx, deps, sheet, sent)
  const asked = { key: command.key, action: "attachment.add", result: { attachmentId: kept.id } }
  const write = ctx.write(asked, (store) => {
    if (change) change.put(store)
    else store.programmes.during(programme.id, "open")
    kept.put(store)
  })
  return keptWith(kept, write)
}
