import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { canonicalJson } from "../../domain/canonical.ts"
import { DomainError } from "../../domain/errors.ts"
import { sensitiveFaults } from "../../domain/public-text.ts"
import { requireExplained } from "../../domain/registry/explain.ts"
import type { ShortlistDocument } from "../../domain/selection/shortlist.ts"
import type { UseCaseContext } from "../context.ts"
import { recordConflicts } from "../judge/record-conflicts.ts"
import { requirePhase } from "../programme/open-programme.ts"
import type { AwardDeps } from "./award-deps.ts"
import { keptReason, outrunAs, reasonDetail, whoWasFirst } from "./explained.ts"
import { prepareShortlist } from "./prepare-shortlist.ts"

/**
 * Freezes the list that the secretary saw: numbered, canonical, hashed; review → shortlist. Conflicts of interest are
 * looked for once more: what is found goes on record, takes its scores away and stops the freezing, so that the list is
 * looked at again. Errors: forbidden, not_found, conflict (phase, `conflicts_found`), invalid (nobody ranked; `explain` when a reason is missing), stale (the list is another one by now, or
 * somebody else was first).
 */
export async function freezeShortlist(
  ctx: UseCaseContext<MemberActor>,
  { digest }: Pick<AwardDeps, "digest">,
  slug: string,
  command: { key: string; seen: string; reason: string },
): Promise<{ number: number }> {
  const prepared = await prepareShortlist(ctx, slug)
  const { programme, categories, lists, soft, hard } = prepared
  if (lists.length > 0) throw new DomainError("conflict", "shortlist_frozen", [], { number: lists.length })
  requirePhase(programme, "review")
  if (prepared.seen !== command.seen)
    throw await outrunAs(ctx, "shortlist_moved", { entity: "course", id: programme.id })
  if (prepared.conflicts.length > 0) {
    const { removed } = await recordConflicts(ctx, { programme, found: prepared.conflicts, on: "freezing" })
    throw new DomainError("conflict", "conflicts_found", [], { count: removed })
  }
  const reason = command.reason.trim()
  requireExplained([...hard, ...sensitiveFaults("reason", reason)], soft, reason)
  const now = ctx.now()
  const document: ShortlistDocument = {
    format: 1,
    programmeId: programme.id,
    number: 1,
    rulesVersion: programme.rulesVersion,
    rulesHash: programme.rulesHash ?? "",
    frozenAt: now.toISOString(),
    categories,
  }
  const text = canonicalJson(document)
  const hash = await digest(text)
  const write = ctx.write(
    { key: command.key, action: "shortlist.freeze", result: { number: 1 } },
    (store) => {
      store.programmes.during(programme.id, "review")
      store.shortlists.expectField(programme.id, prepared.mark)
      store.programmes.change(programme, { phase: "shortlist" })
      store.programmes.touchPublic(programme.id)
      store.shortlists.add({
        programmeId: programme.id,
        number: 1,
        document: text,
        hash,
        memberId: ctx.actor.memberId,
        frozenAt: document.frozenAt,
        reason: keptReason(soft, reason),
      })
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "shortlist.freeze",
        entity: "shortlist",
        entityId: `${programme.id}/1`,
        detail: { programme: slug, number: 1, hash, ...reasonDetail(soft, reason) },
        ...changedFields({ phase: "review" }, { phase: "shortlist" }),
      })
    },
  )
  const { result } = await whoWasFirst(ctx, write, "shortlist_first", programme.id)
  return result
}
