import fc from "fast-check"
import { expect, test } from "vitest"
import type { KeyValue } from "../../../worker/domain/scoring/keys.ts"
import { scorePeriods } from "../../../worker/domain/scoring/periods.ts"
import { totalsReport } from "../../../worker/domain/scoring/report.ts"
import { compileEdition, scoreColumns, scoreEstate, tableOf } from "../../../worker/domain/scoring/score.ts"
import { readValues } from "../../../worker/domain/scoring/values-file.ts"
import { estateScoreAt } from "../../../worker/domain/scoring/view.ts"
import { firstEdition } from "./editions.ts"
import { randomEdition, randomValues } from "./random-edition.ts"

const editionAndRows = randomEdition.chain((edition) =>
  fc.tuple(fc.constant(edition), fc.array(randomValues(edition), { minLength: 1, maxLength: 12 })),
)

test("ratios are within 0 and 1, points within their indicator's", () => {
  fc.assert(
    fc.property(editionAndRows, ([edition, rows]) => {
      const { ratio, points, size } = scoreColumns(
        compileEdition(edition),
        tableOf(compileEdition(edition), rows),
      )
      expect(ratio.every((x) => x >= 0 && x <= 1)).toBe(true)
      const most = edition.indicators.map((indicator) => indicator.points)
      expect(points.every((x, cell) => x >= 0 && x <= most[Math.floor(cell / size)]! + 1e-9)).toBe(true)
    }),
  )
})

test("one by one or in columns, in any order and company, an estate's score is the same", () => {
  fc.assert(
    fc.property(editionAndRows, fc.infiniteStream(fc.nat()), ([edition, rows], picks) => {
      const compiled = compileEdition(edition)
      const shuffled = rows
        .map((values, row) => ({ values, row, at: picks.next().value ?? 0 }))
        .sort((a, b) => a.at - b.at)
        .slice(0, Math.ceil(rows.length / 2))
      const turned = shuffled.map(({ values }) => new Map([...values].reverse()))
      const table = tableOf(compiled, turned)
      const scores = scoreColumns(compiled, table, { measures: true })
      shuffled.forEach(({ row }, n) => {
        expect(estateScoreAt(compiled, table, scores, n)).toEqual(scoreEstate(compiled, rows[row]!))
      })
    }),
  )
})

test("blocks do not show: many estates score as each alone", () => {
  const compiled = compileEdition(firstEdition())
  const rows = fc.sample(randomValues(compiled.edition), { numRuns: 40, seed: 11 })
  const many = Array.from({ length: 2_100 }, (_, n) => rows[n % rows.length]!)
  const table = tableOf(compiled, many)
  const scores = scoreColumns(compiled, table, { measures: true })
  for (const row of [0, 1023, 1024, 2047, 2048, 2099])
    expect(estateScoreAt(compiled, table, scores, row)).toEqual(scoreEstate(compiled, many[row]!))
  const again = scoreColumns(compiled, table, { into: scores })
  expect(again).toBe(scores)
  expect(estateScoreAt(compiled, table, again, 1500)).toEqual(scoreEstate(compiled, many[1500]!))
})

test("a better value never lowers a score while states and denominators stay", () => {
  const { edition, specs, ...rest } = compileEdition(firstEdition())
  const compiled = { edition, specs, ...rest }
  const overs = new Set(JSON.stringify(edition.indicators).match(/(?<="over":")[^"]+/g))
  const plain = edition.indicators.flatMap(({ code, direction, alternatives, inputs }) =>
    alternatives.length === 1 && inputs.length > 0 ? [{ code, direction, key: inputs[0]!.key }] : [],
  )
  const numerators = plain.filter(({ key }) => !overs.has(key))
  expect(numerators.length).toBeGreaterThan(20)
  const values = fc.constantFrom(...fc.sample(plausible(), { numRuns: 200, seed: 3 }))
  fc.assert(
    fc.property(
      values,
      fc.constantFrom(...numerators),
      fc.integer({ min: 1, max: 50 }),
      (before, { key, direction }, step) => {
        const old = before.get(key)
        if (typeof old !== "number") return
        const better = direction === "higher" ? old + step : Math.max(0, old - step)
        const one = scoreEstate(compiled, before)
        const two = scoreEstate(compiled, new Map([...before, [key, better]]))
        fc.pre(one.indicators.every(({ state }, n) => state === two.indicators[n]!.state))
        expect(two.base).toBeGreaterThanOrEqual(one.base)
        expect(two.final).toBeGreaterThanOrEqual(one.final)
        expect(two.ranking).toBeGreaterThanOrEqual(one.ranking)
      },
    ),
    { numRuns: 500 },
  )
})

/** Values of the first edition in plausible ranges. */
function plausible(): fc.Arbitrary<Map<string, KeyValue>> {
  const { specs } = compileEdition(firstEdition())
  const entries = specs.map(({ key, type, max }) => {
    const number = fc.integer({
      min: type === "yes_no" ? 0 : 1,
      max: type === "yes_no" ? 1 : Math.min(max ?? 2, 60),
    })
    return number.map((x) => [key, x] as const)
  })
  return fc.tuple(...entries).map((list) => new Map<string, KeyValue>(list))
}

test("the order of rows never matters, and a removed estate changes ranks only", () => {
  const compiled = compileEdition(firstEdition())
  const line = fc.tuple(
    fc.constantFrom("甲", "乙", "丙", "😀", "a,b"),
    fc.constantFrom("2023Q1", "2023Q2", "2023Q3", "2024Q1"),
    fc.constantFrom(
      "households",
      "joint_meetings",
      "cultural_events",
      "BON-01",
      "DED-01",
      "VET-01",
      "REQ-01",
    ),
    fc.integer({ min: 1, max: 3 }),
  )
  const lines = fc.uniqueArray(line, {
    minLength: 1,
    maxLength: 60,
    selector: (one) => one.slice(0, 3).join("|"),
  })
  const resultOf = (rows: readonly (readonly [string, string, string, number])[]) => {
    const body = rows.map(([estate, quarter, key, x]) => {
      const value = key.startsWith("VET") || key.startsWith("REQ") ? (x > 1 ? "yes" : "no") : x
      return `"${estate}",${quarter},${key},${value}\n`
    })
    const read = readValues(compiled, `estate,quarter,key,value\n${body.join("")}`)
    if ("faults" in read) throw new Error(JSON.stringify(read.faults))
    return scorePeriods(compiled, read.quarters, { ranges: false, measures: false })
  }
  fc.assert(
    fc.property(lines, fc.infiniteStream(fc.nat()), (rows, picks) => {
      const all = resultOf(rows)
      const keyed = rows.map((row) => ({ row, at: picks.next().value ?? 0 })).sort((a, b) => a.at - b.at)
      const turned = resultOf(keyed.map(({ row }) => row))
      expect(turned.rows).toEqual(all.rows)
      expect(turned.identity).toEqual(all.identity)
      const rest = resultOf(rows.filter(([estate]) => estate !== "甲"))
      const scoresOf = (list: typeof all.rows) =>
        list
          .filter(({ estate }) => estate !== "甲")
          .map(({ estate, period, totals, band }) => ({ estate, period, totals, band }))
      expect(scoresOf(rest.rows)).toEqual(scoresOf(all.rows))
      expect(totalsReport(all, false).rows).toHaveLength(all.rows.length)
    }),
  )
})
