import { z } from "zod"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { correctionRefused } from "../../domain/correction/letters.ts"
import { correctionRequests } from "../../domain/correction/request.ts"
import { dayOf } from "../../domain/quarter.ts"
import { take } from "../../domain/ticket/take.ts"
import { act } from "../act.ts"
import { requests } from "./open-request.ts"
import { requestRefusals } from "./withdraw-request.ts"

/** The city does not follow a request, with its reason for the company. */
export const refuseRequest = act({
  name: "correction_request.refuse",
  may: ["quarter.correct"],
  on: requests,
  input: z
    .strictObject({ reply: z.string().max(4000) })
    .meta({ id: "RefusingRequest", example: { reply: "签到表与填报一致，没有需要更正的地方。" } }),
  seen: "nothing",
  refusals: requestRefusals,
  again: { most: 2, when: () => true },
  plan(request, { given }, { actor, now, requestLink, refusal }) {
    // Not public, as other replies are: the company alone reads it.
    if (given.reply.trim() === "")
      throw refusal("invalid", { faults: [{ rule: "reason_missing", field: "reply" }] })
    const at = now.toISOString()
    const by = { reply: given.reply, by: actor.memberId, today: dayOf(now.getTime()) }
    const { state, reply } = take(
      correctionRequests,
      "refuse",
      { ...request, lastBy: request.answeredBy },
      by,
    )
    const told = { estate: request.estate, quarter: request.quarter, link: requestLink(request.id) }
    return {
      result: { id: request.id },
      write(store) {
        store.correctionRequests.change(request, { state, reply, answeredBy: actor.memberId, answeredAt: at })
        store.mails.send(correctionRefused, { organisationId: request.organisationId }, told)
      },
      event: {
        entity: "correction_request",
        entityId: request.id,
        concerns: request.organisationId,
        detail: { quarter: request.quarter, estate: request.slug, replyLength: (reply ?? "").length },
        ...changedFields({ state: request.state }, { state, answeredAt: at }),
      },
    }
  },
})
