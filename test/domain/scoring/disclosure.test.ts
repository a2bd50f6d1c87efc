import fc from "fast-check"
import { expect, test } from "vitest"
import { checkedValues } from "../../../worker/domain/scoring/disclosure.ts"
import type { KeyValue } from "../../../worker/domain/scoring/keys.ts"
import { scorePeriods } from "../../../worker/domain/scoring/periods.ts"
import { readEdition } from "../../../worker/domain/scoring/read-edition.ts"
import { detailReport, reportCsv } from "../../../worker/domain/scoring/report.ts"
import { compileEdition, scoreColumns, scoreEstate, tableOf } from "../../../worker/domain/scoring/score.ts"
import { readValues } from "../../../worker/domain/scoring/values-file.ts"
import { estateScoreAt } from "../../../worker/domain/scoring/view.ts"
import { editionOf, type Json, readJson, SECOND_EDITION, smallDocument } from "./editions.ts"

const HEADER = "estate,quarter,key,value\n"

const guarded = (inputs: Json[], indicator: Json = {}, document: Json = {}) =>
  smallDocument(
    {
      inputs,
      alternatives: [
        {
          measure: { kind: "ratio", of: "a", over: "b", scale: 100 },
          scoring: { kind: "linear", full: 100, zero: 0 },
        },
      ],
      ...indicator,
    },
    { disclosure: { from: 1, to: 4 }, ...document },
  )
const count = (key: string, more: Json = {}) => ({
  key,
  type: "integer",
  min: 0,
  max: 500,
  sensitive: true,
  ...more,
})
const two = [count("a", { at_most: "b" }), count("b")]
const scoreOf = (document: Json, values: Record<string, KeyValue>) => {
  const { indicators } = scoreEstate(compileEdition(editionOf(document)), new Map(Object.entries(values)))
  const { state, measure, ratio, withheld = false } = indicators[0]!
  return [state, measure, ratio, withheld]
}

test("an indicator is withheld where every number is at most the limit and one is small", () => {
  const of = (a: KeyValue, b: KeyValue) => scoreOf(guarded(two), { a, b })
  expect(of(3, 4)).toEqual(["reported", null, 1, true])
  expect(of(2, 4)).toEqual(["reported", null, 1, true])
  expect(of(1, 4)).toEqual(["reported", null, 0, true])
  expect(of(0, 4)).toEqual(["reported", null, 0, true])
  expect(of(0, 5)).toEqual(["reported", 0, 0, false])
  expect(of(2, 5)).toEqual(["reported", 80, 0.8, false])
  expect(of(4, 0)).toEqual(["missing", null, null, false])
  expect(scoreOf(guarded(two), { b: 3 })).toEqual(["missing", null, null, false])
  expect(scoreOf(guarded(two), { a: "NA", b: 3 })).toEqual(["missing", null, null, false])
})

test("small counts are the limit before anything is computed, in every state", () => {
  const away = guarded(two, { not_applicable_when: [{ of: "b", less_than: 3 }] })
  expect(scoreOf(away, { a: 1, b: 2 })).toEqual(["reported", 100, 1, false])
  expect(scoreOf(away, { a: 0, b: 0 })).toEqual(["missing", null, null, false])
  const few = guarded(two, { missing_when: [{ of: "b", less_than: 2 }] })
  expect(scoreOf(few, { a: 0, b: 1 })).toEqual(["reported", 0, 0, false])
  expect(scoreOf(few, { a: 3, b: 4 })).toEqual(["reported", null, 1, true])
})

test("why a value is missing is told of what may be published, from a table of exact values too", () => {
  const few = guarded(two, { missing_when: [{ of: "b", less_than: 2 }] })
  const compiled = compileEdition(editionOf(few))
  const table = tableOf(compiled, [new Map([["b", 1]])])
  const scores = scoreColumns(compiled, table)
  expect(estateScoreAt(compiled, table, scores, 0).indicators[0]?.cause).toBe("no_value")
})

test("the alternative that counts decides, and its ratio is rounded before it is compared", () => {
  const scoring = { kind: "linear", full: 100, zero: 0 }
  const alternatives = [
    { measure: { kind: "value", of: 0 }, scoring },
    { measure: { kind: "ratio", of: "a", over: "b", scale: 66.666666666 }, scoring },
  ]
  const document = guarded(two, { alternatives })
  expect(scoreOf(document, { a: 3, b: 4 })).toEqual(["reported", null, 1, true])
  expect(scoreOf(document, { a: 2, b: 3 })).toEqual(["reported", null, 0, true])
})

const faultsOf = (document: Json) => (readEdition(document, "optional").faults ?? []).map(({ path }) => path)

test("what else an edition is refused for: its limits, other keys beside counts, too many combinations", () => {
  expect(faultsOf(guarded(two))).toEqual([])
  const limits = [
    [{ from: 0, to: 4 }, "disclosure.from"],
    [{ from: 1, to: 0 }, "disclosure.to"],
    [{ from: 1.5, to: 4 }, "disclosure.from"],
    [{ from: 1, to: "4" }, "disclosure.to"],
    [{ from: 1 }, "disclosure.to"],
    [[1, 4], "disclosure"],
    [null, "disclosure"],
  ] as const
  for (const [disclosure, path] of limits) expect(faultsOf(guarded(two, {}, { disclosure }))).toEqual([path])
  expect(faultsOf(guarded(two, {}, { disclosure: { from: 3, to: 4 } }))).toEqual([])
  const plain = { key: "p", type: "number", min: 0, max: 9 }
  const ratio = (of: string, over: string) => [
    { measure: { kind: "ratio", of, over, scale: 1 }, scoring: { kind: "linear", full: 1, zero: 0 } },
  ]
  const at = "indicators[0]"
  expect(faultsOf(guarded([...two, plain]))).toEqual([])
  expect(faultsOf(guarded([...two, plain], { alternatives: ratio("a", "p") }))).toEqual([
    `${at}.alternatives[0].measure`,
  ])
  expect(faultsOf(guarded(two, { alternatives: ratio("x", "b") }))).toEqual([`${at}.alternatives[0].measure`])
  expect(faultsOf(guarded(two, { missing_when: [{ of: "x", equals: 0 }] }))).toEqual([
    `${at}.missing_when[0]`,
  ])
  const inAll = { all: [{ of: { sum: ["a", "x"] }, equals: 0 }] }
  expect(faultsOf(guarded(two, { not_applicable_when: [inAll] }))).toEqual([`${at}.not_applicable_when[0]`])
  const counts = (n: number) => Array.from({ length: n }, (_, k) => count(k < 2 ? ["a", "b"][k]! : `c${k}`))
  expect(faultsOf(guarded(counts(7)))).toEqual([])
  expect(faultsOf(guarded(counts(8)))).toEqual([`${at}.inputs`])
  expect(faultsOf(guarded(counts(13)))).toEqual([`${at}.inputs`])
  expect(faultsOf(guarded(counts(1), {}, { disclosure: { from: 1, to: 99_999 } }))[0]).not.toBe(
    `${at}.inputs`,
  )
})

test("a ratio that stands for one or two combinations refuses, whatever limits the counts have", () => {
  const steps = (x: number) => ({
    alternatives: [
      {
        measure: { kind: "value", of: { sum: ["a", "b"] } },
        scoring: { kind: "steps", direction: "at_least", steps: [[x, 1]] },
      },
    ],
  })
  const free = [count("a"), count("b")]
  expect(faultsOf(guarded(free, steps(8)))).toEqual(["indicators[0]"])
  expect(faultsOf(guarded(free, steps(7)))).toEqual([])
  expect(faultsOf(guarded(free, steps(9)))).toEqual([])
  // With a not above b only 4+4 and 3+4 give 7, only 4+4, 3+4, 3+3 and 2+4 give 6.
  expect(faultsOf(guarded(two, steps(7)))).toEqual(["indicators[0]"])
  expect(faultsOf(guarded(two, steps(6)))).toEqual([])
  expect(faultsOf(guarded([count("a", { at_most: "x" }), count("b")], steps(7)))).toEqual([])
  expect(faultsOf(guarded([count("a", { max: 2 }), count("b", { min: 3 })], steps(7)))).toEqual([])
})

const SMALL = compileEdition(
  editionOf(guarded([count("a"), count("b"), { key: "p", type: "number", min: 0, max: 9 }])),
)

function linesOf(rows: readonly string[], compiled = SMALL): number[] {
  const read = readValues(compiled, HEADER + rows.join("\n"))
  return "faults" in read ? read.faults.map(({ line }) => line) : []
}

test("rows of withheld indicators and ranges have faults of their own", () => {
  expect(linesOf(["e,2023Q1,I,withheld:1", "f,2023Q1,a,3", "e,2023Q2,a,1-4", "e,2023Q1,p,3"])).toEqual([])
  for (const other of ["withheld:2", "withheld", "1", "NA", "", "yes", "withheld:1 ", "1-4"])
    expect(linesOf([`e,2023Q1,I,${other}`])).toEqual([2])
  expect(linesOf(["e,2023Q1,I,withheld:1", "e,2023Q1,b,"])).toEqual([3])
  expect(linesOf(["e,2023Q1,a,1-4", "e,2023Q1,b,7", "e,2023Q1,I,withheld:0"])).toEqual([4])
  expect(linesOf(["e,2023Q1,I,withheld:0", "e,2023Q1,I,withheld:0"])).toEqual([3])
  expect(linesOf(["*,2023Q1,I,withheld:0"])).toEqual([2])
  expect(linesOf(["e,2023Q1,p,1-4", "e,2023Q1,x,1-4", "e,2023Q1,D,withheld:1"])).toEqual([2, 3, 4])
  for (const other of ["1-3", "1–4", "01-4", "1-4-", "-1-4"])
    expect(linesOf([`e,2023Q1,a,${other}`])).toEqual([2])
})

test("without disclosure, or without counts of persons, an indicator's code is an unknown key", () => {
  const { disclosure: _, ...open } = guarded(two)
  expect(linesOf(["e,2023Q1,I,withheld:1"], compileEdition(editionOf(open)))).toEqual([2])
  expect(linesOf(["e,2023Q1,a,1-4"], compileEdition(editionOf(open)))).toEqual([2])
  const plain = smallDocument({}, { disclosure: { from: 1, to: 4 } })
  expect(linesOf(["e,2023Q1,I,withheld:1"], compileEdition(editionOf(plain)))).toEqual([2])
})

test("a range is read though its end is above the input's max, and not where no count can be behind it", () => {
  const compiled = compileEdition(editionOf(guarded([count("a", { max: 2 }), count("b", { min: 5 })])))
  expect(linesOf(["e,2023Q1,a,1-4"], compiled)).toEqual([])
  expect(linesOf(["e,2023Q1,b,1-4"], compiled)).toEqual([2])
})

test("a count read as a range is the limit and not small", () => {
  const rows = ["e,2023Q1,a,1-4", "e,2023Q1,b,2", "f,2023Q1,a,4", "f,2023Q1,b,2"]
  const read = readValues(SMALL, HEADER + rows.join("\n"))
  if ("faults" in read) throw new Error("faults")
  const results = scorePeriods(SMALL, read.quarters, { ranges: false, measures: true })
  const lines = reportCsv(detailReport(SMALL, results)).split("\n")
  expect(lines.filter((line) => line.includes(",I,"))).toEqual([
    "e,2023Q1,I,reported,100,1,10",
    "f,2023Q1,I,reported,,1,10",
  ])
})

const second = () => compileEdition(editionOf(readJson(SECOND_EDITION)))

test("one visit more, or one dispute settled more, never gives fewer points", () => {
  const compiled = second()
  const pointsOf = (code: string, values: Record<string, number>) =>
    scoreEstate(compiled, new Map(Object.entries(values))).indicators.find((one) => one.code === code)!
      .points!
  for (let taken = 0; taken <= 12; taken++)
    for (let settled = 0; settled < taken; settled++) {
      const of = (more: number) =>
        pointsOf("GOV-08", { disputes_taken: taken, disputes_settled: settled + more })
      expect(of(1)).toBeGreaterThanOrEqual(of(0))
    }
  const visits = fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12), fc.integer({ min: 1, max: 12 }), fc.nat(2))
  fc.assert(
    fc.property(visits, ([one, two_, three, registered, month]) => {
      const of = (more: number) => {
        const [care_visited_month1 = 0, care_visited_month2 = 0, care_visited_month3 = 0] = [
          one,
          two_,
          three,
        ].map((count_, n) => count_ + (n === month ? more : 0))
        const months = { care_visited_month1, care_visited_month2, care_visited_month3 }
        return pointsOf("SVC-05", { care_registered: registered, ...months })
      }
      expect(of(1)).toBeGreaterThanOrEqual(of(0))
    }),
    { numRuns: 1000 },
  )
})

test("in a check of the application a small count is the limit, except in a withheld indicator", () => {
  const compiled = second()
  const checked = (values: Record<string, KeyValue>) =>
    Object.fromEntries(checkedValues(compiled, new Map(Object.entries(values))))
  const care = { care_registered: 20, care_visited_month1: 2, care_visited_month2: 0 }
  expect(checked({ ...care, households: 3 })).toEqual({ ...care, care_visited_month1: 4, households: 3 })
  const disputes = { disputes_taken: 3, disputes_settled: 4 }
  expect(checked(disputes)).toEqual(disputes)
  expect(checked({ disputes_taken: 3 })).toEqual({ disputes_taken: 4 })
})
