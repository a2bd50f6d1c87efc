import fc from "fast-check"
import { expect, test } from "vitest"
import { readEdition } from "../../../worker/domain/scoring/read-edition.ts"
import { compileEdition, scoreEstate } from "../../../worker/domain/scoring/score.ts"
import {
  extraIndicator,
  FIRST_EDITION,
  firstEdition,
  type Json,
  readJson,
  SECOND_EDITION,
  smallDocument,
} from "./editions.ts"

const faultsOf = (json: unknown) => readEdition(json, "optional").faults ?? []
const pathsOf = (json: unknown) => faultsOf(json).map(({ path }) => path)
const scoringOf = (scoring: Json) =>
  smallDocument({ alternatives: [{ measure: { kind: "value", of: "a" }, scoring }] })
const measureOf = (measure: unknown) =>
  smallDocument({ alternatives: [{ measure, scoring: { kind: "linear", full: 1, zero: 0 } }] })

test("the editions at hand are accepted as they are", () => {
  const files = [
    FIRST_EDITION,
    SECOND_EDITION,
    "test/golden/hdi-example.json",
    "test/golden/asem-edition.json",
  ]
  for (const file of files) expect(readEdition(readJson(file)).faults).toBeUndefined()
  const edition = firstEdition()
  expect([edition.indicators.length, edition.gates.length, edition.dimensions.length]).toEqual([33, 12, 5])
  expect(edition.indicators[0]?.inputs[0]?.provider).toBe("community")
})

test("words are required for what is shown, and may be absent for what is only computed", () => {
  expect(faultsOf(smallDocument())).toEqual([])
  const paths = (readEdition(smallDocument()).faults ?? []).map(({ path }) => path)
  expect(paths).toContain("title")
  expect(paths).toContain("indicators[0].alternatives[0].scoring.source")
  expect(pathsOf(smallDocument({ title: "text" }))).toEqual(["indicators[0].title"])
  expect(pathsOf(smallDocument({ title: { zh: 1, en: "x" } }))).toEqual(["indicators[0].title.zh"])
})

test("points must add up to 9 decimals, and not have more decimals than they are rounded to", () => {
  expect(pathsOf(smallDocument({ points: 10.01 }))).toEqual(["dimensions[0].points"])
  expect(
    pathsOf(smallDocument({ points: 10.0000000004 }, { rounding: { indicator: null, total: 2 } })),
  ).toEqual([])
  expect(
    pathsOf(smallDocument({ points: 10.000000001 }, { rounding: { indicator: null, total: 2 } })),
  ).toEqual(["dimensions[0].points"])
  const halves = { dimensions: [{ code: "D", points: 10 }], rounding: { indicator: 1, total: 2 } }
  const indicators = [smallDocument({ points: 6.25 })["indicators"], []].flat()
  expect(
    pathsOf({ ...smallDocument(), ...halves, indicators: [...indicators, extraIndicator("J", "D", 3.75)] }),
  ).toEqual(["indicators[0].points", "indicators[1].points"])
})

test("codes and keys are used once, all kinds together", () => {
  expect(pathsOf(smallDocument({ code: "x" }))).toEqual(["indicators[0].code"])
  expect(pathsOf(smallDocument({}, { bands: [{ code: "a", at_least: 0, requires: [] }] }))).toEqual([
    "bands[0].code",
  ])
  expect(
    pathsOf(smallDocument({}, { gates: [{ code: "D" }], vetoes: [{ code: "D", level: "cycle" }] })),
  ).toEqual(["gates[0].code", "vetoes[0].code"])
})

test("unknown keys, dimensions, columns and requirements are named", () => {
  expect(pathsOf(smallDocument({ dimension: "E" }))).toEqual(
    ["dimensions[0].points", "indicators[0].dimension"].reverse(),
  )
  expect(pathsOf(measureOf({ kind: "value", of: "c" }))).toEqual(["indicators[0].alternatives[0].measure.of"])
  expect(pathsOf(measureOf({ kind: "mean", of: ["a", { sum: ["x", "no"] }] }))).toEqual([
    "indicators[0].alternatives[0].measure.of[1].sum[1]",
  ])
  expect(pathsOf(smallDocument({ missing_when: [{ all: [{ of: "z", equals: 0 }] }] }))).toEqual([
    "indicators[0].missing_when[0].all[0].of",
  ])
  const inputs = [{ key: "a", type: "number", min: 0, max: 1, at_most: "nothing" }]
  expect(pathsOf(smallDocument({ inputs }))).toEqual(["indicators[0].inputs[0].at_most"])
  const requires = [
    "gates",
    "no_veto",
    "score:base:90",
    "no_quarter_below:80",
    "score:bonus:1",
    "gate",
    { of: "a", equals: 1 },
  ]
  expect(pathsOf(smallDocument({}, { bands: [{ code: "top", at_least: 0, requires }] }))).toEqual([
    "bands[0].requires[4]",
    "bands[0].requires[5]",
    "bands[0].requires[6].of",
  ])
  const rank = { score: "base", places: null, ties: "shared", tie_break: ["bonus", "estate"], min_group: 5 }
  expect(pathsOf(smallDocument({}, { rank }))).toEqual(["rank.tie_break[1]"])
})

test("an indicator may not use the inputs of another", () => {
  const other = extraIndicator("J", "D", 0, {
    alternatives: [{ measure: { kind: "value", of: "a" }, scoring: { kind: "linear", full: 1, zero: 0 } }],
  })
  const document = smallDocument()
  const indicators = [document["indicators"], other].flat()
  expect(pathsOf({ ...document, indicators })).toEqual(["indicators[1].alternatives[0].measure.of"])
})

test("scorings that cannot be computed are refused", () => {
  expect(pathsOf(scoringOf({ kind: "linear", full: 3, zero: 3 }))).toEqual([
    "indicators[0].alternatives[0].scoring",
  ])
  expect(pathsOf(scoringOf({ kind: "log", full: 3, zero: 0 }))).toEqual([
    "indicators[0].alternatives[0].scoring.zero",
  ])
  const step = (direction: string, steps: unknown) => pathsOf(scoringOf({ kind: "steps", direction, steps }))
  const at = "indicators[0].alternatives[0].scoring.steps"
  expect(step("at_least", [[3, 1], [2, 0.8], [1, 0.6]])).toEqual([]) // biome-ignore format: pairs
  expect(step("at_least", [[1, 0.6], [2, 0.8]])).toEqual([`${at}[1]`]) // biome-ignore format: pairs
  expect(step("at_most", [[1, 0.6], [0, 0.5]])).toEqual([`${at}[1]`]) // biome-ignore format: pairs
  expect(step("at_most", [[0, 0.5], [1, 0.6]])).toEqual([`${at}[1]`]) // biome-ignore format: pairs
  expect(step("at_least", [[2, 1], [2, 0.5]])).toEqual([`${at}[1]`]) // biome-ignore format: pairs
  expect(step("at_least", [])).toEqual([at])
  expect(step("at_least", [[2, 1.5], [1]])).toEqual([`${at}[0][1]`, `${at}[1]`]) // biome-ignore format: pairs
})

test("measures and conditions have their form", () => {
  const at = "indicators[0].alternatives[0].measure"
  expect(pathsOf(measureOf({ kind: "ratio", of: "a", over: "b" }))).toEqual([`${at}.scale`])
  expect(pathsOf(measureOf({ kind: "value", of: "a", cap: 3 }))).toEqual([`${at}.cap`])
  expect(pathsOf(measureOf({ kind: "median", of: "a" }))).toEqual([`${at}.kind`])
  expect(pathsOf(measureOf({ kind: "value", of: { ceil_div: ["a", 0] } }))).toEqual([`${at}.of.ceil_div[1]`])
  expect(pathsOf(measureOf({ kind: "value", of: { sum: [] } }))).toEqual([`${at}.of.sum`])
  expect(pathsOf(measureOf(null))).toEqual([at])
  const conditions = [
    { of: "a" },
    { of: "a", equals: 1, less_than: 2 },
    { all: [] },
    "a",
    { of: "a", above: 3 },
  ]
  const here = "indicators[0].not_applicable_when"
  expect(pathsOf(smallDocument({ not_applicable_when: conditions }))).toEqual([
    `${here}[0]`,
    `${here}[1]`,
    `${here}[2].all`,
    `${here}[3]`,
    `${here}[4].above`,
    `${here}[4]`,
  ])
})

test("what cannot be computed, or would be read otherwise than meant, is refused where it stands", () => {
  const at = "indicators[0].alternatives[0]"
  const pair = (ceil_div: unknown) => pathsOf(measureOf({ kind: "value", of: { ceil_div } }))
  expect(pair(["a", 2])).toEqual([])
  expect(pair(["a", 2, 3])).toEqual([`${at}.measure.of.ceil_div`])
  const per = (n: number) => pathsOf(measureOf({ kind: "per", of: "a", over: "b", per: n }))
  expect([per(0), per(-1), per(1000)]).toEqual([[`${at}.measure.per`], [], []])
  expect(pathsOf(smallDocument({ alternatives: [] }))).toEqual(["indicators[0].alternatives"])
  expect(pathsOf(smallDocument({ alternatives: "none" }))).toEqual(["indicators[0].alternatives"])
  const steps = (direction: string, list: unknown) =>
    pathsOf(scoringOf({ kind: "steps", direction, steps: list }))
  const step = `${at}.scoring.steps[1]`
  expect(steps("at_most", [[1, 1], [2, 0.5]])).toEqual([]) // biome-ignore format: pairs
  expect(steps("at_most", [[2, 1], [2, 0.5]])).toEqual([step]) // biome-ignore format: pairs
  const source = { kind: "report", note: { zh: "甲", en: "A" } }
  const sourced = (list: unknown) =>
    pathsOf(scoringOf({ kind: "steps", direction: "at_most", steps: [[1, 1], [2, 0]], source: list })) // biome-ignore format: pairs
  expect(sourced([source, source])).toEqual([])
  expect(sourced([source])).toEqual([`${at}.scoring.source`])
  expect(sourced("one")).toEqual([`${at}.scoring.source`])
  // A list of conditions may be absent where words may be, and nowhere else.
  expect(pathsOf(smallDocument({ missing_when: undefined }))).toEqual([])
  expect(
    (readEdition(smallDocument({ missing_when: undefined })).faults ?? []).map(({ path }) => path),
  ).toContain("indicators[0].missing_when")
  expect(pathsOf(smallDocument({ missing_when: null }))).toEqual(["indicators[0].missing_when"])
})

test("what is given instead is told, a long text by its beginning", () => {
  const told = (value: unknown) => faultsOf(smallDocument({ points: value }))[0]?.message
  expect(told("x".repeat(40))).toBe(`a number is expected, not “${"x".repeat(40)}”`)
  expect(told("x".repeat(41))).toBe(`a number is expected, not “${"x".repeat(40)}…”`)
  expect(told(null)).toBe("a number is expected, not null")
  expect(told([])).toBe("a number is expected, not a list")
})

test("bounds count as inside: no list above 10,000, no spread above 1, no smallest above a largest", () => {
  const many = (n: number) =>
    faultsOf(measureOf({ kind: "mean", of: Array.from({ length: n }, () => "a") })).map(
      ({ message }) => message,
    )
  expect(many(10_000)).toEqual([])
  expect(many(10_001)).toEqual(["the list has more than 10000 entries"])
  const robustness = (weight_spread: number, draws = 50) =>
    pathsOf(smallDocument({}, { robustness: { draws, weight_spread, seed: 1 } }))
  expect([robustness(1), robustness(1.01)]).toEqual([[], ["robustness.weight_spread"]])
  const base = (min: number, max: number) =>
    pathsOf(smallDocument({}, { bases: [{ key: "x", type: "number", min, max }] }))
  expect([base(2, 2), base(2, 1)]).toEqual([[], ["bases[0].max"]])
  const places = (total: number) => pathsOf(smallDocument({}, { rounding: { indicator: 2, total } }))
  expect([places(100), places(101)]).toEqual([[], ["rounding.total"]])
})

test("scale stands only beside a mean", () => {
  expect(pathsOf(smallDocument({}, { scale: 100 }))).toEqual(["scale"])
  expect(pathsOf(smallDocument({}, { scale: 100, aggregation: "arithmetic" }))).toEqual([])
  expect(pathsOf(smallDocument({}, { scale: 0, aggregation: "geometric" }))).toEqual(["scale"])
})

test("every fault of the document is reported at once", () => {
  const paths = pathsOf({
    ...smallDocument(),
    effective_from: "2023Q5",
    bonus_cap: Number.NaN,
    deduction_cap: -1,
    rounding: { indicator: 1.5, total: "2" },
    not_applicable: "skip",
    year: { min_quarters: -1, method: "median" },
    robustness: { draws: 1e9, weight_spread: 1.5, seed: 0.5 },
    vetoes: [{ code: "V", level: "city" }, 5],
    bases: [{ key: "x", type: "text", min: 2, max: 1, provider: "nobody", sensitive: "no", carry: 1 }],
  })
  expect(paths.sort()).toEqual(
    [
      "effective_from",
      "bonus_cap",
      "deduction_cap",
      "rounding.indicator",
      "rounding.total",
      "not_applicable",
      "year.min_quarters",
      "year.method",
      "robustness.draws",
      "robustness.weight_spread",
      "robustness.seed",
      "vetoes[0].level",
      "vetoes[1]",
      "vetoes[1].code",
      "vetoes[1].level",
      "bases[0].type",
      "bases[0].max",
      "bases[0].provider",
      "bases[0].sensitive",
      "bases[0].carry",
    ].sort(),
  )
})

test("hostile documents give faults and never throw", () => {
  expect(pathsOf(JSON.parse('{"__proto__": {"code": "x"}, "code": {"toString": 1}}'))).toContain("code")
  for (const odd of [undefined, null, 1, "x", [], () => 1, Symbol("x"), 1n, new Map()])
    expect(faultsOf(odd).length).toBeGreaterThan(0)
})

test("any JSON, and the first edition with any part replaced, never throws", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      expect(readEdition(json).faults?.length).toBeGreaterThan(0)
    }),
  )
  const text = JSON.stringify(readJson("test/golden/hdi-example.json"))
  const spots = [...text.matchAll(/(?<=[:[,])("[^"]*"|-?[\d.]+|\[\]|\{\})(?!:)/g)]
  const replacement = fc.oneof(fc.jsonValue(), fc.constantFrom(null, -1, 0, "", [], {}, 1e300, "bases"))
  fc.assert(
    fc.property(fc.constantFrom(...spots), replacement, (spot, value) => {
      const changed =
        text.slice(0, spot.index) + JSON.stringify(value) + text.slice(spot.index + spot[0].length)
      const { edition, faults } = readEdition(JSON.parse(changed))
      expect(edition === undefined).toBe(faults !== undefined)
      if (edition) expect(scoreEstate(compileEdition(edition), new Map()).base).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 500 },
  )
})
