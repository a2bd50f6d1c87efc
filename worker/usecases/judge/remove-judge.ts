import type { MemberActor } from "../../domain/actor.ts"
import { textMark } from "../../domain/audit/typed-value.ts"
import { DomainError } from "../../domain/errors.ts"
import { judgePhases } from "../../domain/selection/judging-phases.ts"
import { MAX_REASON_TEXT } from "../../domain/submission/typed-text.ts"
import type { UseCaseContext } from "../context.ts"
import { requirePhase } from "../programme/open-programme.ts"
import { judgeToChange } from "./open-judge.ts"

function requireReason(reason: string): void {
  const length = [...reason].length
  if (length > 0 && length <= MAX_REASON_TEXT) return
  const rule = length === 0 ? "judge_reason_missing" : "judge_reason_long"
  throw new DomainError("invalid", "invalid", [{ rule, field: "reason", with: { max: MAX_REASON_TEXT } }])
}

/**
 * Takes a judge out of a programme: what it has ends, and its reviews count for nothing any more, all on record; the
 * candidates that lack a judge now get one by another run. Errors: forbidden, not_found, conflict (judge_over, another
 * phase), invalid (the reason), stale.
 */
export async function removeJudge(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  judgeId: string,
  command: { key: string; revision: number; reason: string },
): Promise<{ judgeId: string; ended: number }> {
  const { programme, judge, graph } = await judgeToChange(ctx, slug, judgeId)
  requirePhase(programme, ...judgePhases)
  if (judge.state === "removed") throw new DomainError("conflict", "judge_over")
  const reason = command.reason.trim()
  requireReason(reason)
  const at = ctx.now()
  const ended = graph.assignments.length
  const voided = graph.assignments.filter(({ review }) => review !== "none").length
  const asked = { key: command.key, action: "judge.remove", result: { judgeId, ended } }
  const { result } = await ctx.write(asked, (store) => {
    store.programmes.during(programme.id, programme.phase)
    store.judges.change(
      { id: judgeId, revision: command.revision },
      { state: "removed", endedAt: at.toISOString(), endReason: reason },
    )
    store.assignments.endOfJudge(judgeId, { reason: "judge_removed", at })
    store.audit.record({
      id: ctx.newId(),
      at,
      action: asked.action,
      entity: "judge",
      entityId: judgeId,
      detail: { programme: programme.id, assignments: ended, reviews: voided, reason: textMark(reason) },
      before: { state: judge.state },
      after: { state: "removed" },
    })
  })
  return result
}
