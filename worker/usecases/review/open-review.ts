import type { Reads } from "../../data/reads.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import { newConflicts } from "../../domain/selection/find-conflicts.ts"
import type { UseCaseContext } from "../context.ts"
import { recordConflicts } from "../judge/record-conflicts.ts"
import { requirePhase } from "../programme/open-programme.ts"

/** One candidate as its judge has it. */
export type OpenReview = NonNullable<Awaited<ReturnType<Reads["reviews"]["open"]>>>

/** An assignment that is no more, or a judge that takes part no more. */
function requireStanding({ assignment, judge, nomination }: OpenReview): void {
  if (assignment.endReason === "conflict") throw new DomainError("conflict", "review_conflict")
  const gone = nomination.state !== "submitted" || nomination.struckAt !== null
  if (assignment.endedAt !== null || judge.state !== "accepted" || gone)
    throw new DomainError("conflict", "review_ended")
}

/**
 * Opens one of the actor's own assignments. Conflicts of interest are looked for again each time: a new one goes on
 * record, ends the assignment and closes the page; the way through the graph stays with the organiser, since it would
 * tell who the candidate is. Errors: forbidden, not_found, conflict (phase, `review_conflict`, `review_ended`).
 */
export async function openReview(
  ctx: UseCaseContext<MemberActor>,
  assignmentId: string,
  on: "opening" | "scoring",
): Promise<OpenReview> {
  if (!may(ctx.actor, "review.write")) throw new DomainError("forbidden", "forbidden")
  const open = await ctx.read.reviews.open(assignmentId)
  if (!open) throw new DomainError("not_found", "not_found")
  const { programme, graph } = open
  requirePhase(programme, "review")
  requireStanding(open)
  const found = newConflicts(graph, { asOf: dayOf(ctx.now().getTime()) })
  if (found.length > 0) {
    await recordConflicts(ctx, { programme, found, on })
    throw new DomainError("conflict", "review_conflict")
  }
  return open
}
