import { z } from "zod"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { reasonFor } from "../../domain/closing.ts"
import { extensionTakenBack } from "../../domain/quarter-letters.ts"
import { dueDay } from "../../domain/submission/lateness.ts"
import { act } from "../act.ts"
import { typedReason } from "../fields.ts"
import { closedRefusals } from "../submission/open-submission.ts"
import { extensionEvent, extensions, extensionTold, lockedReason } from "./open-extension.ts"

/**
 * Takes an extension back, with a reason; the company is told. What was sent under it keeps its day, what had been sent
 * before has the day that it had.
 */
export const takeBackExtension = act({
  name: "deadline.take_back",
  may: ["deadline.extend"],
  on: extensions,
  input: z.strictObject({ reason: typedReason }).meta({ id: "TakingExtensionBack" }),
  seen: "nothing",
  refusals: { not_extended: "conflict", ...closedRefusals },
  plan(open, { given }, { actor, formLink, refusal }) {
    const locked = lockedReason(open)
    if (locked) throw refusal(locked)
    const { estate, quarter, due, extension, submission } = open.dossier
    if (!extension) throw refusal("not_extended")
    const reason = given.reason.trim()
    const faults = reasonFor(reason)
    if (faults.length > 0) throw refusal("invalid", { faults })
    const day = dueDay({ ...due, extendedDay: null }, submission)
    const { to, told } = extensionTold(open, { actor, formLink })
    return {
      result: { deadlineDay: day },
      write(store) {
        store.submissions.expectOpen(quarter.quarter, estate)
        store.extensions.expect(quarter.quarter, [{ id: estate.id, day: extension.day }])
        store.extensions.takeBack({ estateId: estate.id, quarter: quarter.quarter })
        if (to) store.mails.send(extensionTakenBack, to, { ...told, day })
      },
      event: { ...extensionEvent(open, reason), ...changedFields({ deadlineDay: extension.day }, null) },
    }
  },
})
