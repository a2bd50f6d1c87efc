import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { nextState } from "../../domain/submission/states.ts"
import type { UseCaseContext } from "../context.ts"
import { type DecisionCommand, prepareDecisions, storeDecisions } from "./decide.ts"
import { decisionChange, submissionChange } from "./event-fields.ts"
import type { Verification } from "./open-verification.ts"

/**
 * A street or district passes a submission on, with its decisions; a value without a decision is accepted by it. The
 * street comes first. Errors: as prepareDecisions, and conflict `asked_open` while something is asked.
 */
export async function verify(
  ctx: UseCaseContext<MemberActor>,
  verification: Verification,
  command: DecisionCommand,
): Promise<{ done: string }> {
  const decided = await prepareDecisions(ctx, verification, command)
  const { submission, level, rows } = decided
  const move = level === "street" ? "verify_street" : "verify_district"
  if (verification.move !== move) throw new DomainError("conflict", `move_${move}`)
  const state = nextState(submission.state, move)
  const asked = rows.filter((row) => row.decision === "asked").length
  if (asked > 0) throw new DomainError("conflict", "asked_open", [], { n: asked })
  const now = ctx.now()
  const action = `submission.verify_${level}`
  const changes = { state, [level === "street" ? "streetVerifiedAt" : "verifiedAt"]: now.toISOString() }
  const { result } = await ctx.write({ key: command.key, action, result: { done: state } }, (store) => {
    storeDecisions(store, verification, decided)
    store.submissions.change(submission, changes)
    store.audit.record({
      id: ctx.newId(),
      at: now,
      action,
      entity: "submission",
      entityId: submission.id,
      concerns: submission.organisationId,
      detail: {
        filing: submission.filing,
        adjusted: rows.filter((row) => row.decision === "adjusted").map((row) => row.key),
      },
      ...submissionChange(submission, changes, decisionChange(verification.dossier.findings, decided)),
    })
  })
  return result
}
