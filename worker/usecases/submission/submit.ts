import { z } from "zod"
import type { ValueRow } from "../../data/dossier.ts"
import type { Fault } from "../../domain/errors.ts"
import { type Typed, unexplained } from "../../domain/submission/faults.ts"
import { dueDay, isLate, sentAt } from "../../domain/submission/lateness.ts"
import { nextState } from "../../domain/submission/states.ts"
import { act } from "../act.ts"
import { submissionEvent, typedFields } from "./event-fields.ts"
import { reasons } from "./inputs.ts"
import { checkSending, filings } from "./open-filing.ts"
import { closedReason, closedRefusals } from "./open-submission.ts"

/** What is filed: values in the edition's format, and the reasons that were asked for. */
function filedRows(
  submissionId: string,
  filing: number,
  { texts, reasons }: Typed,
  soft: Fault[],
): ValueRow[] {
  const asked = new Set(soft.flatMap(({ field }) => field ?? []))
  const of = { submissionId, provider: "company" as const, filing }
  const reasonOf = (key: string) => reasons.get(key)?.trim() || null
  const typed = [...texts].map(([key, value]) => {
    const told = asked.has(key) || value === "NA"
    return { ...of, key, value, reason: told ? reasonOf(key) : null }
  })
  // A reason for what is not there: an empty value, or the part as a whole.
  const without = [...asked].filter((key) => !texts.has(key))
  return [...typed, ...without.map((key) => ({ ...of, key, value: "", reason: reasonOf(key) }))]
}

/**
 * The company submits what stands in its draft, with the reasons given at the last look. Late is a fact, not a state,
 * judged by this version and the deadline that applies to it. Invalid: hard faults, soft ones without a reason, nothing typed.
 */
export const submit = act({
  name: "submission.submit",
  may: ["filing.submit"],
  on: filings,
  input: z
    .strictObject({ reasons: reasons.optional() })
    .meta({ id: "SignOff" })
    .transform((sent) => ({ reasons: new Map(Object.entries(sent.reasons ?? {})) })),
  seen: "revision",
  refusals: { move_submit: "conflict", ...closedRefusals },
  plan(filing, { given, seen }, { actor, now, newId, refusal }) {
    const { estate, submission, quarter, due, correction } = filing.dossier
    const closed = closedReason(filing)
    if (closed) throw refusal(closed)
    if (!submission || filing.typed.texts.size === 0)
      throw refusal("invalid", { faults: [{ rule: "nothing_typed" }] })
    const state = nextState(submission.state, "submit")
    const typed = { ...filing.typed, reasons: new Map([...filing.typed.reasons, ...given.reasons]) }
    const { texts, hard, soft } = checkSending(filing, typed)
    const faults = [...hard, ...unexplained(soft)]
    if (faults.length > 0) throw refusal("invalid", { faults })
    const at = now.toISOString()
    const firstSubmittedAt = submission.firstSubmittedAt ?? at
    const sent = sentAt(now, due, submission, correction !== null)
    const late = isLate(sent)
    const number = submission.filing + 1
    const part = { submissionId: submission.id, provider: "company" as const, revision: seen + 1 }
    const receipt = {
      id: newId(),
      submissionId: submission.id,
      filing: number,
      organisationId: actor.organisation.id,
      memberId: actor.memberId,
      sentAt: at,
      dueDay: sent.sentDueDay ?? dueDay(due, submission),
      late,
    }
    const rows = filedRows(submission.id, number, { texts, reasons: typed.reasons }, soft)
    const changes = {
      state,
      filing: number,
      submittedAt: at,
      firstSubmittedAt,
      ...sent,
      returnReason: null,
      returnedBy: null,
    }
    return {
      result: { submittedAt: at, late },
      write(store) {
        store.submissions.expectOpen(quarter.quarter, estate)
        store.submissions.expect(submission)
        store.submissions.expectPart(submission.id, "company", seen)
        store.submissions.savePart({ ...part, savedAt: at, memberId: actor.memberId }, number, rows)
        store.submissions.change(submission, changes)
        store.receipts.add(receipt)
      },
      event: submissionEvent(
        submission,
        changes,
        { filing: number, late, values: texts.size },
        {
          before: typedFields({ texts: filing.typed.texts, reasons: new Map() }),
          after: typedFields({ texts, reasons: new Map() }),
        },
      ),
    }
  },
})
