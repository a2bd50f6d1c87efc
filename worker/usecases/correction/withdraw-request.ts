import { z } from "zod"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { correctionRequests } from "../../domain/correction/request.ts"
import { dayOf } from "../../domain/quarter.ts"
import { take } from "../../domain/ticket/take.ts"
import { act } from "../act.ts"
import { requests } from "./open-request.ts"

/** How an act upon a request may be refused. */
export const requestRefusals = { correction_request_state: "conflict" } as const

/** The company takes a request back that the city has not answered. */
export const withdrawRequest = act({
  name: "correction_request.withdraw",
  may: ["filing.submit"],
  on: requests,
  input: z.strictObject({}),
  seen: "nothing",
  refusals: requestRefusals,
  again: { most: 2, when: () => true },
  plan(request, _, { actor, now }) {
    const given = { by: actor.memberId, today: dayOf(now.getTime()) }
    const { state } = take(correctionRequests, "withdraw", { ...request, lastBy: request.answeredBy }, given)
    return {
      result: { id: request.id },
      write(store) {
        store.correctionRequests.change(request, { state })
      },
      event: {
        entity: "correction_request",
        entityId: request.id,
        detail: { quarter: request.quarter, estate: request.slug },
        ...changedFields({ state: request.state }, { state }),
      },
    }
  },
})
