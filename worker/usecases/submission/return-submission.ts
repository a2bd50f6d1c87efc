import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { nextState } from "../../domain/submission/states.ts"
import { MAX_REASON_TEXT } from "../../domain/submission/typed-text.ts"
import type { UseCaseContext } from "../context.ts"
import { type DecisionCommand, prepareDecisions, storeDecisions } from "./decide.ts"
import { decisionChange, submissionChange } from "./event-fields.ts"
import type { Verification } from "./open-verification.ts"

/** An authority sends the whole submission back with a reason; what it asked goes along. Errors: as prepareDecisions. */
export async function returnSubmission(
  ctx: UseCaseContext<MemberActor>,
  verification: Verification,
  command: DecisionCommand & { reason: string },
): Promise<{ done: string }> {
  const decided = await prepareDecisions(ctx, verification, command)
  const { submission, level, rows } = decided
  if (!verification.mayReturn) throw new DomainError("conflict", "move_return")
  const state = nextState(submission.state, "return")
  const reason = command.reason.trim()
  if (reason === "")
    throw new DomainError("invalid", "invalid", [{ rule: "return_reason_missing", field: "reason" }])
  if (reason.length > MAX_REASON_TEXT) {
    const faultWith = { max: MAX_REASON_TEXT, length: reason.length }
    throw new DomainError("invalid", "invalid", [
      { rule: "reason_too_long", field: "reason", with: faultWith },
    ])
  }
  const now = ctx.now()
  const changes = {
    state,
    returnedAt: now.toISOString(),
    returnReason: reason,
    returnedBy: level,
    streetVerifiedAt: null,
    verifiedAt: null,
  }
  const { result } = await ctx.write(
    { key: command.key, action: "submission.return", result: { done: state } },
    (store) => {
      storeDecisions(store, verification, decided)
      store.submissions.change(submission, changes)
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "submission.return",
        entity: "submission",
        entityId: submission.id,
        concerns: submission.organisationId,
        detail: {
          level,
          filing: submission.filing,
          asked: rows.filter((r) => r.decision === "asked").map((r) => r.key),
        },
        ...submissionChange(submission, changes, decisionChange(verification.dossier.findings, decided)),
      })
    },
  )
  return result
}
