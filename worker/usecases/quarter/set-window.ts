import { z } from "zod"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { windowFaults } from "../../domain/release/preliminary.ts"
import { act } from "../act.ts"
import { quarters } from "./quarter-progress.ts"

/**
 * The city says how many working days lie between a preliminary release of a quarter and the final one (核对期); quarters
 * that are opened later have as many. A window that was promised by a preliminary release stays as it is.
 */
export const setWindow = act({
  name: "quarter.set_window",
  may: ["quarter.open"],
  on: quarters,
  input: z.strictObject({ days: z.number().meta({ example: 5 }) }).meta({ id: "SettingWindow" }),
  seen: "nothing",
  refusals: { released: "conflict" },
  plan({ quarter: { quarter, windowDays: was }, release }, { given: { days } }, { refusal }) {
    if (release) throw refusal("released")
    const faults = windowFaults(days)
    if (faults.length > 0) throw refusal("invalid", { faults })
    return {
      result: { days },
      write: (store) => store.quarters.setWindow({ quarter, was, windowDays: days }),
      event: {
        entity: "quarter",
        entityId: quarter,
        detail: {},
        ...changedFields({ windowDays: was }, { windowDays: days }),
      },
    }
  },
})
