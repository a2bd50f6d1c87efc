import { readFileSync } from "node:fs"
import { afterAll, beforeAll, expect, test } from "vitest"
import { canonicalJson } from "../../../worker/domain/canonical.ts"
import type { Scorecard } from "../../../worker/domain/release/snapshot.ts"
import { scorePeriods } from "../../../worker/domain/scoring/periods.ts"
import { compileEdition } from "../../../worker/domain/scoring/score.ts"
import { readValues } from "../../../worker/domain/scoring/values-file.ts"
import { valuesFile } from "../../../worker/http/api/open-values.ts"
import { runRelease } from "../../../worker/usecases/release/advance-release.ts"
import { editionOf, SECOND_EDITION } from "../../domain/scoring/editions.ts"
import { openTestCell, system, type TestCell } from "../../support/cell.ts"
import { sampleTexts } from "../../support/cell-rows.ts"
import { publishedRelease } from "../../support/read-release.ts"
import { ask, smallCity } from "../../support/small-city.ts"

const document: unknown = JSON.parse(readFileSync(SECOND_EDITION, "utf8"))
const edition = editionOf(document)
const compiled = compileEdition(edition)

let cell: TestCell
let cards: Map<string, Scorecard>

const care = (registered: string, ...visits: string[]) => ({
  care_registered: registered,
  ...Object.fromEntries(visits.map((count, n) => [`care_visited_month${n + 1}`, count])),
})
const texts = (seed: number, more: Record<string, string>) => ({ texts: { ...sampleTexts(seed), ...more } })

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-08-01T00:00:00Z") })
  await smallCity(cell, "2026Q2", "2026-07-20", {
    alder: texts(1, { disputes_settled: "3", disputes_taken: "4", ...care("3", "3", "3", "2") }),
    birch: texts(2, { disputes_settled: "2", disputes_taken: "9", ...care("20", "20", "20", "1") }),
    cedar: texts(3, { disputes_taken: "2", disputes_settled: "", ...care("2", "NA", "2", "") }),
    elm: texts(4, { disputes_settled: "NA", disputes_taken: "NA", ...care("0", "0", "0", "0") }),
    fir: {
      findings: [
        {
          level: "district",
          key: "disputes_taken",
          decision: "adjusted",
          checkedValue: "4",
          reasonClass: "records",
        },
        {
          level: "street",
          key: "bare_soil_m2",
          decision: "adjusted",
          checkedValue: "777",
          reasonClass: "scope",
        },
      ],
    },
  })
  await cell.client.batch(
    [
      {
        sql: "insert into editions select 'cd-wwsg-2023@1.1.0', code, '1.1.0', effective_from, ?, hash, activated_at, null from editions",
        args: [canonicalJson(document)],
      },
      "update quarters set edition_id = 'cd-wwsg-2023@1.1.0'",
    ],
    "write",
  )
  await runRelease(cell.contextFor(system), cell.deps, await ask(cell, "2026Q2"))
  cards = (await publishedRelease(cell, "2026Q2")).cards
})
afterAll(() => cell.close())

const valuesOf = (slug: string, ...keys: string[]) =>
  keys.map((key) => {
    const found = cards.get(slug)?.values.find((one) => one.key === key)
    return [found?.state, found?.value, found?.range]
  })
const indicatorOf = (slug: string, code: string) =>
  cards.get(slug)?.indicators.find((one) => one.code === code)

test("a withheld indicator shows which half it is in and none of its counts, not even that one is missing", () => {
  const none = { state: "suppressed", measure: null, ratio: null, alternative: null }
  expect(indicatorOf("alder", "GOV-08")).toMatchObject({ ...none, withheld: 0, points: 0 })
  expect(indicatorOf("alder", "SVC-05")).toMatchObject({ ...none, withheld: 1, points: 4 })
  const counts = ["care_registered", "care_visited_month1", "care_visited_month3", "disputes_taken"]
  for (const told of valuesOf("alder", ...counts)) expect(told).toEqual(["suppressed", null, undefined])
})

test("a small count elsewhere is its range, and what it enters is computed from the upper end", () => {
  expect(valuesOf("birch", "disputes_settled", "disputes_taken")).toEqual([
    ["suppressed", null, [1, 4]],
    ["verified", 9, undefined],
  ])
  expect(indicatorOf("birch", "GOV-08")?.measure).toBeCloseTo((4 / 9) * 100, 9)
  expect(valuesOf("cedar", "disputes_taken", "disputes_settled", "care_visited_month1")).toEqual([
    ["suppressed", null, [1, 4]],
    ["missing", null, undefined],
    ["not_applicable", null, undefined],
  ])
  expect(valuesOf("elm", "disputes_taken", "care_registered")).toEqual([
    ["not_applicable", null, undefined],
    ["verified", 0, undefined],
  ])
})

test("of a sensitive key nothing tells that it was adjusted, nor why; of others the class of the reason is all", () => {
  const fir = cards.get("fir")
  const told = (fir?.values ?? []).filter(({ adjusted, adjustedFor }) => adjusted || adjustedFor)
  expect(told.map(({ key, adjustedFor }) => [key, adjustedFor])).toEqual([["bare_soil_m2", "scope"]])
  expect((fir?.indicators ?? []).filter(({ adjusted }) => adjusted).map(({ code }) => code)).toEqual([
    "ENV-01",
  ])
  expect(fir?.deductionDetail.find(({ code }) => code === "DED-02")).toMatchObject({ count: 0, points: 0 })
})

test("the open values give every released figure of every estate", async () => {
  async function* pages() {
    yield [...cards.values()]
  }
  let text = ""
  for await (const part of valuesFile(edition, "2026Q2", pages())) text += part
  expect(text).toContain("alder,2026Q2,GOV-08,withheld:0\n")
  expect(text).toContain("birch,2026Q2,care_visited_month3,1-4\n")
  const read = readValues(compiled, text)
  if ("faults" in read) throw new Error(JSON.stringify(read.faults))
  const { rows } = scorePeriods(compiled, read.quarters, { ranges: true, measures: false })
  const again = rows.filter(({ period }) => period === "2026Q2")
  const released = [...cards.values()].filter(({ outcome }) => outcome === "scored")
  expect(again).toHaveLength(released.length)
  expect(released.length).toBeGreaterThanOrEqual(5)
  for (const { estate, totals, rank, range, band, gatesFailed, vetoes } of again) {
    const card = cards.get(estate)
    const { p5, p50, p95 } = range ?? {}
    expect({ ...totals, rank, range: { p5, p50, p95 }, band, gatesFailed, vetoes }).toEqual({
      base: card?.base,
      bonus: card?.bonus,
      deductions: card?.deductions,
      final: card?.final,
      ranking: card?.ranking,
      rank: card?.rank,
      range: { p5: card?.range?.p5, p50: card?.range?.p50, p95: card?.range?.p95 },
      band: card?.band,
      gatesFailed: card?.gatesFailed,
      vetoes: card?.vetoes,
    })
  }
})
