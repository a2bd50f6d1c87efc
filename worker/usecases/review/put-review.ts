import type { ReviewRow } from "../../data/reviews.ts"
import type { Stores } from "../../data/stores.ts"
import { type Change, changedFields } from "../../domain/audit/changed-fields.ts"
import { textMark } from "../../domain/audit/typed-value.ts"
import type { ReviewContent } from "../../domain/selection/review-form.ts"
import type { UseCaseContext } from "../context.ts"
import type { OpenReview } from "./open-review.ts"

/** What a judge saw when it wrote. */
export interface ReviewCommand {
  key: string
  /** The revision of the review; 0 before there was one. */
  revision: number
}

/** How a review stands after it was written. */
export interface SavedReview {
  revision: number
  savedAt: string
}

type State = ReviewRow["state"]

function fieldsOf({ scores, abstained, confidence, comment }: ReviewContent, state: State) {
  const said = Object.entries(scores).map(([code, score]) => [code, score ?? "abstained"] as const)
  return { ...Object.fromEntries(said), abstained, confidence, comment, state }
}

/** How a review changes, as fields of its event; the comment stands by its length. */
function changeOf(old: ReviewRow | null, content: ReviewContent, state: State): Change {
  return changedFields(old && fieldsOf(old, old.state), fieldsOf(content, state), (value, field) =>
    field === "comment" ? textMark(value as string | null) : value,
  )
}

/** Puts a review as a whole into a batch, with its event. */
export function putReview(
  ctx: Pick<UseCaseContext, "newId">,
  store: Stores,
  { assignment, programme, review }: OpenReview,
  change: { content: ReviewContent; state: State; action: string; seen: number; now: Date },
): void {
  const { content, state, action, seen, now } = change
  const at = now.toISOString()
  store.programmes.during(programme.id, "review")
  store.reviews.save(
    {
      ...content,
      assignmentId: assignment.id,
      state,
      revision: seen + 1,
      updatedAt: at,
      submittedAt: state === "submitted" ? at : null,
    },
    { revision: seen },
  )
  store.audit.record({
    id: ctx.newId(),
    at: now,
    action,
    entity: "review",
    entityId: assignment.id,
    detail: { programme: programme.id, revision: seen + 1 },
    ...changeOf(review, content, state),
  })
}
