import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import { requireExplained } from "../../domain/registry/explain.ts"
import { hasReached } from "../../domain/selection/phases.ts"
import type { UseCaseContext } from "../context.ts"
import { requirePhase } from "../programme/open-programme.ts"
import { ownNomination } from "./open-nomination.ts"

/**
 * Takes a nomination back before anything is decided; its judges are free again. A draft needs no reason. Errors:
 * forbidden, not_found, conflict (withdrawn, decided), invalid (reason), stale.
 */
export async function withdrawNomination(
  ctx: UseCaseContext<MemberActor>,
  id: string,
  typed: { reason: string },
  command: { key: string; revision: number },
): Promise<{ id: string }> {
  const { nomination, programme } = await ownNomination(ctx, id)
  const { state } = nomination
  if (state === "withdrawn") throw new DomainError("conflict", "nomination_withdrawn")
  requirePhase(programme, "open", "screening", "review", "shortlist", "notice")
  const reason = typed.reason.trim()
  const missing = state === "submitted" && reason === ""
  requireExplained(missing ? [{ rule: "reason_missing", field: "reason" }] : [], [], reason)
  if (nomination.revision !== command.revision) throw new DomainError("stale", "stale")
  const now = ctx.now()
  const at = now.toISOString()
  const { result } = await ctx.write(
    { key: command.key, action: "nomination.withdraw", result: { id } },
    (store) => {
      store.programmes.during(programme.id, programme.phase)
      store.nominations.change(nomination, {
        state: "withdrawn",
        withdrawnAt: at,
        withdrawReason: reason === "" ? null : reason,
        updatedAt: at,
      })
      store.nominations.endAssignments(id, at)
      if (hasReached(programme.phase, "shortlist")) store.programmes.touchPublic(programme.id)
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "nomination.withdraw",
        entity: "nomination",
        entityId: id,
        detail: { programme: programme.slug, phase: programme.phase, reasonLength: [...reason].length },
        ...changedFields({ state }, { state: "withdrawn" }),
      })
    },
  )
  return result
}
