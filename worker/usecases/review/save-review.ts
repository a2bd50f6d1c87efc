import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { readReview, type TypedReview } from "../../domain/selection/review-form.ts"
import type { UseCaseContext } from "../context.ts"
import type { OpenReview } from "./open-review.ts"
import { putReview, type ReviewCommand, type SavedReview } from "./put-review.ts"

/**
 * Saves a review as far as it has come. What was submitted is changed by submitting it again. Errors: conflict
 * (`review_submitted`), invalid (what no review can hold), stale.
 */
export async function saveReview(
  ctx: UseCaseContext<MemberActor>,
  open: OpenReview,
  typed: TypedReview,
  { key, revision }: ReviewCommand,
): Promise<SavedReview> {
  const { content, faults } = readReview(open.rules.criteria, typed)
  if (faults.length > 0) throw new DomainError("invalid", "invalid", faults)
  if (open.review?.state === "submitted") throw new DomainError("conflict", "review_submitted")
  const now = ctx.now()
  const saved = { revision: revision + 1, savedAt: now.toISOString() }
  const { result } = await ctx.write({ key, action: "review.save", result: saved }, (store) =>
    putReview(ctx, store, open, { content, state: "draft", action: "review.save", seen: revision, now }),
  )
  return result
}
