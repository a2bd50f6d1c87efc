import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { dayOf } from "../../domain/quarter.ts"
import { newConflicts } from "../../domain/selection/find-conflicts.ts"
import { judgePhases } from "../../domain/selection/judging-phases.ts"
import type { UseCaseContext } from "../context.ts"
import { requirePhase } from "../programme/open-programme.ts"
import { ownToChange } from "./own-judge.ts"
import { putConflicts } from "./record-conflicts.ts"

/**
 * A judge accepts or declines; its conflicts are computed once more. Errors: forbidden, not_found, conflict (answered
 * already, another phase), invalid (`answer_missing`), stale.
 */
export async function answerInvitation(
  ctx: UseCaseContext<MemberActor>,
  judgeId: string,
  { key, answer }: { key: string; answer: string },
): Promise<{ judgeId: string; state: "accepted" | "declined" }> {
  const { programme, judge, graph } = await ownToChange(ctx, judgeId)
  requirePhase(programme, ...judgePhases)
  if (judge.state !== "invited") throw new DomainError("conflict", "judge_answered")
  if (answer !== "accepted" && answer !== "declined")
    throw new DomainError("invalid", "invalid", [{ rule: "answer_missing", field: "answer" }])
  const at = ctx.now()
  const found = answer === "accepted" ? newConflicts(graph, { asOf: dayOf(at.getTime()) }) : []
  const asked = { key, action: "judge.answer", result: { judgeId, state: answer } as const }
  const { result } = await ctx.write(asked, (store) => {
    store.programmes.during(programme.id, programme.phase)
    store.judges.change(judge, { state: answer, answeredAt: at.toISOString() })
    putConflicts(ctx, store, { programme, found, on: "invitation" })
    store.audit.record({
      id: ctx.newId(),
      at,
      action: asked.action,
      entity: "judge",
      entityId: judgeId,
      detail: { programme: programme.id, conflicts: found.length },
      before: { state: judge.state },
      after: { state: answer },
    })
  })
  return result
}
