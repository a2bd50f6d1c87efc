import { z } from "zod"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { reopeningFaults } from "../../domain/closing.ts"
import { cityOf } from "../../domain/place.ts"
import { districtReopened, reopenedByCity } from "../../domain/quarter-letters.ts"
import { act } from "../act.ts"
import { typedReason } from "../fields.ts"
import { quarters } from "./quarter-progress.ts"

/**
 * A district that has closed its part of a quarter is opened again (重新开放) with a reason, by itself until a preliminary
 * release of the quarter begins, by the city until the final one does, while none is being made. What was filed and verified stays as it is; the other side is told. The city
 * names the district; a district means itself.
 */
export const reopenClosing = act({
  name: "quarter.reopen",
  may: ["quarter.reopen"],
  on: quarters,
  input: z
    .strictObject({ place: z.string().max(12).optional(), reason: typedReason })
    .meta({ id: "Reopening" }),
  seen: "nothing",
  refusals: {
    not_closed: "conflict",
    released: "conflict",
    release_running: "conflict",
    preliminary_stands: "conflict",
  },
  plan(
    { quarter: { quarter }, release, preliminary, districts },
    { given },
    { actor, quarterLink, refusal },
  ) {
    const own = actor.level === "district" ? actor.organisation.placeCode : null
    const placeCode = own ?? given.place?.trim() ?? ""
    const reason = given.reason.trim()
    const faults = reopeningFaults({ place: placeCode, reason })
    if (faults.length > 0) throw refusal("invalid", { faults })
    const district = districts.find((one) => one.placeCode === placeCode)
    // Another one's district is as if it were not there.
    if (!district || (own && given.place && given.place !== own)) throw refusal("not_found")
    if (release) throw refusal("released")
    if (preliminary?.state === "running") throw refusal("release_running")
    if (preliminary && own) throw refusal("preliminary_stands")
    const { closedAt, name } = district
    if (closedAt === null) throw refusal("not_closed")
    const told = { organisation: name, quarter, link: quarterLink(quarter) }
    return {
      result: { place: placeCode },
      write(store) {
        store.quarters.reopen({ quarter, placeCode, closedAt, own: own !== null })
        if (own) store.mails.send(districtReopened, { placeCode: cityOf(placeCode) }, told)
        else store.mails.send(reopenedByCity, { placeCode }, told)
      },
      event: {
        entity: "quarter",
        entityId: quarter,
        detail: { placeCode, reason },
        ...changedFields({ closedAt }, { closedAt: null }),
      },
    }
  },
})
