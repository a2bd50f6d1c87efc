import { expect, test } from "vitest"
import { formulaReader } from "../../web/pages/public/formula.ts"
import { whyWords } from "../../web/pages/score/score-rows.ts"
import { texts } from "../../web/text/text.ts"
import type { IndicatorPart } from "../../worker/domain/scoring/waterfall.ts"
import { edition } from "../support/expected-facts.ts"

const indicator = edition.indicators.find(({ code }) => code === "PRK-02")!
const part: Omit<IndicatorPart, "measure"> = {
  code: "PRK-02",
  state: "reported",
  ratio: 0.99,
  points: 1.98,
  alternative: 0,
  full: 2,
  lost: 0.02,
}
const why = (measure: number, unseen = false) =>
  whyWords(texts.zh, formulaReader(edition, texts.zh), indicator, { ...part, measure }, unseen)

test("a figure that misses its mark is never told as the mark itself", () => {
  expect(why(0.5)).toContain("实际 0.5 ")
  expect(why(0.998)).toContain("实际 0.998 ")
  expect(why(0.99996)).toContain("实际 0.99996 ")
})

test("what others have filed is not told before it is verified", () => {
  expect(why(0.5, true)).toBe("由其他机构填报，核定后可见")
})
