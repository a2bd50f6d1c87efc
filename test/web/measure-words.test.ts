import { expect, test } from "vitest"
import { measureWords } from "../../web/pages/filing/indicator-card.tsx"
import { texts } from "../../web/text/text.ts"
import type { KeyValue } from "../../worker/domain/scoring/keys.ts"
import { compileEdition, scoreEstate } from "../../worker/domain/scoring/score.ts"
import { editionOf, readJson, SECOND_EDITION } from "../domain/scoring/editions.ts"

const compiled = compileEdition(editionOf(readJson(SECOND_EDITION)))
const number = compiled.edition.indicators.findIndex(({ code }) => code === "GOV-08")
const indicator = compiled.edition.indicators[number]!

function wordsOf(settled: number, taken: number, language: "zh" | "en") {
  const values = new Map<string, KeyValue>([
    ["disputes_settled", settled],
    ["disputes_taken", taken],
  ])
  return measureWords(texts[language], indicator, scoreEstate(compiled, values).indicators[number]!)
}

test("who files sees of a withheld indicator what everybody will see, never the exact ratio", () => {
  expect(wordsOf(9, 10, "zh")).toBe("90 %")
  expect(wordsOf(3, 3, "zh")).toBe("人数少，只公开达到一半")
  expect(wordsOf(3, 4, "zh")).toBe("人数少，只公开未达到一半")
  expect(wordsOf(3, 4, "en")).toBe("few persons: only “below half” is published")
})
