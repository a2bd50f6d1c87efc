import { z } from "zod"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { closingEarly, lastDue } from "../../domain/closing.ts"
import { cityOf } from "../../domain/place.ts"
import { quarterOf } from "../../domain/quarter.ts"
import { districtClosed } from "../../domain/quarter-letters.ts"
import { explained, requireExplained } from "../../domain/registry/explain.ts"
import { act } from "../act.ts"
import { typedReason } from "../fields.ts"
import { quarters } from "./quarter-progress.ts"

/**
 * A district closes its part of a quarter: nothing in it changes until it is opened again. Before the deadline it says
 * why, and the city is told. `explain`: only the reason is missing.
 */
export const closeQuarter = act({
  name: "quarter.close",
  may: ["quarter.close"],
  on: quarters,
  input: z.strictObject({ reason: typedReason.optional() }).meta({ id: "Closing" }),
  seen: "nothing",
  refusals: { not_ended: "conflict", already_closed: "conflict", released: "conflict", explain: "invalid" },
  plan(
    { quarter: { quarter, deadlineDay }, release, districts, extended },
    { given },
    { actor, now, quarterLink, refusal },
  ) {
    const { placeCode, name } = actor.organisation
    if (!placeCode) throw refusal("forbidden")
    if (quarter >= quarterOf(now.getTime())) throw refusal("not_ended")
    if (release) throw refusal("released")
    if (districts.some((district) => district.closedAt !== null)) throw refusal("already_closed")
    const early = closingEarly(lastDue(deadlineDay, extended), now)
    const reason = (given.reason ?? "").trim()
    requireExplained([], early, reason)
    const closedAt = now.toISOString()
    const { estates = 0, states = {} } = districts[0] ?? {}
    const left = estates - (states["verified"] ?? 0)
    const told = { organisation: name, quarter, count: String(left), link: quarterLink(quarter) }
    return {
      result: null,
      write(store) {
        store.quarters.close({ quarter, placeCode, closedAt, memberId: actor.memberId })
        store.mails.send(districtClosed, { placeCode: cityOf(placeCode) }, told)
      },
      event: {
        entity: "quarter",
        entityId: quarter,
        detail: { placeCode, states, ...explained(early, reason) },
        ...changedFields({}, { closedAt }),
      },
    }
  },
})
