import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { checkQuarters } from "../../worker/domain/scoring/check-quarters.ts"
import { compileChecks } from "../../worker/domain/scoring/checks.ts"
import { type PeriodResults, scorePeriods } from "../../worker/domain/scoring/periods.ts"
import { readEdition } from "../../worker/domain/scoring/read-edition.ts"
import { checkReport, detailReport, reportCsv, totalsReport } from "../../worker/domain/scoring/report.ts"
import { compileEdition } from "../../worker/domain/scoring/score.ts"
import { readValues } from "../../worker/domain/scoring/values-file.ts"

const text = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8")

function resultsOf(editionFile: string, valuesFile: string) {
  const { edition, faults } = readEdition(JSON.parse(text(editionFile)))
  if (!edition) throw new Error(JSON.stringify(faults))
  const compiled = compileEdition(edition)
  const read = readValues(compiled, text(valuesFile))
  if ("faults" in read) throw new Error(JSON.stringify(read.faults))
  return { compiled, results: scorePeriods(compiled, read.quarters, { ranges: false, measures: true }) }
}

const totals = (results: PeriodResults) => reportCsv(totalsReport(results, false))

test("one fictional estate, every score to the last digit", () => {
  const { compiled, results } = resultsOf("../../schema/seed/editions/cd-wwsg-2023.json", "vector-1079.csv")
  expect(totals(results)).toBe(text("vector-1079-expected.csv"))
  expect(reportCsv(detailReport(compiled, results))).toBe(text("vector-1079-detail.csv"))
  expect(results.identity).toEqual({
    edition: "cd-wwsg-2023",
    version: "1.0.0",
    engine: "1.0.0",
    inputs: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
})

test("four fictional estates under checks and disclosure: every score, state and broken check", () => {
  const versions = ["1.1", "1.1.1"].flatMap((version) =>
    ["vector-1.1.csv", "vector-1.1-public.csv"].map((values) => [version, values] as const),
  )
  for (const [version, values] of versions) {
    const { compiled, results } = resultsOf(`../../schema/seed/editions/cd-wwsg-2023-${version}.json`, values)
    expect(totals(results)).toBe(text("vector-1.1-expected.csv"))
    expect(reportCsv(detailReport(compiled, results))).toBe(text("vector-1.1-detail.csv"))
    const read = readValues(compiled, text(values))
    if ("faults" in read) throw new Error(JSON.stringify(read.faults))
    const broken = checkQuarters(compileChecks(compiled), read.quarters)
    expect(reportCsv(checkReport(broken))).toBe(text("vector-1.1-check.csv"))
  }
})

test("the Human Development Index 2022: every printed digit, and the published index and ranks", () => {
  const { results } = resultsOf("hdi-example.json", "hdi-2022-values.csv")
  expect(totals(results)).toBe(text("hdi-2022-expected.csv"))
  const published = text("hdi-2022-published.csv").trim().split("\n").slice(1)
  expect(published.length).toBeGreaterThan(190)
  for (const line of published) {
    const [country, index, rank] = line.split(",")
    const row = results.rows.find(({ estate, period }) => estate === country && period === "2022Q4")
    expect(row?.totals?.base.toFixed(3)).toBe(Number(index).toFixed(3))
    expect(row?.rank).toBe(Number(rank))
  }
})

test("the ASEM connectivity index: base within 1e-6, all ranks", () => {
  const { results } = resultsOf("asem-edition.json", "asem-values.csv")
  const expected = text("asem-expected.csv").trim().split("\n").slice(1)
  expect(expected).toHaveLength(102)
  for (const line of expected) {
    const [country, period, base, , , , , rank] = line.split(",")
    const row = results.rows.find((one) => one.estate === country && one.period === period)
    expect(Math.abs((row?.totals?.base ?? Number.NaN) - Number(base))).toBeLessThan(1e-6)
    expect(row?.rank).toBe(Number(rank))
  }
})
