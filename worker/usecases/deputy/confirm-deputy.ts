import { z } from "zod"
import { deputyNamed } from "../../domain/organisation/letters.ts"
import { act } from "../act.ts"
import { deputyTold, openDeputies } from "./open-deputies.ts"

/** A second person agrees that somebody stands in for an approver who could not name it; both are told. */
export const confirmDeputy = act({
  name: "deputy.confirm",
  may: ["deputy.confirm"],
  on: openDeputies,
  input: z.strictObject({}),
  seen: "nothing",
  refusals: { deputy_own: "conflict" },
  plan(open, _asked, { actor, now, deputiesLink, refusal }) {
    if (open.fault) throw refusal(open.fault)
    const { deputy, absent, stand, organisation } = open
    const told = deputyTold(open, deputiesLink())
    return {
      result: { state: "standing" },
      write(store) {
        store.deputies.confirm(deputy, actor.memberId, now)
        const to = { organisationId: organisation.id }
        for (const { userId } of [absent, stand])
          store.mails.send(deputyNamed, { ...to, userId }, told, `${deputy.id}/${userId}`)
      },
      event: {
        entity: "deputy",
        entityId: deputy.id,
        detail: {},
        before: { state: "asked" },
        after: { state: "standing" },
        concerns: organisation.id,
      },
    }
  },
})
