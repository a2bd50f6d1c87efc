import { z } from "zod"
import { act } from "../act.ts"
import { reasons } from "./inputs.ts"
import { filings } from "./open-filing.ts"
import { closedReason, closedRefusals } from "./open-submission.ts"
import { sendingOf } from "./sending-of.ts"

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
  plan(filing, { given, seen }, hand) {
    const { estate, quarter } = filing.dossier
    const closed = closedReason(filing)
    if (closed) throw hand.refusal(closed)
    const sending = sendingOf(filing, given.reasons, seen, hand)
    if (sending.faults) throw hand.refusal("invalid", { faults: sending.faults })
    const { submission, at, late, number, changes, part, rows, receipt, event } = sending
    return {
      result: { submittedAt: at, late },
      write(store) {
        store.submissions.expectOpen(quarter.quarter, estate)
        store.extensions.expect(quarter.quarter, [{ id: estate.id, day: filing.dossier.due.extendedDay }])
        store.submissions.expect(submission)
        store.submissions.expectPart(submission.id, "company", seen)
        store.submissions.savePart({ ...part, savedAt: at, memberId: hand.actor.memberId }, number, rows)
        store.submissions.change(submission, changes)
        store.receipts.add(receipt)
      },
      event,
    }
  },
})
