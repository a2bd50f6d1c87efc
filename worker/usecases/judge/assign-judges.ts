import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { dayOf } from "../../domain/quarter.ts"
import { planAssignment } from "../../domain/selection/plan-assignment.ts"
import type { UseCaseContext } from "../context.ts"
import { rulesOf } from "../programme/open-programme.ts"
import { assignmentToChange } from "./open-assignment.ts"
import { putConflicts } from "./record-conflicts.ts"

/** What a run has done. */
export interface RunDone {
  run: number
  added: number
  ended: number
  short: number
  conflicts: number
}

/**
 * Gives all candidates to judges by the rules' seed: finds and records conflicts first, keeps what stands where it can,
 * and stores what it was given so that anybody can run it again. Two runs at once: one of them is stale. Errors: forbidden,
 * not_found, conflict (the phase), invalid (nobody ready, no candidates), stale.
 */
export async function assignJudges(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  { key }: { key: string },
): Promise<RunDone> {
  const { programme, judges, run, graph, taken } = await assignmentToChange(ctx, slug)
  const rules = rulesOf(programme)
  const at = ctx.now()
  const plan = planAssignment(rules, graph, judges, { asOf: dayOf(at.getTime()), taken })
  const { found, added, ended, record } = plan
  if (record.candidates.length === 0)
    throw new DomainError("invalid", "invalid", [{ rule: "assign_no_candidates" }])
  if (record.judges.length === 0) throw new DomainError("invalid", "invalid", [{ rule: "assign_no_judges" }])
  const over = Object.values(ended).reduce((sum, pairs) => sum + pairs.length, 0)
  const short = plan.short.length
  const done: RunDone = { run, added: added.length, ended: over, short, conflicts: found.length }
  const asked = { key, action: "assignment.run", result: done }
  const { result } = await ctx.write(asked, (store) => {
    store.programmes.during(programme.id, programme.phase)
    putConflicts(ctx, store, { programme, found, on: "bulk" })
    for (const reason of ["conflict", "withdrawn", "judge_removed", "moved"] as const)
      store.assignments.endPairs(ended[reason], { reason, at })
    store.assignments.addRun({
      programmeId: programme.id,
      number: run,
      seed: rules.seed,
      perCandidate: rules.review.perCandidate,
      kind: "bulk",
      record: JSON.stringify(record),
      memberId: ctx.actor.memberId,
      at: at.toISOString(),
    })
    store.assignments.addMany(
      added.map((pair) => ({
        ...pair,
        id: ctx.newId(),
        programmeId: programme.id,
        run,
        assignedAt: at.toISOString(),
      })),
    )
    store.audit.record({
      id: ctx.newId(),
      at,
      action: asked.action,
      entity: "assignment",
      entityId: programme.id,
      detail: { run, candidates: record.candidates.length, judges: record.judges.length },
      after: { ...done, moved: record.moved },
    })
  })
  return result
}
