/** Differences that an independent implementation in exact arithmetic found, kept as examples. */
import { spawnSync } from "node:child_process"
import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { scorePeriods } from "../../../worker/domain/scoring/periods.ts"
import { compileEdition } from "../../../worker/domain/scoring/score.ts"
import { readValues } from "../../../worker/domain/scoring/values-file.ts"
import { editionOf, type Json, smallDocument } from "./editions.ts"

function periods(document: unknown, rows: readonly string[]) {
  const compiled = compileEdition(editionOf(document))
  const read = readValues(compiled, ["estate,quarter,key,value", ...rows].join("\n"))
  if ("faults" in read) throw new Error(JSON.stringify(read.faults))
  return scorePeriods(compiled, read.quarters, { ranges: true, measures: false })
}

/** Two indicators of one dimension with these points; the larger may be not applicable. */
function twoIndicators(small: number, large: number, document: Json): unknown {
  const base = smallDocument({}, { ...document, dimensions: [{ code: "D", points: small + large }] })
  const [one] = base["indicators"] as Json[]
  const input = (key: string) => ({ key, type: "number", min: 0, max: 10 })
  const of = (key: string) => [
    { measure: { kind: "value", of: key }, scoring: { kind: "linear", full: 10, zero: 0 } },
  ]
  return {
    ...base,
    indicators: [
      { ...one, code: "S", points: small, inputs: [input("s")], alternatives: of("s") },
      {
        ...one,
        code: "L",
        points: large,
        inputs: [input("l")],
        alternatives: of("l"),
        not_applicable_when: [{ of: "l", less_than: 0 }],
      },
    ],
  }
}

test("a quarter may have more estates than a call has room for arguments", () => {
  const folder = mkdtempSync(join(tmpdir(), "shige-score-"))
  const edition = join(folder, "edition.json")
  const values = join(folder, "values.csv")
  const rows = Array.from({ length: 30_000 }, (_, n) => `e${n},2023Q1,a,5\n`)
  writeFileSync(edition, JSON.stringify(smallDocument()))
  writeFileSync(values, `estate,quarter,key,value\n${rows.join("")}`)
  const call = ["--stack-size=200", "scripts/score.ts", "--edition", edition, "--values", values]
  const { stdout, stderr, status } = spawnSync(process.execPath, call, {
    encoding: "utf8",
    maxBuffer: 2 ** 24,
  })
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 })
  expect(stdout.split("\n")).toHaveLength(60_002)
})

test("a small weight that is left of large ones keeps its digits in the draws: equal scores stay equal", () => {
  const document = twoIndicators(0.0001, 99.9999, { rounding: { indicator: null, total: null } })
  const { rows } = periods(document, ["a,2023Q1,s,5", "a,2023Q1,l,5", "b,2023Q1,s,5", "b,2023Q1,l,NA"])
  const quarter = rows.filter(({ period }) => period === "2023Q1")
  expect(quarter.map(({ totals, rank }) => [totals?.base, rank])).toEqual([
    [50, 1],
    [50, 1],
  ])
  for (const { range } of quarter) expect(range).toMatchObject({ p5: 1, p50: 1, p95: 1 })
})

test("a geometric score whose whole weight does not apply is 0 in the draws too", () => {
  const document = twoIndicators(0, 10, { aggregation: "geometric" })
  const { rows } = periods(document, ["a,2023Q1,s,5", "a,2023Q1,l,5", "b,2023Q1,s,5", "b,2023Q1,l,NA"])
  const [a, b] = rows.filter(({ period }) => period === "2023Q1")
  expect([a?.totals?.base, a?.rank, a?.range?.p50]).toEqual([5, 1, 1])
  expect([b?.totals?.base, b?.rank, b?.range?.p50]).toEqual([0, 2, 2])
})
