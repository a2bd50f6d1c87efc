import { z } from "zod"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { act } from "../act.ts"
import { quarters } from "./quarter-progress.ts"

interface Held {
  districts: readonly { closedAt: string | null; states: object }[]
  extended: readonly unknown[]
  exempt: readonly unknown[]
}

/** Whether nobody has typed into a quarter, closed it, or given an estate more time or none of it. */
export function holdsNothing({ districts, extended, exempt }: Held): boolean {
  const begun = districts.some(({ closedAt, states }) => closedAt !== null || Object.keys(states).length > 0)
  return !begun && extended.length === 0 && exempt.length === 0
}

/** The city deletes a quarter that was opened by mistake, while nothing has been typed into it and nobody has closed it. */
export const removeQuarter = act({
  name: "quarter.remove",
  may: ["quarter.open"],
  on: quarters,
  input: z.strictObject({}),
  seen: "nothing",
  refusals: { quarter_in_use: "conflict" },
  plan(progress, _, { refusal }) {
    const { quarter, release, preliminary } = progress
    if (release || preliminary || !holdsNothing(progress)) throw refusal("quarter_in_use")
    const { editionId, deadlineDay, openedAt } = quarter
    return {
      result: null,
      write: (store) => store.quarters.remove(quarter.quarter),
      event: {
        entity: "quarter",
        entityId: quarter.quarter,
        detail: {},
        ...changedFields({ editionId, deadlineDay, openedAt }, null),
      },
    }
  },
})
