import fc from "fast-check"
import { expect, test } from "vitest"
import { checkQuarters } from "../../../worker/domain/scoring/check-quarters.ts"
import { checkValues, compileChecks } from "../../../worker/domain/scoring/checks.ts"
import type { KeyValue } from "../../../worker/domain/scoring/keys.ts"
import { readEdition } from "../../../worker/domain/scoring/read-edition.ts"
import { checkReport, reportCsv } from "../../../worker/domain/scoring/report.ts"
import { compileEdition, scoreEstate } from "../../../worker/domain/scoring/score.ts"
import { readValues } from "../../../worker/domain/scoring/values-file.ts"
import { editionOf, type Json, readJson, SECOND_EDITION, smallDocument } from "./editions.ts"
import { exactBroken, exactOpen } from "./exact-checks.ts"
import { toNumber } from "./fraction.ts"
import { randomValues } from "./random-edition.ts"
import { randomCheckedEdition } from "./random-rules.ts"

const check = (parts: Json): Json => ({ id: "c", severity: "hard", relation: "at_most", ...parts })
const checksOf = (checks: Json[], indicator: Json = {}, document: Json = {}) =>
  compileChecks(compileEdition(editionOf(smallDocument(indicator, { ...document, checks }))))

type Typed = Record<string, KeyValue>
const found = (checks: ReturnType<typeof checksOf>, values: Typed, before: (Typed | null)[] = []) => {
  const quarters = before.map((quarter) => quarter && new Map(Object.entries(quarter)))
  const { broken, open } = checkValues(checks, new Map(Object.entries(values)), quarters)
  return {
    broken: broken.map(({ check: { id }, left, right }) => [id, left, right]),
    open: open.map(({ check: { id }, without }) => [id, ...without]),
  }
}

const quarters = ["2023Q1", "2023Q2", "2023Q3", "2023Q4", "2024Q1"]

test("random checks break and stay open as exact arithmetic says, whatever quarters are missing", () => {
  const cases = randomCheckedEdition.chain((edition) =>
    fc.tuple(
      fc.constant(edition),
      fc.array(fc.option(randomValues(edition)), { minLength: 5, maxLength: 5 }),
    ),
  )
  let [broken, open] = [0, 0]
  fc.assert(
    fc.property(cases, ([edition, filed]) => {
      expect(readEdition(JSON.parse(JSON.stringify(edition))).faults).toBeUndefined()
      const checks = compileChecks(compileEdition(edition))
      filed.forEach((values, n) => {
        if (!values) return
        const before = filed.slice(0, n).reverse()
        const own = checkValues(checks, values, before)
        expect(
          own.broken.map(({ check: { id, severity }, left, right }) => ({ id, severity, left, right })),
        ).toEqual(
          exactBroken(
            edition,
            values,
            before.map((one) => one ?? new Map()),
          ).map(({ left, right, ...one }) => ({
            ...one,
            left: expect.closeTo(toNumber(left), 6),
            right: expect.closeTo(toNumber(right), 6),
          })),
        )
        expect(own.open.map((one) => one.check.id)).toEqual(exactOpen(edition, values))
        broken += own.broken.length
        open += own.open.length
      })
    }),
    { numRuns: 400, seed: 17 },
  )
  expect([broken > 400, open > 400]).toEqual([true, true])
})

test("a values file tells the same as each estate alone, in whatever order its rows stand", () => {
  const cases = randomCheckedEdition.chain((edition) =>
    fc.tuple(
      fc.constant(edition),
      fc.array(fc.array(fc.option(randomValues(edition)), { minLength: 5, maxLength: 5 }), {
        minLength: 1,
        maxLength: 3,
      }),
      fc.infiniteStream(fc.nat()),
    ),
  )
  fc.assert(
    fc.property(cases, ([edition, estates, picks]) => {
      const compiled = compileEdition(edition)
      const checks = compileChecks(compiled)
      const rows = estates.flatMap((filed, e) =>
        filed.flatMap((values, n) =>
          [...(values ?? [])].map(([key, value]) => {
            const yesNo = compiled.specs[compiled.numberOf.get(key)!]!.type === "yes_no"
            return `e${e},${quarters[n]},${key},${yesNo && value !== "NA" ? (value ? "yes" : "no") : value}`
          }),
        ),
      )
      const turned = rows
        .map((row) => ({ row, at: picks.next().value ?? 0 }))
        .sort((a, b) => a.at - b.at)
        .map(({ row }) => row)
      const report = (list: readonly string[]) => {
        const read = readValues(compiled, `estate,quarter,key,value\n${list.join("\n")}\n`)
        if ("faults" in read) throw new Error(JSON.stringify(read.faults))
        return reportCsv(checkReport(checkQuarters(checks, read.quarters)))
      }
      const alone = estates.flatMap((filed, e) =>
        filed.flatMap((values, n) =>
          values
            ? checkValues(checks, values, filed.slice(0, n).reverse()).broken.map((one) => ({
                ...one,
                estate: `e${e}`,
                quarter: quarters[n]!,
              }))
            : [],
        ),
      )
      expect(report(rows)).toBe(reportCsv(checkReport(alone)))
      expect(report(turned)).toBe(report(rows))
    }),
    { numRuns: 100 },
  )
})

test("both sides are rounded to 9 decimals before they are compared", () => {
  const sides = (right: number) => checksOf([check({ left: { product: ["a", 0.1] }, right })])
  expect(found(sides(0.3), { a: 3 }).broken).toEqual([])
  expect(found(sides(0.2999999996), { a: 3 }).broken).toEqual([])
  expect(found(sides(0.2999999994), { a: 3 }).broken).toHaveLength(1)
  const equal = checksOf([check({ left: { sum: ["a", "b"] }, relation: "equals", right: 0.3 })])
  expect(found(equal, { a: 0.1, b: 0.2 }).broken).toEqual([])
  const least = checksOf([check({ left: "a", relation: "at_least", right: "b" })])
  expect(found(least, { a: 2, b: 3 }).broken).toEqual([["c", 2, 3]])
  expect(found(least, { a: 3, b: 3 }).broken).toEqual([])
})

test("at_most comes first under its own id, of bases too", () => {
  const inputs = [
    { key: "a", type: "number", min: 0, max: 9, at_most: "b" },
    { key: "b", type: "number", min: 0, max: 9, at_most: "x" },
  ]
  const checks = checksOf([check({ left: "a", right: 1 })], { inputs })
  expect(checks.programs.map((one) => one.check.id)).toEqual(["a.at_most", "b.at_most", "c"])
  expect(found(checks, { a: 3, b: 2, x: 1 }).broken).toEqual([
    ["a.at_most", 3, 2],
    ["b.at_most", 2, 1],
    ["c", 3, 1],
  ])
})

test("a check is asked where both sides are there and every condition holds", () => {
  const when = [
    { of: "b", at_least: 1 },
    { of: { previous: "b" }, equals: 2 },
  ]
  const checks = checksOf([check({ left: "a", right: 1, when })])
  expect(found(checks, { a: 3, b: 1 }, [{ b: 2 }]).broken).toEqual([["c", 3, 1]])
  expect(found(checks, { a: 3, b: 0 }, [{ b: 2 }]).broken).toEqual([])
  expect(found(checks, { a: 3, b: 1 }, [{ b: 1 }]).broken).toEqual([])
  expect(found(checks, { a: 3, b: 1 }, [null]).broken).toEqual([])
  expect(found(checks, { a: 3, b: "NA" }, [{ b: 2 }])).toEqual({ broken: [], open: [["c", "b"]] })
  expect(found(checksOf([check({ left: "a", right: 1, when: [] })]), { a: 3 }).broken).toHaveLength(1)
  const divided = { kind: "ratio", of: "a", over: "b", scale: 1 }
  expect(found(checksOf([check({ left: divided, right: 1 })]), { a: 3, b: 0 })).toEqual({
    broken: [],
    open: [],
  })
})

test("previous is the quarter directly before, also within itself", () => {
  const twice = { previous: { sum: ["a", { previous: "a" }] } }
  const checks = checksOf([check({ left: "a", right: twice })])
  expect(checks.back).toBe(2)
  expect(found(checks, { a: 9 }, [{ a: 1 }, { a: 2 }]).broken).toEqual([["c", 9, 3]])
  expect(found(checks, { a: 9 }, [{ a: 1 }]).broken).toEqual([])
  expect(found(checks, { a: 9 }, [null, { a: 2 }]).broken).toEqual([])
  expect(found(checks, { a: 9 }).broken).toEqual([])
  const rows = ["2023Q1,a,1", "2023Q2,a,2", "2023Q4,a,9", "2024Q1,a,50"].map((row) => `e,${row}\n`)
  const read = readValues(checks.compiled, `estate,quarter,key,value\n${rows.join("")}`)
  if ("faults" in read) throw new Error("faults")
  expect(checkQuarters(checks, read.quarters)).toEqual([])
  const once = checksOf([check({ left: "a", right: { previous: "a" } })])
  const told = checkQuarters(once, read.quarters).map(({ quarter, left, right }) => [quarter, left, right])
  expect(told).toEqual([
    ["2023Q2", 2, 1],
    ["2024Q1", 50, 9],
  ])
})

test("a check is open where one key has a number and another has nothing that counts", () => {
  const checks = checksOf(
    [check({ left: { sum: ["a", "b"] }, right: { product: [2, "x", { previous: "x" }] } })],
    {
      not_applicable_when: [{ of: "b", equals: 0 }],
    },
  )
  expect(found(checks, { a: 1, b: 1, x: 1 }).open).toEqual([])
  expect(found(checks, { a: 1, b: 1 }).open).toEqual([["c", "x"]])
  expect(found(checks, { a: 1 }).open).toEqual([["c", "b", "x"]])
  expect(found(checks, {}).open).toEqual([])
  expect(found(checks, { a: "NA", b: "NA" }).open).toEqual([])
  expect(found(checks, { b: "NA", x: 1 }).open).toEqual([["c", "a"]])
  expect(found(checks, { a: "NA", b: "NA", x: 1 }).open).toEqual([])
  expect(found(checks, { a: "NA", b: 1, x: 1 }).open).toEqual([["c", "a"]])
})

test("an answer names the keys on its sides and who provides them", () => {
  const inputs = [
    { key: "a", type: "number", min: 0, max: 9, provider: "community" },
    { key: "b", type: "number", min: 0, max: 9 },
  ]
  const sides = { left: "a", right: { sum: ["x", { previous: "b" }] }, when: [{ of: "b", at_least: 0 }] }
  const checks = checksOf([check(sides)], { inputs })
  const values = new Map<string, KeyValue>([["a", 3], ["x", 1], ["b", 0]]) // biome-ignore format: pairs
  const { broken } = checkValues(checks, values, [new Map([["b", 1]])])
  expect(broken).toMatchObject([{ keys: ["a", "x"], providers: ["community", "company"], left: 3, right: 2 }])
  const { open } = checkValues(checks, new Map([["a", 3]]))
  expect(open).toMatchObject([{ keys: ["a", "x"], without: ["x", "b"] }])
})

test("checks look at gates, bonuses, deductions and vetoes, those of the cycle in every estate", () => {
  const document = {
    gates: [{ code: "G" }],
    bonuses: [{ code: "B", max: 2 }],
    bonus_cap: 2,
    vetoes: [{ code: "C", level: "cycle" }],
  }
  const checks = checksOf(
    [
      check({ left: { sum: ["G", "B"] }, right: 1 }),
      check({ id: "d", left: "a", right: 0, when: [{ of: "C", equals: 1 }] }),
      check({ id: "e", left: "a", right: 0, when: [{ of: { previous: "C" }, equals: 1 }] }),
    ],
    {},
    document,
  )
  const rows = ["e,2023Q1,G,yes", "e,2023Q1,B,2", "e,2023Q1,a,1", "*,2023Q1,C,yes", "e,2023Q2,a,2"]
  const read = readValues(checks.compiled, `estate,quarter,key,value\n${rows.join("\n")}\n`)
  if ("faults" in read) throw new Error(JSON.stringify(read.faults))
  const told = checkQuarters(checks, read.quarters).map((one) => [one.quarter, one.check.id, one.left])
  expect(told).toEqual([
    ["2023Q1", "c", 3],
    ["2023Q1", "d", 1],
    ["2023Q2", "e", 2],
  ])
})

test("the contradictions of the second edition have their ids, and its scores do not depend on them", () => {
  const edition = editionOf(readJson(SECOND_EDITION))
  const compiled = compileEdition(edition)
  const checks = compileChecks(compiled)
  expect(edition.checks).toHaveLength(48)
  expect(checks.back).toBe(4)
  const values = new Map<string, KeyValue>(
    Object.entries({
      hazards_fixed: 50,
      hazards_found: 7,
      hazards_brought_forward: 3,
      care_visited_month2: 200,
      care_registered: 20,
      water_saved_m3: 1_000_000,
      water_supplied_m3: 20_000,
      event_turnout: 200_000,
      cultural_events: 0,
      appeals_rated: 5000,
      appeals_received: 100,
      appeals_closed: 100,
      microgrids_staffed: 700,
      microgrids_total: 10,
      observers: 2000,
      households: 1000,
    }),
  )
  const { broken } = checkValues(checks, values)
  const hard = broken.filter((one) => one.check.severity === "hard").map((one) => one.check.id)
  expect(hard).toEqual([
    "hazards-fixed",
    "care-month2",
    "microgrids-staffed",
    "water-saved-supply",
    "appeals-rated",
    "observers-households",
  ])
  expect(broken.map((one) => one.check.id)).toContain("turnout-no-event")
  const sides = [
    "hazards_found",
    "care_registered",
    "water_supplied_m3",
    "cultural_events",
    "microgrids_total",
  ]
  const rest = new Map([...values].filter(([key]) => !sides.includes(key) && key !== "households"))
  const open = checkValues(checks, rest).open.map((one) => one.check.id)
  for (const id of ["hazards-fixed", "care-month2", "water-saved-supply", "turnout-no-event"])
    expect(open).toContain(id)
  const { checks: _, ...without } = edition
  expect(scoreEstate(compileEdition(without), values)).toEqual(scoreEstate(compiled, values))
})
