import { expect, test } from "vitest"
import { compileEdition } from "../../../worker/domain/scoring/score.ts"
import { type QuarterOfYear, scoreYear } from "../../../worker/domain/scoring/year.ts"
import { editionOf, smallDocument } from "./editions.ts"

const vetoes = [
  { code: "V1", level: "estate" },
  { code: "V2", level: "cycle" },
]
const bands = [
  {
    code: "top",
    at_least: 5,
    requires: ["gates", "no_veto", "no_quarter_below:4", { of: "x", at_least: 50 }],
  },
  { code: "rest", at_least: 0, requires: [] },
]
const compiled = compileEdition(editionOf(smallDocument({}, { vetoes, bands })))

const quarter = (number: number, base: number, more: Partial<QuarterOfYear> = {}): QuarterOfYear => ({
  quarter: `2023Q${number}`,
  base,
  bonus: 0.5,
  deductions: 1,
  gatesFailed: [],
  vetoes: [],
  values: new Map([["x", 60]]),
  ...more,
})

test("the year is the mean of its quarters, and follows from rounded means", () => {
  const year = scoreYear(compiled, [
    quarter(1, 5),
    quarter(2, 6),
    quarter(4, 6.01, { bonus: 0.51, deductions: 1.01 }),
  ])
  expect(year.totals).toEqual({ base: 5.67, bonus: 0.5, deductions: 1, final: 5.17, ranking: 4.67 })
  expect(year.quarters).toBe(3)
  expect(year.band).toBe("top")
})

test("half a cent goes up, whatever the doubles say", () => {
  const year = scoreYear(
    compiled,
    [1.01, 1.01, 1.02, 1.02].map((base, n) => quarter(n + 1, base)),
  )
  expect(year.totals?.base).toBe(1.02)
})

test("too few quarters give no score, but gates and vetoes", () => {
  const year = scoreYear(compiled, [quarter(1, 9, { vetoes: ["V1"] }), quarter(2, 9, { gatesFailed: ["G"] })])
  expect(year).toEqual({ totals: null, band: null, gatesFailed: ["G"], vetoes: ["V1"], quarters: 2 })
})

test("gates and bases are those of the last quarter, vetoes those of any, in edition order", () => {
  const good = [quarter(3, 9), quarter(1, 9, { gatesFailed: ["G"], values: new Map() }), quarter(2, 9)]
  expect(scoreYear(compiled, good)).toMatchObject({ band: "top", gatesFailed: [] })
  const change = (more: Partial<QuarterOfYear>) =>
    scoreYear(compiled, [quarter(3, 9, more), ...good.slice(1)])
  expect(change({ gatesFailed: ["G"] }).band).toBe("rest")
  expect(change({ values: new Map([["x", 49]]) }).band).toBe("rest")
  expect(change({ values: new Map([["x", "NA"]]) }).band).toBe("rest")
  expect(scoreYear(compiled, [...good, quarter(4, 3.9)]).band).toBe("rest")
  const vetoed = scoreYear(compiled, [...good.slice(1), quarter(3, 9, { vetoes: ["V2", "V1"] })])
  expect(vetoed).toMatchObject({ band: "rest", vetoes: ["V1", "V2"] })
  expect(scoreYear(compiled, good, ["V2"])).toMatchObject({ band: "rest", vetoes: ["V2"] })
})

test("a year without quarters is nobody's", () => {
  expect(() => scoreYear(compiled, [])).toThrow(RangeError)
})
