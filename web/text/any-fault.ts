import type { Fault } from "../../worker/domain/errors.ts"
import { peopleSentence } from "./people-sentence.ts"
import { registryFault } from "./registry-fault.ts"
import { selectionFault } from "./selection-sentence.ts"
import type { Text } from "./text.ts"

/** The sentence of a fault that names no value of an edition: of a programme, of the registry, of people, or of an account. */
export function anyFault(text: Text, fault: Fault): string {
  const ofSelection = selectionFault(text, fault)
  if (ofSelection !== undefined) return ofSelection
  return Object.hasOwn(text.registry.rules, fault.rule)
    ? registryFault(text, fault)
    : peopleSentence(text, fault)
}
