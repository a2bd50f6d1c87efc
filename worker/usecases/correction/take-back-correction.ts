import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { isQuarter } from "../../domain/quarter.ts"
import type { UseCaseContext } from "../context.ts"
import { once } from "../once.ts"
import { submissionChange } from "../submission/event-fields.ts"

const action = "correction.take_back"

type Found = NonNullable<Awaited<ReturnType<UseCaseContext["read"]["corrections"]["one"]>>>

/** Why a correction cannot be taken back any more, or null: it is over, or somebody has begun to work on it. */
function tooLate({ correction, submission, before, lastSavedAt, running }: Found): string | null {
  if (running) return "release_running"
  if (correction.closedBy || correction.takenBackAt) return "correction_over"
  const typed = lastSavedAt !== null && lastSavedAt >= correction.openedAt
  const moved = before !== null && submission?.revision !== before.revision
  return typed || moved ? "correction_begun" : null
}

async function takeBack(
  ctx: UseCaseContext<MemberActor>,
  { quarter, id }: { quarter: string; id: string },
  key: string,
): Promise<{ id: string }> {
  const found = isQuarter(quarter) ? await ctx.read.corrections.one(quarter, id) : null
  if (!found) throw new DomainError("not_found", "not_found")
  const reason = tooLate(found)
  if (reason) throw new DomainError("conflict", reason)
  const { correction, submission, before } = found
  const at = ctx.now()
  const { revision: _, ...restored } = before ?? { revision: 0 }
  const { result } = await ctx.write({ key, action, result: { id } }, (store) => {
    store.corrections.takeBack(correction, at)
    if (submission) store.submissions.expect(submission)
    if (submission && before) store.submissions.change(submission, restored)
    store.audit.record({
      id: ctx.newId(),
      at,
      action,
      entity: "estate",
      entityId: correction.estateId,
      concerns: submission?.organisationId,
      detail: { quarter },
      ...submissionChange(submission, restored, { before: {}, after: { takenBackAt: at.toISOString() } }),
    })
  })
  return result
}

/**
 * Takes a correction back as long as nobody has typed or decided anything since: the submission is again what it was.
 * Two round trips. Errors: forbidden, not_found, conflict (correction_over, correction_begun, release_running), stale.
 */
export async function takeBackCorrection(
  ctx: UseCaseContext<MemberActor>,
  { quarter, id }: { quarter: string; id: string },
  command: { key: string },
): Promise<{ id: string }> {
  if (!may(ctx.actor, "quarter.correct")) throw new DomainError("forbidden", "forbidden")
  return once(ctx, { key: command.key, action }, () => takeBack(ctx, { quarter, id }, command.key))
}
