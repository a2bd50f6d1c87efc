import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { type Feedback, feedbackOf } from "../../domain/selection/feedback.ts"
import { hasReached } from "../../domain/selection/phases.ts"
import type { UseCaseContext } from "../context.ts"

export interface OpenFeedback {
  nominationId: string
  programme: { slug: string; title: string }
  feedback: Feedback
}

/**
 * What came of the own nomination, for who asks: available once everything is decided. One round trip. Errors:
 * forbidden, not_found (also somebody else's), conflict (`feedback_early`).
 */
export async function openFeedback(
  ctx: UseCaseContext<MemberActor>,
  nominationId: string,
): Promise<OpenFeedback> {
  if (!may(ctx.actor, "nomination.read")) throw new DomainError("forbidden", "forbidden")
  const found = await ctx.read.feedback.of(nominationId)
  if (!found || found.nomination.state === "draft") throw new DomainError("not_found", "not_found")
  const { slug, title, phase } = found.programme
  if (!hasReached(phase, "decided")) throw new DomainError("conflict", "feedback_early")
  return { nominationId, programme: { slug, title }, feedback: feedbackOf(found) }
}
