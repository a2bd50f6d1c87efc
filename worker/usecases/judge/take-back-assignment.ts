import type { GivenTo } from "../../data/given-assignment.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { textMark } from "../../domain/audit/typed-value.ts"
import { DomainError } from "../../domain/errors.ts"
import { recordByHand } from "../../domain/selection/assignment.ts"
import { pairKey } from "../../domain/selection/find-conflicts.ts"
import { assignmentPhases } from "../../domain/selection/judging-phases.ts"
import type { UseCaseContext } from "../context.ts"
import { requirePhase, rulesOf } from "../programme/open-programme.ts"
import { openGiven } from "./open-assignment.ts"
import { readReason } from "./read-reason.ts"

/** What was asked: `seen` is the revision of the review that the person saw, 0 for none; null for whoever saw none. */
export interface TakeBack {
  key: string
  reason: string
  seen: number | null
}

/**
 * Takes one candidate away from one judge by hand: it ends, and what the judge has scored counts for nothing, all on
 * record. Once the judge has begun that needs a reason. Later runs do not give the pair again. Errors: forbidden,
 * not_found, conflict (`assign_ended`, the phase), invalid (`explain` when the reason is missing), stale (the judge scored
 * meanwhile).
 */
export async function takeBackAssignment(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  which: GivenTo,
  command: TakeBack,
): Promise<{ run: number; voided: boolean }> {
  const { programme, run, given } = await openGiven(ctx, slug, which)
  requirePhase(programme, ...assignmentPhases)
  if (given.endedAt !== null) throw new DomainError("conflict", "assign_ended")
  if (command.seen !== null && command.seen !== given.reviewRevision)
    throw await ctx.outrun({ entity: "assignment", id: given.id })
  const { review } = given
  const soft = review === "none" ? [] : [{ rule: "take_back_reason", field: "reason" }]
  const reason = readReason(command.reason, { soft })
  const at = ctx.now()
  const { seed, review: panel } = rulesOf(programme)
  const pair = pairKey(given)
  const record = recordByHand({
    judges: [given.judgeId],
    candidates: [given.nominationId],
    kept: [pair],
    fixed: review === "submitted" ? [pair] : [],
    ...(reason && { reason }),
  })
  const done = { run, voided: review !== "none" }
  const asked = { key: command.key, action: "assignment.take_back", result: done }
  const { result } = await ctx.write(asked, (store) => {
    store.programmes.during(programme.id, programme.phase)
    store.assignments.takeBack(given, at)
    store.assignments.addRun({
      programmeId: programme.id,
      number: run,
      seed,
      perCandidate: panel.perCandidate,
      kind: "taken_back",
      record: JSON.stringify(record),
      memberId: ctx.actor.memberId,
      at: at.toISOString(),
    })
    store.audit.record({
      id: ctx.newId(),
      at,
      action: asked.action,
      entity: "assignment",
      entityId: given.id,
      detail: {
        programme: programme.id,
        run,
        judge: given.judgeId,
        nomination: given.nominationId,
        ...(reason && { reason: textMark(reason) }),
      },
      before: { review },
      after: { endReason: "taken_back" },
    })
  })
  return result
}
