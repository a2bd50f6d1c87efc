import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import type { UseCaseContext } from "../context.ts"
import { type DecisionCommand, prepareDecisions, storeDecisions } from "./decide.ts"
import { decisionChange, submissionChange } from "./event-fields.ts"
import type { Verification } from "./open-verification.ts"

/** Keeps an official's decisions so far, before verifying or returning. Errors: as prepareDecisions. */
export async function saveFindings(
  ctx: UseCaseContext<MemberActor>,
  verification: Verification,
  command: DecisionCommand,
): Promise<{ done: string }> {
  const decided = await prepareDecisions(ctx, verification, command)
  if (!verification.move && !verification.mayReturn)
    throw new DomainError("conflict", `move_verify_${decided.level}`)
  const { submission, level, rows } = decided
  const { result } = await ctx.write(
    { key: command.key, action: "submission.save_findings", result: { done: "saved" } },
    (store) => {
      storeDecisions(store, verification, decided)
      store.submissions.change(submission, {})
      store.audit.record({
        id: ctx.newId(),
        at: ctx.now(),
        action: "submission.save_findings",
        entity: "submission",
        entityId: submission.id,
        detail: { level, filing: submission.filing, decisions: rows.length },
        ...submissionChange(submission, {}, decisionChange(verification.dossier.findings, decided)),
      })
    },
  )
  return result
}
