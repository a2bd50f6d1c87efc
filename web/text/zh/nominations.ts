import { conditionSentences, conditions } from "./conditions.ts"

type With = Record<string, string | number>

/** Words of nominations (申报) and of screening them. */
export const nominations = {
  title: "申报",
  conditions,
  comma: "，",
  optional: "选填",
  /** Sentences of refusals, by rule. */
  refusals: {} as Record<string, (p: With) => string>,
  /** Sentences of faults, by rule. */
  faults: { ...conditionSentences } as Record<string, (p: With) => string>,
}
