import type { Fault } from "../../worker/domain/errors.ts"
import type { Text } from "./text.ts"

type Sentences = Record<string, ((p: Record<string, string | number>) => string) | undefined>

/** Why something of a programme was refused, by rule. */
export function selectionRefusals(text: Text): Sentences {
  const { selection, programmes, nominations, judging, reviews, awards, proof } = text
  const parts = [selection, programmes, nominations, judging, reviews, awards, proof]
  return Object.assign({}, ...parts.map(({ refusals }) => refusals))
}

/** What is wrong with something typed about a programme, in a sentence; undefined for a rule of something else. */
export function selectionFault(text: Text, { rule, with: parameters = {} }: Fault): string | undefined {
  const { selection, programmes, nominations, judging, reviews, awards, proof } = text
  for (const { faults } of [selection, programmes, nominations, judging, reviews, awards, proof]) {
    const sentence = (faults as Sentences)[rule]
    if (sentence) return sentence(parameters)
  }
  return undefined
}
