import { z } from "zod"
import { DomainError } from "../../domain/errors.ts"
import { isQuarter } from "../../domain/quarter.ts"
import { act, type Target } from "../act.ts"
import type { UseCaseContext } from "../context.ts"
import { submissionChange } from "../submission/event-fields.ts"

type Found = NonNullable<Awaited<ReturnType<UseCaseContext["read"]["corrections"]["one"]>>>

/** Why a correction cannot be taken back any more, or null: it is over, or somebody has begun to work on it. */
function tooLate({ correction, submission, before, lastSavedAt, running }: Found) {
  if (running) return "release_running"
  if (correction.closedBy || correction.takenBackAt) return "correction_over"
  const typed = lastSavedAt !== null && lastSavedAt >= correction.openedAt
  const moved = before !== null && submission?.revision !== before.revision
  return typed || moved ? "correction_begun" : null
}

/** A correction, with what it was opened on. */
const corrections: Target<Found, { quarter: string; correctionId: string }> = {
  async open(ctx, { quarter, correctionId }) {
    const found = isQuarter(quarter) ? await ctx.read.corrections.one(quarter, correctionId) : null
    if (!found) throw new DomainError("not_found", "not_found")
    return found
  },
  nameOf: ({ correction: { quarter, id } }) => ({ quarter, correctionId: id }),
}

/** Takes a correction back as long as nobody has typed or decided anything since: the submission is again what it was. */
export const takeBackCorrection = act({
  name: "correction.take_back",
  may: ["quarter.correct"],
  on: corrections,
  input: z.strictObject({}),
  seen: "nothing",
  refusals: { release_running: "conflict", correction_over: "conflict", correction_begun: "conflict" },
  plan(found, _, { now, refusal }) {
    const reason = tooLate(found)
    if (reason) throw refusal(reason)
    const { correction, submission, before } = found
    const { revision: __, ...restored } = before ?? { revision: 0 }
    return {
      result: { id: correction.id },
      write(store) {
        store.corrections.takeBack(correction, now)
        if (submission) store.submissions.expect(submission)
        if (submission && before) store.submissions.change(submission, restored)
      },
      event: {
        entity: "estate",
        entityId: correction.estateId,
        concerns: submission?.organisationId,
        detail: { quarter: correction.quarter },
        ...submissionChange(submission, restored, { before: {}, after: { takenBackAt: now.toISOString() } }),
      },
    }
  },
})
