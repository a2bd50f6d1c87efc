import { expect, test } from "vitest"
import {
  conditionWords,
  figureWords,
  formulaReader,
  measureWords,
  requirementWords,
} from "../../web/pages/public/formula.ts"
import { texts } from "../../web/text/text.ts"
import { fixtureEdition } from "../support/public-fixture.ts"

const reader = formulaReader(fixtureEdition, texts.zh)
const indicator = (code: string) => fixtureEdition.indicators.find((found) => found.code === code)!
const formula = (code: string) => measureWords(reader, indicator(code).alternatives[0]!.measure)

test("formulas are read from the measures", () => {
  expect(formula("ORG-01")).toBe(
    "已配备微网格员的微网格数 ÷ ⌈户数（登记） ÷ 100⌉（向上取整） × 100，最多 100",
  )
  expect(formula("PRK-02")).toMatch(/^\(自有车位 \+ 签约外部车位 \+ 共享错时车位\) ÷ /)
  expect(formula("GOV-04")).toMatch(/ ÷ \(户数（登记） ÷ 100\)$/)
  expect(formula("SVC-05")).toMatch(/^平均（.* ÷ .* × 100，最多 100、/)
})

test("conditions and requirements are words", () => {
  expect(conditionWords(reader, indicator("HAZ-01").not_applicable_when[0]!)).toMatch(
    /等于 0，且.*占.*的比例不少于 100%$/,
  )
  expect(
    fixtureEdition.bands[0]!.requires.map((requirement) => requirementWords(reader, requirement)),
  ).toEqual([
    "必备项全部满足",
    "没有一票否决",
    "基础分不低于 90",
    "每个季度的基础分都不低于 80",
    "其中满意的答卷占年度满意度调查有效答卷的比例不少于 90%",
  ])
})

test("a figure is told by its unit, or by its formula where there are several methods", () => {
  expect(figureWords(reader, indicator("ORG-01"), 0)).toBe(indicator("ORG-01").unit.zh)
  expect(figureWords(reader, indicator("WTR-01"), 0)).toBe("节水量 ÷ 户数（登记）")
  expect(figureWords(reader, indicator("WTR-01"), 1)).toMatch(/^漏损水量.* ÷ 总供水量（总表） × 100/)
  expect(figureWords(reader, indicator("WTR-01"), null)).toBe("")
})
