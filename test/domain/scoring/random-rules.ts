/** Random editions with checks, and with counts of persons under a disclosure. */
import fc from "fast-check"
import type { Check, Edition, Indicator } from "../../../worker/domain/scoring/edition.ts"
import { editionKeys } from "../../../worker/domain/scoring/keys.ts"
import {
  conditionOf,
  inputOf,
  lineScoring,
  measureOf,
  operandOf,
  randomEdition,
  source,
  stepScoring,
  words,
} from "./random-edition.ts"

/** An indicator whose inputs are counts of persons, and which uses nothing else. */
function guardedOf({ inputs: _, ...indicator }: Indicator): fc.Arbitrary<Indicator> {
  const keys = [`${indicator.code}_a`, `${indicator.code}_b`, `${indicator.code}_c`]
  const alternative = fc.record({ measure: measureOf(keys, 1), scoring: fc.oneof(lineScoring, stepScoring) })
  const counts = fc.record({
    type: fc.constantFrom("integer" as const, "number" as const),
    atMost: fc.boolean(),
    free: fc.boolean(),
  })
  const parts = fc.record({
    inputs: counts.map(({ type, atMost, free }) => [
      { ...inputOf(keys[0]!), type, sensitive: true, ...(atMost ? { at_most: keys[1]! } : {}) },
      { ...inputOf(keys[1]!), type, sensitive: true, ...(free ? { at_most: "base_x" } : {}) },
      { ...inputOf(keys[2]!), type, sensitive: true },
    ]),
    alternatives: fc.array(alternative, { minLength: 1, maxLength: 2 }),
    missing_when: fc.array(conditionOf(keys), { maxLength: 1 }),
    not_applicable_when: fc.array(conditionOf(keys), { maxLength: 1 }),
  })
  return parts.map((own) => ({ ...indicator, ...own }))
}

function checkOf(id: string, keys: readonly string[]): fc.Arbitrary<Check> {
  const side = operandOf(keys, 3, true)
  return fc
    .record({
      severity: fc.constantFrom("hard" as const, "soft" as const),
      left: side,
      relation: fc.constantFrom("at_most" as const, "at_least" as const, "equals" as const),
      right: side,
      when: fc.option(fc.array(conditionOf(keys, 2, true), { maxLength: 2 }), { nil: undefined }),
    })
    .map(({ when, ...check }) => ({ id, title: words, source, ...check, ...(when ? { when } : {}) }))
}

/** Random editions with checks over all their keys. */
export const randomCheckedEdition: fc.Arbitrary<Edition> = randomEdition.chain((edition) => {
  const keys = [...editionKeys(edition).keys()]
  const inputs = [...edition.bases, ...edition.indicators.flatMap(({ inputs: own }) => own)]
  const limits = fc.subarray(inputs.map(({ key }) => key))
  return fc
    .tuple(fc.tuple(...[1, 2, 3, 4].map((n) => checkOf(`check-${n}`, keys))), limits)
    .map(([checks, limited]) => {
      const limitedOf = <I extends { key: string }>(input: I) =>
        limited.includes(input.key) ? { ...input, at_most: "base_y" } : input
      const indicators = edition.indicators.map((one) => ({ ...one, inputs: one.inputs.map(limitedOf) }))
      return { ...edition, indicators, checks }
    })
})

/** Random editions with `disclosure`, the first indicator (often more) over counts of persons; many are refused. */
export const randomDisclosingEdition: fc.Arbitrary<Edition> = randomEdition.chain((edition) => {
  const [first, ...rest] = edition.indicators
  const others = rest.map((one) => fc.oneof(fc.constant(one), guardedOf(one)))
  const rule = fc.constantFrom([1, 4], [1, 2], [2, 4], [1, 1], [3, 5], [4, 4])
  return fc
    .tuple(fc.tuple(guardedOf(first!), ...others), rule)
    .map(([indicators, [from = 1, to = 4]]) => ({ ...edition, indicators, disclosure: { from, to } }))
})
