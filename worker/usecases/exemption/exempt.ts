import { z } from "zod"
import type { Dossier } from "../../data/dossier.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { reasonFor } from "../../domain/closing.ts"
import { estateExempted } from "../../domain/quarter-letters.ts"
import { canMove } from "../../domain/submission/states.ts"
import { act } from "../act.ts"
import { extensionEvent, extensions, extensionTold } from "../extension/open-extension.ts"
import { typedReason } from "../fields.ts"
import { closedRefusals } from "../submission/open-submission.ts"

/** What of a submission has to be done before its estate can be exempted, as the refusal that is met; null: nothing. */
export function firstBefore({ submission }: Pick<Dossier, "submission">) {
  if (!submission || canMove(submission.state, "submit")) return null
  return submission.state === "verified" ? "exempt_verified" : "exempt_sent"
}

/**
 * A district exempts one of its estates, or the city any, from a quarter, with a reason (免报): it takes no part in it.
 * What was typed stays and counts for nothing; what was sent has to be returned or withdrawn first.
 */
export const exempt = act({
  name: "exemption.grant",
  may: ["deadline.extend"],
  on: extensions,
  input: z.strictObject({ reason: typedReason }).meta({ id: "Exempting" }),
  seen: "nothing",
  refusals: { exempt_sent: "conflict", exempt_verified: "conflict", ...closedRefusals },
  plan(open, { given }, { actor, now, formLink, refusal }) {
    const { estate, quarter, exemption, released, closed } = open.dossier
    if (exemption) throw refusal("exempt")
    if (released) throw refusal("released")
    if (closed) throw refusal("closed")
    const first = firstBefore(open.dossier)
    if (first) throw refusal(first)
    const reason = given.reason.trim()
    const faults = reasonFor(reason)
    if (faults.length > 0) throw refusal("invalid", { faults })
    const { to, told } = extensionTold(open, { actor, formLink })
    return {
      result: { exempt: true },
      write(store) {
        store.submissions.expectOpen(quarter.quarter, estate)
        store.exemptions.expectUnsent(quarter.quarter, estate.id)
        store.exemptions.grant({
          ...{ estateId: estate.id, quarter: quarter.quarter, reason, at: now.toISOString() },
          ...{ organisationId: actor.organisation.id, memberId: actor.memberId },
        })
        if (to) store.mails.send(estateExempted, to, told)
      },
      event: { ...extensionEvent(open, reason), ...changedFields(null, { exempt: true }) },
    }
  },
})
