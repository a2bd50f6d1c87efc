import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import type { UseCaseContext } from "../context.ts"
import { requirePhase } from "../programme/open-programme.ts"
import { organises, type SeenAttachment } from "../review/open-attachment.ts"
import { requireDraft } from "./attachment-window.ts"

/**
 * Takes a file away: its owner from a draft, the organiser a copy that it made for judges. Nobody sees it from then on;
 * its bytes go with usecases/retention/remove-files.ts. Errors: conflict, not_found, stale.
 */
export async function removeFile(
  ctx: UseCaseContext<MemberActor>,
  seen: SeenAttachment,
  command: { key: string },
): Promise<{ nominationId: string }> {
  const { file, programme, state } = seen
  const copy = file.redacts !== null
  const owner = copy ? organises(ctx.actor, seen) : seen.nominated
  if (!owner || file.nominationId === null) throw new DomainError("not_found", "not_found")
  const { nominationId } = file
  const now = ctx.now()
  if (copy) requirePhase(programme, "open", "screening", "review")
  else requireDraft({ state: state ?? "" }, programme, now)
  const { result } = await ctx.write(
    { key: command.key, action: "attachment.remove", result: { nominationId } },
    (store) => {
      store.programmes.during(programme.id, programme.phase)
      if (!copy) store.attachments.expectDraft(nominationId)
      store.attachments.remove(file.id, now)
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "attachment.remove",
        entity: "attachment",
        entityId: file.id,
        detail: { nomination: nominationId, copy },
        before: { type: file.type, bytes: file.bytes, hash: file.hash },
      })
    },
  )
  return result
}
