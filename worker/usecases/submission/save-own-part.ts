import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import type { Typed } from "../../domain/submission/faults.ts"
import type { UseCaseContext } from "../context.ts"
import { once } from "../once.ts"
import { type Filing, openFilingFor } from "./open-filing.ts"
import { type SavedDraft, saveDraft } from "./save-draft.ts"

/**
 * Saves the part, once. When it is refused as stale although nobody saved this part, only another part or the state
 * moved meanwhile: once more on what stands now. Errors: as saveDraft.
 */
export async function saveOwnPart(
  ctx: UseCaseContext<MemberActor>,
  filing: Filing,
  typed: Typed,
  command: { key: string; revision: number },
): Promise<SavedDraft> {
  const attempt = (open: Filing) =>
    once(ctx, { key: command.key, action: "submission.save" }, () => saveDraft(ctx, open, typed, command))
  try {
    return await attempt(filing)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "stale") throw error
    const { estate, quarter } = filing.dossier
    const now = await openFilingFor(ctx, estate.slug, quarter.quarter)
    if (now.partRevision !== command.revision) throw error
    return attempt(now)
  }
}
