import type { Fault } from "../../worker/domain/errors.ts"
import type { KeySpec } from "../../worker/domain/scoring/keys.ts"
import { softRules } from "../../worker/domain/submission/faults.ts"
import type { Text } from "./text.ts"
import type { FaultWords } from "./zh/faults.ts"

const soft: readonly string[] = softRules

/** The sentence of a fault in the words of the edition's own titles; who types is also asked for a soft one's reason. */
export function faultSentence(
  text: Pick<Text, "language" | "faults">,
  specs: ReadonlyMap<string, KeySpec>,
  fault: Fault,
  reader: "filer" | "verifier" = "filer",
): string {
  const { language } = text
  const nameOf = (key: string) => specs.get(key)?.title[language] ?? key
  const field = fault.field ?? ""
  const rules: Record<string, ((words: FaultWords) => string) | undefined> = text.faults.rules
  const sentence = rules[fault.rule]
  if (!sentence) return text.faults.ruleId(fault.rule)
  const unit = specs.get(field)?.unit?.[language] ?? ""
  const said = sentence({ title: nameOf(field), unit, with: fault.with ?? {}, nameOf })
  return reader === "filer" && soft.includes(fault.rule) ? said + text.faults.ask : said
}
