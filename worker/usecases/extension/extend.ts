import { z } from "zod"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { dayOf } from "../../domain/quarter.ts"
import { deadlineExtended } from "../../domain/quarter-letters.ts"
import { checkDay } from "../../domain/registry/tenures.ts"
import { extensionFaults } from "../../domain/submission/extension.ts"
import { act } from "../act.ts"
import { typedReason } from "../fields.ts"
import { closedRefusals } from "../submission/open-submission.ts"
import { extensionEvent, extensions, extensionTold, lockedReason } from "./open-extension.ts"

/**
 * A district gives one of its estates, or the city any, a later last day for a quarter, with a reason (延期); its company is
 * told. It also applies to what was sent already. Granted again, it is another day.
 */
export const extend = act({
  name: "deadline.extend",
  may: ["deadline.extend"],
  on: extensions,
  input: z
    .strictObject({
      deadlineDay: z.string().max(40).meta({ format: "date", example: "2026-10-27" }),
      reason: typedReason,
    })
    .meta({ id: "Extending" }),
  seen: "nothing",
  refusals: { ...closedRefusals },
  plan(open, { given }, { actor, now, formLink, refusal }) {
    const locked = lockedReason(open)
    if (locked) throw refusal(locked)
    const { estate, quarter, due, extension } = open.dossier
    const today = dayOf(now.getTime())
    const reason = given.reason.trim()
    const checked = checkDay("deadlineDay", given.deadlineDay, today)
    const asked = { day: "fault" in checked ? "9999" : checked.day, reason, today }
    const faults = extensionFaults({ quarter: quarter.quarter, ...due }, asked)
    if ("fault" in checked) throw refusal("invalid", { faults: [checked.fault, ...faults] })
    if (faults.length > 0) throw refusal("invalid", { faults })
    const { day } = checked
    const { to, told } = extensionTold(open, { actor, formLink })
    return {
      result: { deadlineDay: day },
      write(store) {
        store.submissions.expectOpen(quarter.quarter, estate)
        store.extensions.expect(quarter.quarter, [{ id: estate.id, day: due.extendedDay }])
        store.extensions.grant({
          ...{ estateId: estate.id, quarter: quarter.quarter, day, reason, at: now.toISOString() },
          ...{ organisationId: actor.organisation.id, memberId: actor.memberId },
        })
        if (to) store.mails.send(deadlineExtended, to, { ...told, day })
      },
      event: {
        ...extensionEvent(open, reason),
        ...changedFields(extension ? { deadlineDay: extension.day } : null, { deadlineDay: day }),
      },
    }
  },
})
