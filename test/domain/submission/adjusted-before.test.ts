import { expect, test } from "vitest"
import { seedEdition } from "../../../scripts/seeding/base.ts"
import { faultSentence } from "../../../web/text/fault-sentence.ts"
import { texts as languages } from "../../../web/text/text.ts"
import { editionKeys } from "../../../worker/domain/scoring/keys.ts"
import { composeValues } from "../../../worker/domain/submission/compose.ts"
import { adjustedBefore } from "../../../worker/domain/submission/marks.ts"

const { edition } = seedEdition()
const specs = editionKeys(edition)

function marks(key: string, typed: string | null, checkedValue: string) {
  const rows = typed === null ? [] : [{ key, provider: "company" as const, value: typed }]
  const finding = { key, level: "street", decision: "adjusted", checkedValue } as const
  return adjustedBefore(specs, composeValues(specs, "verified", rows, [finding]))
}

test("what was adjusted beyond tolerance is marked the quarter after, on both edges", () => {
  expect(marks("households", "1000", "1100")).toEqual([])
  expect(marks("households", "1000", "1101")).toEqual([
    { rule: "adjusted_before", field: "households", with: { typed: 1000, checked: 1101 } },
  ])
  expect(marks("households", "1000", "899")).toHaveLength(1)
  expect(marks("households", "1000", "1000")).toEqual([])
  expect(marks("households", null, "1000")).toEqual([])
  expect(marks("registered_cars", "NA", "4")).toHaveLength(1)
})

test.each(["zh", "en"] as const)("the mark says what was filed and what was checked (%s)", (language) => {
  const [mark] = marks("households", "1000", "1200")
  const sentence = faultSentence(languages[language], specs, mark ?? { rule: "" }, "verifier")
  expect(sentence).toMatch(/1000.*1200/)
})
