import { z } from "zod"
import { act } from "../act.ts"
import { decided, decidingRefusals, settledIn, storeDecisions } from "./decide.ts"
import { decisionChange, submissionEvent } from "./event-fields.ts"
import { decisions, settled } from "./inputs.ts"
import { verifications } from "./open-verification.ts"

/** Keeps an official's decisions so far, before verifying or returning. */
export const saveFindings = act({
  name: "submission.save_findings",
  may: ["verification.decide"],
  on: verifications,
  input: z.strictObject({ decisions, settled: settled.optional() }).meta({ id: "Findings" }),
  seen: "version",
  refusals: decidingRefusals,
  async plan(open, asked, hand) {
    const found = await decided(open, asked, hand)
    const { submission, level, rows } = found
    if (!open.move && !open.mayReturn) throw hand.refusal(`move_verify_${level}`)
    return {
      result: { done: "saved" },
      write(store) {
        storeDecisions(store, open, found)
        store.submissions.change(submission, {})
      },
      event: submissionEvent(
        submission,
        {},
        { level, filing: submission.filing, decisions: rows.length, settled: settledIn(rows) },
        decisionChange(open.dossier.findings, found),
      ),
    }
  },
})
