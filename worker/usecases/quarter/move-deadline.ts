import { z } from "zod"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { deadlineSame, reasonFor } from "../../domain/closing.ts"
import { checkDeadline } from "../../domain/opening.ts"
import { dayOf } from "../../domain/quarter.ts"
import { deadlineMoved } from "../../domain/quarter-letters.ts"
import { checkDay } from "../../domain/registry/tenures.ts"
import { act } from "../act.ts"
import { typedReason } from "../fields.ts"
import { quarters } from "./quarter-progress.ts"

/**
 * The city moves the deadline of a quarter that no release has frozen, with a reason; everybody who files is told. What
 * was sent before keeps the deadline that it had, unless the new one is later: then that applies to it as well, since the
 * city grants it to all (for an outage, say).
 */
export const moveDeadline = act({
  name: "quarter.move_deadline",
  may: ["quarter.open"],
  on: quarters,
  input: z
    .strictObject({
      deadlineDay: z.string().max(40).meta({ format: "date", example: "2026-10-27" }),
      reason: typedReason,
    })
    .meta({ id: "MovingDeadline" }),
  seen: "nothing",
  refusals: { released: "conflict", preliminary_stands: "conflict" },
  plan(
    { quarter: { quarter, deadlineDay: was }, release, preliminary },
    { given },
    { now, filingLink, refusal },
  ) {
    if (release) throw refusal("released")
    if (preliminary) throw refusal("preliminary_stands")
    const today = dayOf(now.getTime())
    const reason = given.reason.trim()
    const checked = checkDay("deadlineDay", given.deadlineDay, today)
    const faults = [
      ...("fault" in checked
        ? [checked.fault]
        : [...checkDeadline(quarter, checked.day, today).hard, ...deadlineSame(was, checked.day)]),
      ...reasonFor(reason),
    ]
    if (faults.length > 0 || "fault" in checked) throw refusal("invalid", { faults })
    const deadlineDay = checked.day
    return {
      result: { deadlineDay },
      write(store) {
        store.quarters.moveDeadline({ quarter, was, deadlineDay })
        const told = { quarter, day: deadlineDay, link: filingLink(quarter) }
        store.mails.send(deadlineMoved, {}, told)
      },
      event: {
        entity: "quarter",
        entityId: quarter,
        detail: { reason },
        ...changedFields({ deadlineDay: was }, { deadlineDay }),
      },
    }
  },
})
