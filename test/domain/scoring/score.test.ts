import { expect, test } from "vitest"
import type { KeyValue } from "../../../worker/domain/scoring/keys.ts"
import { compileEdition, scoreEstate } from "../../../worker/domain/scoring/score.ts"
import { editionOf, extraIndicator, firstEdition, type Json, smallDocument } from "./editions.ts"

type Values = { [key: string]: KeyValue }
const scoreOf = (document: unknown, values: Values, cycleVetoes: readonly string[] = []) =>
  scoreEstate(compileEdition(editionOf(document)), new Map(Object.entries(values)), cycleVetoes)
const first = (document: unknown, values: Values) => scoreOf(document, values).indicators[0]
const linear = { kind: "linear", full: 10, zero: 0 }
const measured = (measure: Json, more: Json = {}) =>
  smallDocument({ alternatives: [{ measure, scoring: linear }], ...more })

test("what is missing, and why", () => {
  const missing = { state: "missing", measure: null, ratio: null, points: 0, alternative: null }
  const ratio = measured({ kind: "ratio", of: "a", over: "b", scale: 1 })
  expect(first(ratio, { a: 1 })).toMatchObject({ ...missing, cause: "no_value" })
  expect(first(ratio, { a: 1, b: 0 })).toMatchObject({ ...missing, cause: "division_by_zero" })
  expect(first(ratio, { a: "NA", b: 2 })).toMatchObject({ ...missing, cause: "claim_refused" })
  const few = measured({ kind: "value", of: "a" }, { missing_when: [{ of: "b", less_than: 12 }] })
  expect(first(few, { a: 5, b: 11 })).toMatchObject({ ...missing, cause: "too_few" })
  expect(first(few, { a: 5 })).toMatchObject({ ...missing, cause: "no_value" })
  expect(first(few, { a: 5, b: 12 })).toMatchObject({
    state: "reported",
    ratio: 0.5,
    points: 5,
    alternative: 0,
  })
  const zero = measured({ kind: "value", of: "a" }, { missing_when: [{ of: "b", equals: 0 }] })
  expect(first(zero, { a: 5, b: 0 })).toMatchObject({ ...missing, cause: "condition" })
  const log = smallDocument({
    alternatives: [{ measure: { kind: "value", of: "a" }, scoring: { kind: "log", full: 100, zero: 1 } }],
  })
  expect(first(log, { a: 0 })).toMatchObject({ ...missing, cause: "not_positive" })
  expect(first(log, { a: 10 })).toMatchObject({ state: "reported", ratio: 0.5 })
})

test("what does not apply, and why", () => {
  const two = (when: Json) => ({
    ...measured({ kind: "value", of: "a" }, { points: 4, not_applicable_when: [when] }),
    indicators: [
      ...(measured({ kind: "value", of: "a" }, { points: 4, not_applicable_when: [when] })[
        "indicators"
      ] as Json[]),
      extraIndicator("J", "D", 6),
    ],
  })
  const left = { state: "not_applicable", measure: null, ratio: null, points: null, alternative: null }
  const score = scoreOf(two({ of: "b", equals: 0 }), { a: 5, b: 0, j_a: 5 })
  expect(score.indicators[0]).toMatchObject({ ...left, cause: "condition" })
  expect(score.dimensions).toEqual([
    { code: "D", points: 5, ratio: 0.5, applicablePoints: 6, fullPoints: 10 },
  ])
  expect(first(two({ of: "b", less_than: 5 }), { a: 5, b: 4, j_a: 5 })).toMatchObject({
    ...left,
    cause: "too_few",
  })
  expect(first(two({ of: "b", equals: 0 }), { a: 5, b: "NA", j_a: 5 })).toMatchObject({
    ...left,
    cause: "claim",
  })
  const sum = { sum: ["a", "b", 3] }
  expect(first(two({ of: sum, equals: 0 }), { a: "NA", b: "NA", j_a: 5 })).toMatchObject({
    ...left,
    cause: "claim",
  })
  expect(first(two({ of: sum, equals: 0 }), { a: "NA", b: 1, j_a: 5 })).toMatchObject({ state: "missing" })
  expect(first(two({ of: { kind: "value", of: "b" }, equals: 0 }), { a: 5, b: "NA", j_a: 5 })).toMatchObject({
    state: "reported",
  })
  expect(first(two({ of: 0, equals: 1 }), { a: 5, j_a: 5 })).toMatchObject({ state: "reported" })
})

test("where nothing in a dimension applies its indicators are missing, under full marks too", () => {
  for (const policy of ["rescale_dimension", "full_marks"]) {
    const document = {
      ...smallDocument({ not_applicable_when: [{ of: "a", equals: 0 }] }),
      not_applicable: policy,
    }
    const score = scoreOf(document, { a: 0 })
    expect(score.indicators[0]).toMatchObject({
      state: "missing",
      points: 0,
      ratio: null,
      cause: "dimension_empty",
    })
    expect(score.base).toBe(0)
  }
})

test("full marks give what does not apply ratio 1", () => {
  const one = { ...extraIndicator("I", "D", 4), not_applicable_when: [{ of: "i_a", equals: 0 }] }
  const document = {
    ...smallDocument(),
    indicators: [one, extraIndicator("J", "D", 6)],
    not_applicable: "full_marks",
  }
  const score = scoreOf(document, { i_a: 0, j_a: 5 })
  expect(score.indicators[0]).toMatchObject({ state: "not_applicable", measure: null, ratio: 1, points: 4 })
  expect(score.base).toBe(7)
})

test("the best alternative counts, among equals the first", () => {
  const alternatives = [
    { measure: { kind: "value", of: "a" }, scoring: linear },
    { measure: { kind: "value", of: "b" }, scoring: { kind: "linear", full: 20, zero: 0 } },
  ]
  const document = smallDocument({ alternatives })
  expect(first(document, { a: 4, b: 9 })).toMatchObject({ measure: 9, ratio: 0.45, alternative: 1 })
  expect(first(document, { a: 4, b: 8 })).toMatchObject({ measure: 4, alternative: 0 })
  expect(first(document, { a: 4, b: 8.000000001 })).toMatchObject({ measure: 4, alternative: 0 })
  expect(first(document, { b: 3 })).toMatchObject({ measure: 3, alternative: 1 })
  expect(first(document, {})).toMatchObject({ state: "missing" })
})

test("operands nest: sums, divisions rounded up, measures in measures, caps", () => {
  const half = { kind: "ratio", of: "a", over: "b", scale: 1, cap: 0.5 }
  const nested = { kind: "mean", of: [half, { sum: [half, { ceil_div: [{ sum: ["a", "b"] }, 0.1] }] }] }
  expect(first(measured(nested), { a: 0.7, b: 0.4 })?.measure).toBe((0.5 + 11.5) / 2)
  expect(first(measured({ kind: "per", of: "a", over: "b", per: 100 }), { a: 9, b: 1079 })?.measure).toBe(
    900 / 1079,
  )
  const difference = { kind: "ratio", of: 1, over: { sum: ["a", "b", -0.3] }, scale: 1 }
  expect(first(measured(difference), { a: 0.1, b: 0.2 })).toMatchObject({ cause: "division_by_zero" })
})

test("a geometric mean with a ratio of 0 is 0, and weights that are left out leave it", () => {
  const indicators = [
    { ...extraIndicator("I", "D", 4), not_applicable_when: [{ of: "i_a", less_than: 0 }] },
    extraIndicator("J", "D", 6),
  ]
  const document = {
    ...smallDocument(),
    indicators,
    aggregation: "geometric",
    scale: 1,
    rounding: { indicator: null, total: 9 },
  }
  expect(scoreOf(document, { i_a: 0, j_a: 5 }).base).toBe(0)
  expect(scoreOf(document, { j_a: 5 }).base).toBe(0)
  expect(scoreOf(document, { i_a: -1, j_a: 5 }).base).toBe(0.5)
  expect(scoreOf(document, { i_a: 10, j_a: 5 }).base).toBe(0.659753955)
  expect(scoreOf({ ...document, aggregation: "arithmetic" }, { i_a: -1, j_a: 5 }).base).toBe(0.5)
})

const items = {
  bonuses: [{ code: "B1", max: 3 }, { code: "B2", max: 3 }],
  bonus_cap: 4,
  deductions: [{ code: "D1", each: 0.5, max: 2 }, { code: "D2", each: 9, max: 20 }],
  deduction_cap: 15,
  gates: [{ code: "G1" }, { code: "G2" }],
  vetoes: [{ code: "V1", level: "estate" }, { code: "V2", level: "cycle" }],
} // biome-ignore format: one line each

test("bonuses and deductions are capped, final is never below 0, ranking may be", () => {
  const document = smallDocument({}, items)
  expect(scoreOf(document, { a: 5, B1: 3, B2: 3, D1: 9 })).toMatchObject({
    bonus: 4,
    deductions: 2,
    final: 7,
    ranking: 3,
  })
  expect(scoreOf(document, { a: 5, D2: 3 })).toMatchObject({ deductions: 15, final: 0, ranking: -10 })
  expect(scoreOf(document, { a: 5, B1: "NA", D1: "NA" })).toMatchObject({ bonus: 0, deductions: 0, final: 5 })
  expect(scoreOf(document, { D1: Number.MAX_VALUE })).toMatchObject({ deductions: 2 })
})

test("gates fail without a yes, vetoes hold with a yes, of the estate or of the cycle", () => {
  const document = smallDocument({}, items)
  expect(scoreOf(document, { G1: 1, G2: "NA", V1: "NA" })).toMatchObject({ gatesFailed: ["G2"], vetoes: [] })
  expect(scoreOf(document, { V1: 1 }, ["V2"])).toMatchObject({
    gatesFailed: ["G1", "G2"],
    vetoes: ["V1", "V2"],
  })
})

test("bands: the first whose score is reached and whose requirements hold", () => {
  const when = { of: { kind: "ratio", of: "x", over: 10, scale: 1 }, at_least: 1 }
  const bands = [
    { code: "gold", at_least: 9, requires: ["gates", "no_veto", "score:base:9", "score:ranking:8.5", when] },
    { code: "steady", at_least: 5, requires: ["no_quarter_below:6"] },
    { code: "none", at_least: 1, requires: [] },
  ]
  const document = smallDocument({}, { ...items, bands })
  const good = { a: 9, G1: 1, G2: 1, x: 10 }
  expect(scoreOf(document, good).band).toBe("gold")
  const changes: Values[] = [{ x: 9 }, { x: "NA" }, { G1: 0 }, { V1: 1 }, { D1: 2 }]
  for (const change of changes) expect(scoreOf(document, { ...good, ...change }).band).toBe("steady")
  expect(scoreOf(document, good, ["V2"]).band).toBe("steady")
  expect(scoreOf(document, { a: 8.996, G1: 1, G2: 1, x: 10 }).band).toBe("gold")
  expect(scoreOf(document, { a: 5.5, B1: 1 }).band).toBe("none")
  expect(scoreOf(document, { a: 0 }).band).toBeNull()
})

test("too few is said of the edition's own conditions, none known by name", () => {
  const compiled = compileEdition(firstEdition())
  const values = new Map<string, KeyValue>([
    ["appeals_rated", 4],
    ["appeals_satisfied", 4],
    ["cleaning_points_checked", 19],
    ["cleaning_points_passed", 19],
    ["parking_patrols", 11],
    ["parking_violations", 1],
    ["households", 1079],
  ])
  const few = scoreEstate(compiled, values).indicators.filter(({ cause }) => cause === "too_few")
  expect(few.map(({ code, state }) => [code, state])).toEqual([
    ["GOV-07", "not_applicable"],
    ["ENV-04", "missing"],
    ["PRK-01", "missing"],
  ])
})
