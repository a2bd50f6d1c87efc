import type { Fault } from "../../worker/domain/errors.ts"
import type { Text } from "./text.ts"

/** The sentence of a fault in what a person typed about its own account; an unknown rule gets the plain apology. */
export function accountSentence(text: Text, fault: Fault): string {
  const rules: Record<string, ((p: Record<string, string | number>) => string) | undefined> =
    text.account.rules
  const sentence = rules[fault.rule] ?? text.access.refusals.unexpected
  return sentence(fault.with ?? {})
}
