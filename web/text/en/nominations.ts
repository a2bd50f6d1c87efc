import type { nominations as zh } from "../zh/nominations.ts"
import { conditionSentences, conditions } from "./conditions.ts"

export const nominations: typeof zh = {
  title: "Nominations",
  conditions,
  comma: ", ",
  optional: "optional",
  refusals: {},
  faults: { ...conditionSentences },
}
