import type { Fault } from "../../worker/domain/errors.ts"
import { accountSentence } from "./account-sentence.ts"
import type { Text } from "./text.ts"

/** The sentence of a fault in what was typed about people and organisations. */
export function peopleSentence(text: Text, fault: Fault): string {
  const rules: Record<string, ((p: Record<string, string | number>) => string) | undefined> =
    text.people.faults
  return rules[fault.rule]?.(fault.with ?? {}) ?? accountSentence(text, fault)
}
