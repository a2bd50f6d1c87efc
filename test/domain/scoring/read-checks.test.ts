import { expect, test } from "vitest"
import { readEdition } from "../../../worker/domain/scoring/read-edition.ts"
import { type Json, smallDocument } from "./editions.ts"

const faultsOf = (json: unknown) => readEdition(json, "optional").faults ?? []
const pathsOf = (json: unknown) => faultsOf(json).map(({ path }) => path)
const measureOf = (measure: unknown) =>
  smallDocument({ alternatives: [{ measure, scoring: { kind: "linear", full: 1, zero: 0 } }] })
const checkOf = (parts: Json): Json => ({
  id: "c",
  severity: "hard",
  left: "a",
  relation: "at_most",
  right: "b",
  ...parts,
})
const checksOf = (...checks: Json[]) => smallDocument({}, { checks })

/** A value so many times within something. */
function nest(value: unknown, times: number, wrap: (inner: unknown) => unknown): unknown {
  let nested = value
  for (let n = 0; n < times; n++) nested = wrap(nested)
  return nested
}

test("documents nested thousands deep are refused before anything recurs", () => {
  const deep = { path: expect.stringMatching(/./), message: "nested deeper than 100" }
  for (const wrap of [
    (inner: unknown) => ({ sum: [inner] }),
    (inner: unknown) => ({ product: [inner] }),
    (inner: unknown) => ({ previous: inner }),
    (inner: unknown) => ({ ceil_div: [inner, 1] }),
    (inner: unknown) => ({ kind: "value", of: inner }),
  ]) {
    const nested = nest("a", 10_000, wrap)
    expect(faultsOf(measureOf({ kind: "value", of: nested }))).toEqual([deep])
    expect(faultsOf(smallDocument({}, { checks: [checkOf({ left: nested })] }))).toEqual([deep])
  }
  const conditions = nest({ of: "a", equals: 1 }, 50_000, (inner) => ({ all: [inner] }))
  expect(faultsOf(smallDocument({ missing_when: [conditions] }))).toEqual([deep])
  expect(faultsOf(smallDocument({}, { note: nest(1, 50_000, (inner) => [inner]) }))).toEqual([deep])
  const circle: { sum: unknown[] } = { sum: [] }
  circle.sum.push(circle)
  expect(faultsOf(measureOf({ kind: "value", of: circle }))).toEqual([deep])
})

test("a document may be nested 100 deep, and no deeper", () => {
  // The document, its list of checks, the check and its left side are four; each `previous` is one more.
  const nested = (times: number) =>
    checksOf(checkOf({ left: nest("a", times, (previous) => ({ previous })) }))
  expect(faultsOf(nested(97))).toEqual([])
  expect(pathsOf(nested(98))).toEqual([`checks[0].left${".previous".repeat(97)}`])
})

test("products are operands, the quarter before stands in checks only", () => {
  expect(pathsOf(measureOf({ kind: "value", of: { product: ["a", 2, { sum: ["x"] }] } }))).toEqual([])
  const at = "indicators[0].alternatives[0].measure.of"
  expect(pathsOf(measureOf({ kind: "value", of: { product: [] } }))).toEqual([`${at}.product`])
  expect(pathsOf(measureOf({ kind: "value", of: { product: ["c"] } }))).toEqual([`${at}.product[0]`])
  expect(pathsOf(measureOf({ kind: "value", of: { previous: "a" } }))).toEqual([`${at}.previous`])
  expect(pathsOf(measureOf({ kind: "value", of: { sum: [{ previous: "a" }] } }))).toEqual([
    `${at}.sum[0].previous`,
  ])
  const condition = { of: { previous: "a" }, equals: 1 }
  expect(pathsOf(smallDocument({ missing_when: [condition] }))).toEqual([
    "indicators[0].missing_when[0].of.previous",
  ])
  const bands = [{ code: "top", at_least: 0, requires: [{ of: { previous: "x" }, equals: 1 }] }]
  expect(pathsOf(smallDocument({}, { bands }))).toEqual(["bands[0].requires[0].of.previous"])
  const nested = { previous: { previous: { product: ["a", { previous: "x" }] } } }
  expect(pathsOf(checksOf(checkOf({ left: nested, when: [condition] })))).toEqual([])
})

test("checks have their form, ids of their own, and known keys of every kind", () => {
  const gates = [{ code: "G" }]
  const bonuses = [{ code: "B", max: 1 }]
  const right = { sum: ["G", "B", "x"] }
  expect(pathsOf(smallDocument({}, { gates, bonuses, bonus_cap: 1, checks: [checkOf({ right })] }))).toEqual(
    [],
  )
  expect(pathsOf(checksOf(checkOf({}), checkOf({})))).toEqual(["checks[1].id"])
  expect(pathsOf(checksOf(checkOf({ left: "nothing", right: { previous: "I" } })))).toEqual([
    "checks[0].left",
    "checks[0].right.previous",
  ])
  expect(
    pathsOf(checksOf(checkOf({ severity: "mild", relation: "below", when: {}, id: "" }), checkOf({}))),
  ).toEqual(["checks[0].id", "checks[0].severity", "checks[0].relation", "checks[0].when"])
  expect(pathsOf(checksOf(checkOf({ left: undefined })))).toEqual(["checks[0].left"])
  expect(pathsOf(checksOf(checkOf({ when: [{ of: "z", equals: 1 }, { all: [] }] })))).toEqual([
    "checks[0].when[0].of",
    "checks[0].when[1].all",
  ])
  expect(pathsOf(smallDocument({}, { checks: "all" }))).toEqual(["checks"])
  const inputs = ["a", "b"].map((key) => ({ key, type: "number", min: 0, max: 9, at_most: "x" }))
  const ids = ["a.at_most", "x.at_most", "b.at_most"].map((id) => checkOf({ id }))
  expect(pathsOf(smallDocument({ inputs }, { checks: ids }))).toEqual(["checks[0].id", "checks[2].id"])
  const paths = (readEdition(checksOf(checkOf({}))).faults ?? []).map(({ path }) => path)
  expect(paths).toEqual(expect.arrayContaining(["checks[0].title", "checks[0].source"]))
})

test("the values of a bonus are points that it may have", () => {
  const bonus = (values: unknown) =>
    pathsOf(smallDocument({}, { bonuses: [{ code: "B", max: 3, values }], bonus_cap: 3 }))
  expect(bonus([0, 1.5, 3])).toEqual([])
  expect(bonus([])).toEqual(["bonuses[0].values"])
  expect(bonus([4, -1, "1", 2])).toEqual([
    "bonuses[0].values[0]",
    "bonuses[0].values[1]",
    "bonuses[0].values[2]",
  ])
  expect(bonus(2)).toEqual(["bonuses[0].values"])
})
