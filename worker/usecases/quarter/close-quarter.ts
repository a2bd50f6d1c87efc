import { z } from "zod"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { quarterOf } from "../../domain/quarter.ts"
import { act } from "../act.ts"
import { quarters } from "./quarter-progress.ts"

/** A district closes its part of a quarter: nothing in it changes from then on. */
export const closeQuarter = act({
  name: "quarter.close",
  may: ["quarter.close"],
  on: quarters,
  input: z.strictObject({}),
  seen: "nothing",
  refusals: { not_ended: "conflict", already_closed: "conflict", released: "conflict" },
  plan({ quarter: { quarter }, release, districts }, _, { actor, now, refusal }) {
    const { placeCode } = actor.organisation
    if (!placeCode) throw refusal("forbidden")
    if (quarter >= quarterOf(now.getTime())) throw refusal("not_ended")
    if (release) throw refusal("released")
    if (districts.some((district) => district.closedAt !== null)) throw refusal("already_closed")
    const closedAt = now.toISOString()
    return {
      result: null,
      write: (store) => store.quarters.close({ quarter, placeCode, closedAt, memberId: actor.memberId }),
      event: {
        entity: "quarter",
        entityId: quarter,
        detail: { placeCode, states: districts[0]?.states ?? {} },
        ...changedFields({}, { closedAt }),
      },
    }
  },
})
