import fc from "fast-check"
import { expect, test } from "vitest"
import { publishedValues } from "../../../worker/domain/scoring/disclosure.ts"
import type { KeyValue } from "../../../worker/domain/scoring/keys.ts"
import { scorePeriods } from "../../../worker/domain/scoring/periods.ts"
import { readEdition } from "../../../worker/domain/scoring/read-edition.ts"
import { detailReport, reportCsv, totalsReport } from "../../../worker/domain/scoring/report.ts"
import {
  type CompiledEdition,
  compileEdition,
  scoreColumns,
  scoreEstate,
  tableOf,
} from "../../../worker/domain/scoring/score.ts"
import { readValues } from "../../../worker/domain/scoring/values-file.ts"
import { estateScoreAt } from "../../../worker/domain/scoring/view.ts"
import { exactPublic, isRefused } from "./exact-disclosure.ts"
import { exactScore } from "./exact-score.ts"
import { type Fraction, toNumber } from "./fraction.ts"
import { randomValues } from "./random-edition.ts"
import { randomDisclosingEdition } from "./random-rules.ts"

type Values = Map<string, KeyValue>

const HEADER = "estate,quarter,key,value\n"
const near = (x: Fraction | null) => (x === null ? null : expect.closeTo(toNumber(x), 9))
const accepted = randomDisclosingEdition.filter((edition) => !isRefused(edition))

/** Rows of a values file with exact values. */
function exactRows({ specs, numberOf }: CompiledEdition, values: Values): { key: string; value: string }[] {
  return [...values].map(([key, value]) => {
    const yesNo = specs[numberOf.get(key)!]!.type === "yes_no" && value !== "NA"
    return { key, value: yesNo ? (value === 1 ? "yes" : "no") : String(value) }
  })
}

function reports(compiled: CompiledEdition, rows: readonly { key: string; value: string }[]) {
  const lines = rows.map(({ key, value }) => `e,2023Q1,${key},${value}\n`)
  const read = readValues(compiled, HEADER + lines.join(""))
  if ("faults" in read) throw new Error(JSON.stringify(read.faults))
  const results = scorePeriods(compiled, read.quarters, { ranges: false, measures: true })
  const texts = [totalsReport(results, false), detailReport(compiled, results)].map(reportCsv)
  return { texts, identity: results.identity }
}

test("an edition is refused exactly where a ratio would stand for one combination or for two", () => {
  const seen = { refused: 0, accepted: 0 }
  fc.assert(
    fc.property(randomDisclosingEdition, (edition) => {
      const refused = isRefused(edition)
      const { faults } = readEdition(JSON.parse(JSON.stringify(edition)))
      expect(faults !== undefined).toBe(refused)
      seen[refused ? "refused" : "accepted"]++
    }),
    { numRuns: 300, seed: 5 },
  )
  expect(Math.min(seen.refused, seen.accepted)).toBeGreaterThan(20)
})

test("the engine scores what may be published as exact arithmetic does", () => {
  const pairs = accepted.chain((edition) => fc.tuple(fc.constant(edition), randomValues(edition)))
  let [withheld, ranges] = [0, 0]
  fc.assert(
    fc.property(pairs, ([edition, values]) => {
      const shown = exactPublic(edition, values)
      const reference = exactScore(edition, shown.values, shown.withheld)
      const score = scoreEstate(compileEdition(edition), values)
      expect(score.indicators.map(({ state, measure, ratio }) => ({ state, measure, ratio }))).toEqual(
        reference.indicators.map(({ state, measure, ratio }) => ({
          state,
          measure: near(measure),
          ratio: near(ratio),
        })),
      )
      expect([score.base, score.final, score.ranking, score.band]).toEqual([
        near(reference.base),
        near(reference.final),
        near(reference.ranking),
        reference.band,
      ])
      const codes = score.indicators.filter((one) => one.withheld).map(({ code }) => code)
      expect(codes).toEqual([...shown.withheld.keys()])
      withheld += shown.withheld.size
      ranges += shown.ranges.size
    }),
    { numRuns: 500, seed: 9 },
  )
  expect([withheld > 50, ranges > 100]).toEqual([true, true])
})

test("what may be published scores as the exact values, has their identity, and can be published again", () => {
  const pairs = accepted.chain((edition) => fc.tuple(fc.constant(edition), randomValues(edition)))
  fc.assert(
    fc.property(pairs, ([edition, values]) => {
      const compiled = compileEdition(edition)
      const open = publishedValues(compiled, values)
      const shown = exactPublic(edition, values)
      const { from, to } = edition.disclosure!
      const text = (key: string, value: KeyValue) =>
        shown.ranges.has(key) ? `${from}-${to}` : exactRows(compiled, new Map([[key, value]]))[0]!.value
      expect(new Map(open.map(({ key, value }) => [key, value]))).toEqual(
        new Map([
          ...[...shown.values].map(([key, value]) => [key, text(key, value)] as const),
          ...[...shown.withheld].map(([code, told]) => [code, `withheld:${told}`] as const),
        ]),
      )
      fc.pre(open.length > 0)
      const exact = reports(compiled, exactRows(compiled, values))
      expect(reports(compiled, open)).toEqual(exact)
      expect(reports(compiled, [...open].reverse())).toEqual(exact)
    }),
    { numRuns: 200, seed: 21 },
  )
})

test("in columns, past a block's end, an estate scores as alone", () => {
  const edition = fc.sample(accepted, { numRuns: 1, seed: 4 })[0]!
  const compiled = compileEdition(edition)
  const rows = fc.sample(randomValues(edition), { numRuns: 60, seed: 2 })
  const many = Array.from({ length: 2_100 }, (_, n) => rows[n % rows.length]!)
  const table = tableOf(compiled, many)
  const scores = scoreColumns(compiled, table, { measures: true })
  for (let row = 990; row < 1_110; row++)
    expect(estateScoreAt(compiled, table, scores, row)).toEqual(scoreEstate(compiled, many[row]!))
})
