import { z } from "zod"
import { takenBack } from "../../domain/submission/lateness.ts"
import { nextState } from "../../domain/submission/states.ts"
import { act } from "../act.ts"
import { submissionEvent } from "./event-fields.ts"
import { filings } from "./open-filing.ts"
import { closedReason, closedRefusals } from "./open-submission.ts"

/** The company takes a submission back before anybody has verified it. */
export const withdraw = act({
  name: "submission.withdraw",
  may: ["filing.submit"],
  on: filings,
  input: z.strictObject({}),
  seen: "nothing",
  refusals: { move_withdraw: "conflict", ...closedRefusals },
  plan(filing, _, { refusal }) {
    const { dossier } = filing
    const { estate, quarter, submission } = dossier
    const closed = closedReason(filing)
    if (closed) throw refusal(closed)
    if (!submission) throw refusal("move_withdraw")
    const changes = {
      state: nextState(submission.state, "withdraw"),
      submittedAt: null,
      ...takenBack(submission, dossier.correction !== null),
    }
    return {
      result: null,
      write(store) {
        store.submissions.expectOpen(quarter.quarter, estate)
        store.submissions.expect(submission)
        store.submissions.change(submission, changes)
      },
      event: submissionEvent(submission, changes, { filing: submission.filing }),
    }
  },
})
