import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { requireExplained } from "../../domain/registry/explain.ts"
import { mayLeave } from "../../domain/selection/next-in-line.ts"
import { hasReached } from "../../domain/selection/phases.ts"
import type { AwardDeps } from "../award/award-deps.ts"
import { strikeFromList, struckDetail, writeStruckList } from "../award/strike-from-list.ts"
import type { UseCaseContext } from "../context.ts"
import { requirePhase } from "../programme/open-programme.ts"
import { requireOwn } from "./open-nomination.ts"

/** A nomination of the actor's own organisation with its programme's lists. Errors: forbidden, not_found. */
async function ownListed(ctx: UseCaseContext<MemberActor>, id: string) {
  if (!may(ctx.actor, "nomination.edit")) throw new DomainError("forbidden", "forbidden")
  const listed = await ctx.read.nominations.listed(id)
  if (!listed) throw new DomainError("not_found", "not_found")
  requireOwn(ctx, listed)
  return listed
}

/**
 * Takes a nomination back before it is decided about; its judges are free again. A draft needs no reason. Once a list is
 * frozen, the next by rule moves up on a new list, as after an objection that was upheld. After the decision only who
 * waits may go: the new list is the same without it, and nobody moves up. Errors: forbidden, not_found,
 * conflict (withdrawn, decided), invalid (reason), stale.
 */
export async function withdrawNomination(
  ctx: UseCaseContext<MemberActor>,
  deps: Pick<AwardDeps, "digest" | "calendar">,
  id: string,
  typed: { reason: string },
  command: { key: string; revision: number },
): Promise<{ id: string }> {
  const { nomination, course } = await ownListed(ctx, id)
  const { programme } = course
  const { state } = nomination
  if (state === "withdrawn") throw new DomainError("conflict", "nomination_withdrawn")
  requirePhase(programme, "open", "screening", "review", "shortlist", "notice", "decided")
  const newest = course.lists.at(-1)?.document ?? null
  if (!mayLeave(id, { phase: programme.phase, newest }))
    throw new DomainError("conflict", "nomination_decided")
  const reason = typed.reason.trim()
  const missing = state === "submitted" && reason === ""
  requireExplained(missing ? [{ rule: "reason_missing", field: "reason" }] : [], [], reason)
  if (nomination.revision !== command.revision) throw await ctx.outrun({ entity: "nomination", id })
  const now = ctx.now()
  const at = now.toISOString()
  const away = { nominationId: id, reason: "withdrawn" as const }
  const struck = course.lists.length > 0 ? await strikeFromList(deps, course, away, now) : null
  const made = { memberId: ctx.actor.memberId, frozenAt: at, noticeId: ctx.newId() }
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
      if (struck) writeStruckList(store, course, struck, made)
      if (hasReached(programme.phase, "shortlist")) store.programmes.touchPublic(programme.id)
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "nomination.withdraw",
        entity: "nomination",
        entityId: id,
        detail: {
          programme: programme.slug,
          phase: programme.phase,
          reasonLength: [...reason].length,
          ...struckDetail(struck),
        },
        ...changedFields({ state }, { state: "withdrawn" }),
      })
    },
  )
  return result
}
