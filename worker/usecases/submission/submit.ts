import type { ValueRow } from "../../data/dossier.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { isAfterDay } from "../../domain/quarter.ts"
import { type Typed, unexplained } from "../../domain/submission/faults.ts"
import { nextState } from "../../domain/submission/states.ts"
import type { UseCaseContext } from "../context.ts"
import { submissionChange, typedFields } from "./event-fields.ts"
import { check, type Filing } from "./open-filing.ts"

export interface Submitted {
  submittedAt: string
  /** Judged by the first time it was submitted. */
  late: boolean
}

/** What is filed: values in the edition's format, and the reasons that were asked for. */
function filedRows(
  submissionId: string,
  filing: number,
  { texts, reasons }: Typed,
  soft: Fault[],
): ValueRow[] {
  const asked = new Set(soft.map((fault) => fault.field))
  return [...texts].map(([key, value]) => ({
    submissionId,
    provider: "company" as const,
    filing,
    key,
    value,
    reason: asked.has(key) ? (reasons.get(key)?.trim() ?? null) : null,
  }))
}

/**
 * The company submits what stands in its draft, with the reasons given at the last look. Late is a fact, not a state.
 * Errors: forbidden, conflict (state, closed), invalid (hard faults, soft ones without a reason, nothing typed), stale.
 */
export async function submit(
  ctx: UseCaseContext<MemberActor>,
  filing: Filing,
  reasons: ReadonlyMap<string, string>,
  command: { key: string; revision: number },
): Promise<Submitted> {
  const { dossier } = filing
  const { submission, quarter } = dossier
  if (!may(ctx.actor, "filing.submit")) throw new DomainError("forbidden", "forbidden")
  if (filing.locked && filing.locked !== "move_save") throw new DomainError("conflict", filing.locked)
  if (!submission || filing.typed.texts.size === 0)
    throw new DomainError("invalid", "invalid", [{ rule: "nothing_typed" }])
  const state = nextState(submission.state, "submit")
  const typed: Typed = { texts: filing.typed.texts, reasons: new Map([...filing.typed.reasons, ...reasons]) }
  const { texts, hard, soft } = check(filing, typed)
  const faults = [...hard, ...unexplained(soft)]
  if (faults.length > 0) throw new DomainError("invalid", "invalid", faults)
  const now = ctx.now()
  const at = now.toISOString()
  const firstSubmittedAt = submission.firstSubmittedAt ?? at
  const result = { submittedAt: at, late: isAfterDay(Date.parse(firstSubmittedAt), quarter.deadlineDay) }
  const number = submission.filing + 1
  const rows = filedRows(submission.id, number, { texts, reasons: typed.reasons }, soft)
  const changes = {
    state,
    filing: number,
    submittedAt: at,
    firstSubmittedAt,
    returnReason: null,
    returnedBy: null,
  }
  const written = await ctx.write({ key: command.key, action: "submission.submit", result }, (store) => {
    store.submissions.expectOpen(quarter.quarter, dossier.estate)
    store.submissions.expect(submission)
    store.submissions.expectPart(submission.id, "company", command.revision)
    store.submissions.savePart(
      {
        submissionId: submission.id,
        provider: "company",
        revision: command.revision + 1,
        savedAt: at,
        memberId: ctx.actor.memberId,
      },
      number,
      rows,
    )
    store.submissions.change(submission, changes)
    store.audit.record({
      id: ctx.newId(),
      at: now,
      action: "submission.submit",
      entity: "submission",
      entityId: submission.id,
      detail: { filing: number, late: result.late, values: texts.size },
      ...submissionChange(submission, changes, {
        before: typedFields({ texts: filing.typed.texts, reasons: new Map() }),
        after: typedFields({ texts, reasons: new Map() }),
      }),
    })
  })
  return written.result
}
