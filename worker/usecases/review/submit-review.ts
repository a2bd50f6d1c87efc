import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { missingInReview, readReview, type TypedReview } from "../../domain/selection/review-form.ts"
import type { UseCaseContext } from "../context.ts"
import type { OpenReview } from "./open-review.ts"
import { putReview, type ReviewCommand, type SavedReview } from "./put-review.ts"

/** Submits a review, or submits it anew as long as reviews are taken. Errors: invalid (what is wrong or missing), stale. */
export async function submitReview(
  ctx: UseCaseContext<MemberActor>,
  open: OpenReview,
  typed: TypedReview,
  { key, revision }: ReviewCommand,
): Promise<SavedReview> {
  const { criteria } = open.rules
  const { content, faults } = readReview(criteria, typed)
  const all = faults.length > 0 ? faults : missingInReview(criteria, content)
  if (all.length > 0) throw new DomainError("invalid", "invalid", all)
  const now = ctx.now()
  const saved = { revision: revision + 1, savedAt: now.toISOString() }
  const { result } = await ctx.write({ key, action: "review.submit", result: saved }, (store) =>
    putReview(ctx, store, open, {
      content,
      state: "submitted",
      action: "review.submit",
      seen: revision,
      now,
    }),
  )
  return result
}
