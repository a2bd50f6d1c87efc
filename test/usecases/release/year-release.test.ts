import { afterAll, beforeAll, expect, test } from "vitest"
import { runRelease } from "../../../worker/usecases/release/advance-release.ts"
import { sweepReleases } from "../../../worker/usecases/release/restart-release.ts"
import { openTestCell, system, type TestCell } from "../../support/cell.ts"
import { dying, Killed } from "../../support/killing.ts"
import { publishedRelease } from "../../support/read-release.ts"
import { ask, smallCity } from "../../support/small-city.ts"

let cell: TestCell
const quarters = ["2025Q1", "2025Q2", "2025Q3", "2025Q4"]

async function release(period: string): Promise<void> {
  await runRelease(cell.contextFor(system), cell.deps, await ask(cell, period))
}

const published = (period: string) => publishedRelease(cell, period)

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-02-01T00:00:00Z") })
  await smallCity(cell, "2025Q1", "2025-04-20", { fir: { state: "returned" } })
  await smallCity(cell, "2025Q2", "2025-07-20", { fir: { state: "submitted" }, hazel: { state: "draft" } })
  await smallCity(cell, "2025Q3", "2025-10-20", {
    alder: { firstSubmittedAt: "2025-12-01T00:00:00.000Z" },
    birch: {
      findings: [{ level: "district", key: "households", decision: "adjusted", checkedValue: "801" }],
    },
  })
  await smallCity(cell, "2025Q4", "2026-01-20")
})
afterAll(() => cell.close())

test("the last quarter of the year makes the year's release, once", async () => {
  for (const period of quarters.slice(0, 3)) await release(period)
  expect(await cell.rows("select period from releases where length(period) = 4")).toEqual([])
  await release("2025Q4")
  expect(
    await cell.rows("select period, state, number, requested_by from releases where length(period) = 4"),
  ).toEqual([{ period: "2025", state: "final", number: 1, requested_by: "test" }])
})

test("a year's scores are the means of its quarters, in the files of a quarter", async () => {
  const { manifest, cards, rows } = await published("2025")
  expect(manifest).toMatchObject({
    kind: "year",
    period: "2025",
    totals: { estates: 8, outcomes: { scored: 5 } },
  })
  const four = await Promise.all(quarters.map((quarter) => published(quarter)))
  const alder = cards.get("alder")
  const bases = four.map((quarter) => quarter.cards.get("alder")?.base ?? 0)
  expect(alder?.base).toBeCloseTo(bases.reduce((sum, base) => sum + base) / 4, 2)
  expect(alder?.deductions).toBeCloseTo(1 / 4, 9)
  expect(alder?.rank).toBeGreaterThanOrEqual(1)
  expect(alder?.range?.p95).toBeGreaterThanOrEqual(alder?.range?.p5 ?? 9)
  expect(Object.keys(alder?.dimensions ?? {})).toHaveLength(5)
  expect(alder).toMatchObject({ indicators: [], values: [], company: "物业 company-1" })
  expect(rows).toHaveLength(8)
})

test("a company's share of confirmed values in a year is the sum over its quarters", async () => {
  const { cards } = await published("2025")
  const own = "物业 company-1"
  const sum = { values: 0, of: 0 }
  for (const quarter of quarters) {
    const share = [...(await published(quarter)).cards.values()].find(
      ({ company, confirmed }) => company === own && confirmed,
    )?.confirmed
    sum.values += share?.values ?? 0
    sum.of += share?.of ?? 0
  }
  expect(sum.of).toBeGreaterThan(sum.values)
  const shown = [...cards.values()].filter(({ company }) => company === own)
  for (const { outcome, confirmed } of shown)
    expect(confirmed).toEqual(outcome === "scored" ? { ...sum, estates: expect.any(Number) } : undefined)
})

test("an estate with too few scored quarters has no year score, and keeps what it was last", async () => {
  const { cards } = await published("2025")
  expect(cards.get("fir")).toMatchObject({ outcome: "under_check", base: null, rank: null, dimensions: {} })
  expect(cards.get("hazel")).toMatchObject({ outcome: "scored" })
  expect(cards.get("gone-quiet")).toMatchObject({ outcome: "not_reported", base: null })
})

test("killed around the publication or in the year, the year ends with the same hash", async () => {
  const [before] = await cell.rows("select manifest_hash from releases where period = '2025'")
  for (let at = 28; at < 68; at += 5) {
    const drop = "select id from releases where period in ('2025', '2025Q4')"
    await cell.client.batch(
      [
        `delete from publications where release_id in (${drop})`,
        `delete from scorecards where release_id in (${drop})`,
        "delete from releases where period in ('2025', '2025Q4')",
        "delete from writes where action in ('quarter.release', 'release.publish')",
      ],
      "write",
    )
    cell.now = new Date("2026-02-01T00:00:00Z")
    const requested = await ask(cell, "2025Q4")
    const killed = dying(cell.contextFor(system), cell.deps, { calls: 0, at })
    await expect(runRelease(killed.ctx, killed.deps, requested)).rejects.toBeInstanceOf(Killed)
    const ctx = cell.contextFor(system)
    const start = (releaseId: string, instanceId: string) =>
      runRelease(ctx, cell.deps, { releaseId, instanceId })
    cell.now = new Date("2026-02-01T00:05:00Z")
    await sweepReleases(ctx, start)
    const [after] = await cell.rows("select state, manifest_hash from releases where period = '2025'")
    expect(after).toEqual({ state: "final", manifest_hash: before?.["manifest_hash"] })
  }
})

test("quarters under two editions make no year", async () => {
  await smallCity(cell, "2024Q3", "2024-10-20")
  await smallCity(cell, "2024Q4", "2025-01-20")
  await smallCity(cell, "2024Q2", "2024-07-20")
  await cell.client.batch(
    [
      "insert into editions select 'old@0.9.0', 'old', '0.9.0', effective_from, json_set(document, '$.code', 'old'), hash, activated_at, null from editions limit 1",
      "update quarters set edition_id = 'old@0.9.0' where quarter = '2024Q2'",
    ],
    "write",
  )
  for (const period of ["2024Q2", "2024Q3", "2024Q4"]) await release(period)
  expect(await cell.rows("select period from releases where period = '2024'")).toEqual([])
})

test("a year under versions that are the same method is made, by the version of its last quarter", async () => {
  for (const [period, deadline] of [
    ["2023Q2", "2023-07-20"],
    ["2023Q3", "2023-10-20"],
    ["2023Q4", "2024-01-20"],
  ] as const)
    await smallCity(cell, period, deadline)
  await cell.client.batch(
    [
      "insert into editions select 'cd-wwsg-2023@1.0.1', code, '1.0.1', effective_from, json_set(document, '$.version', '1.0.1', '$.title.zh', '改写'), hash, activated_at, null from editions where id = 'cd-wwsg-2023@1.0.0'",
      "update quarters set edition_id = 'cd-wwsg-2023@1.0.1' where quarter = '2023Q4'",
    ],
    "write",
  )
  for (const period of ["2023Q2", "2023Q4", "2023Q3"]) await release(period)
  expect(await cell.rows("select period, state, edition_id from releases where period = '2023'")).toEqual([
    { period: "2023", state: "final", edition_id: "cd-wwsg-2023@1.0.1" },
  ])
  const { manifest, cards } = await published("2023")
  expect(manifest).toMatchObject({ edition: { version: "1.0.1" } })
  expect(cards.get("alder")?.base).toBeGreaterThan(0)
})
