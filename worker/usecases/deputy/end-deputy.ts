import { z } from "zod"
import { deputyEnded } from "../../domain/organisation/letters.ts"
import { act } from "../act.ts"
import { deputyTold, openDeputies } from "./open-deputies.ts"

/** Ends at once that somebody stands in, by either of the two or whoever may name it; both are told. */
export const endDeputy = act({
  name: "deputy.end",
  may: ["deputy.read"],
  on: openDeputies,
  input: z.strictObject({}),
  seen: "nothing",
  refusals: {},
  plan(open, _asked, { actor, now, deputiesLink, refusal }) {
    if (!open.ends) throw refusal("forbidden")
    const { deputy, absent, stand, organisation } = open
    const told = deputyTold(open, deputiesLink())
    return {
      result: { state: "ended" },
      write(store) {
        store.deputies.end(deputy.id, actor.memberId, now)
        // What only waited nobody has been told of.
        if (deputy.state === "asked") return
        const to = { organisationId: organisation.id }
        for (const { userId } of [absent, stand])
          store.mails.send(deputyEnded, { ...to, userId }, told, `${deputy.id}/${userId}`)
      },
      event: {
        entity: "deputy",
        entityId: deputy.id,
        detail: {},
        before: { state: deputy.state },
        after: { state: "ended" },
        concerns: organisation.id,
      },
    }
  },
})
