import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { nextState } from "../../domain/submission/states.ts"
import type { UseCaseContext } from "../context.ts"
import { submissionChange } from "./event-fields.ts"
import type { Filing } from "./open-filing.ts"
import { requireOpen } from "./open-submission.ts"

/** The company takes a submission back before anybody has verified it. Errors: forbidden, conflict, stale. */
export async function withdraw(
  ctx: UseCaseContext<MemberActor>,
  filing: Filing,
  command: { key: string },
): Promise<void> {
  const { dossier } = filing
  if (!may(ctx.actor, "filing.submit")) throw new DomainError("forbidden", "forbidden")
  requireOpen(filing)
  const { submission } = dossier
  if (!submission) throw new DomainError("conflict", "move_withdraw")
  const state = nextState(submission.state, "withdraw")
  const changes = { state, submittedAt: null }
  await ctx.write({ key: command.key, action: "submission.withdraw", result: null }, (store) => {
    store.submissions.expectOpen(dossier.quarter.quarter, dossier.estate)
    store.submissions.expect(submission)
    store.submissions.change(submission, changes)
    store.audit.record({
      id: ctx.newId(),
      at: ctx.now(),
      action: "submission.withdraw",
      entity: "submission",
      entityId: submission.id,
      detail: { filing: submission.filing },
      ...submissionChange(submission, changes),
    })
  })
}
