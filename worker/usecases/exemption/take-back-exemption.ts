import { z } from "zod"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { reasonFor } from "../../domain/closing.ts"
import { exemptionTakenBack } from "../../domain/quarter-letters.ts"
import { dueDay } from "../../domain/submission/lateness.ts"
import { act } from "../act.ts"
import { extensionEvent, extensions, extensionTold } from "../extension/open-extension.ts"
import { typedReason } from "../fields.ts"

/** Takes an exemption (免报) back until the district closes the quarter, with a reason: the estate is to be filed for. */
export const takeBackExemption = act({
  name: "exemption.take_back",
  may: ["deadline.extend"],
  on: extensions,
  input: z.strictObject({ reason: typedReason }).meta({ id: "TakingExemptionBack" }),
  seen: "nothing",
  refusals: { not_exempt: "conflict", closed: "conflict", released: "conflict" },
  plan(open, { given }, { actor, formLink, refusal }) {
    const { estate, quarter, due, submission, exemption, released, closed } = open.dossier
    if (!exemption) throw refusal("not_exempt")
    if (released) throw refusal("released")
    if (closed) throw refusal("closed")
    const reason = given.reason.trim()
    const faults = reasonFor(reason)
    if (faults.length > 0) throw refusal("invalid", { faults })
    const day = dueDay(due, submission)
    const { to, told } = extensionTold(open, { actor, formLink })
    return {
      result: { deadlineDay: day },
      write(store) {
        store.exemptions.expectStanding(quarter.quarter, estate)
        store.exemptions.takeBack(quarter.quarter, estate.id)
        if (to) store.mails.send(exemptionTakenBack, to, { ...told, day })
      },
      event: { ...extensionEvent(open, reason), ...changedFields({ exempt: true }, null) },
    }
  },
})
