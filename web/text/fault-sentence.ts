import type { Fault } from "../../worker/domain/errors.ts"
import type { KeySpec } from "../../worker/domain/scoring/keys.ts"
import type { Text } from "./text.ts"
import type { FaultWords } from "./zh/faults.ts"

/** The sentence of a fault in the words of the edition's own titles. */
export function faultSentence(text: Text, specs: ReadonlyMap<string, KeySpec>, fault: Fault): string {
  const { language } = text
  const nameOf = (key: string) => specs.get(key)?.title[language] ?? key
  const field = fault.field ?? ""
  const rules: Record<string, ((words: FaultWords) => string) | undefined> = text.faults.rules
  const sentence = rules[fault.rule]
  if (!sentence) return text.faults.ruleId(fault.rule)
  const unit = specs.get(field)?.unit?.[language] ?? ""
  return sentence({ title: nameOf(field), unit, with: fault.with ?? {}, nameOf })
}
