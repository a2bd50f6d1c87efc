import { z } from "zod"
import { takingBackFaults } from "../../domain/submission/decisions.ts"
import { verificationTakenBack } from "../../domain/submission/letters.ts"
import { act } from "../act.ts"
import { typedReason } from "../fields.ts"
import { submissionEvent } from "./event-fields.ts"
import { closedRefusals } from "./open-submission.ts"
import { verifications } from "./open-verification.ts"
import { riskRow } from "./risk.ts"

/**
 * A street or district takes its own verification back (撤回核实), from the top down: the street until the district has
 * verified, the district until it closes. What was decided stays saved. The company is told that it waits again; the reason,
 * which may name what no letter should carry, it reads in its log.
 */
export const takeBackVerification = act({
  name: "submission.take_back_verification",
  may: ["verification.decide"],
  on: verifications,
  input: z.strictObject({ reason: typedReason }).meta({ id: "TakingBackVerification" }),
  seen: "version",
  refusals: { move_take_back: "conflict", ...closedRefusals },
  async plan(open, { given, seen }, { formLink, now, outrun, refusal }) {
    const { dossier, level, locked, takesBack } = open
    const { estate, quarter, submission } = dossier
    if (!level) throw refusal("forbidden")
    if (!submission) throw refusal("move_take_back")
    if (locked) throw refusal(locked)
    if (!takesBack) throw refusal("move_take_back")
    const reason = given.reason.trim()
    const faults = takingBackFaults(reason)
    if (faults.length > 0) throw refusal("invalid", { faults })
    if (seen !== open.seen) throw await outrun({ entity: "submission", id: submission.id })
    const changes = {
      state: takesBack,
      ...(level === "district" ? { verifiedAt: null } : { streetVerifiedAt: null }),
    }
    const link = formLink(estate.slug, quarter.quarter)
    const told = { estate: estate.name, quarter: quarter.quarter, link }
    return {
      result: { done: "taken_back", state: takesBack },
      write(store) {
        store.submissions.expectOpen(quarter.quarter, estate)
        store.submissions.expect(submission)
        store.submissions.change(submission, changes)
        store.risks.weigh([riskRow(open, submission, { at: now, raised: 1 })])
        store.mails.send(verificationTakenBack, { organisationId: submission.organisationId }, told)
      },
      event: {
        ...submissionEvent(submission, changes, { level, filing: submission.filing, reason }),
        concerns: submission.organisationId,
      },
    }
  },
})
