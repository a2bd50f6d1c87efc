import { afterAll, beforeAll, expect, test } from "vitest"
import { seedPress } from "../../../scripts/seeding/seed-city.ts"
import { openDatabase } from "../../../worker/data/database.ts"
import { publicData } from "../../../worker/data/public-data.ts"
import { Memory } from "../../../worker/domain/memory.ts"
import { contentStore } from "../../../worker/gateways/content-store.ts"
import { digestText } from "../../../worker/gateways/digest.ts"
import type { PublicReader } from "../../../worker/http/public/reader.ts"
import { publicReader } from "../../../worker/usecases/public/public-reader.ts"
import { runRelease } from "../../../worker/usecases/release/advance-release.ts"
import { filesUnder, openTestCell, system, type TestCell } from "../../support/cell.ts"
import { ask, smallCity } from "../../support/small-city.ts"

let cell: TestCell
let clock = 0

/** A reader of a new isolate; `url` may lead nowhere. */
function newReader(url: () => string = () => cell.url): PublicReader {
  return publicReader({
    open: () => publicData(openDatabase({ url: url() })),
    files: contentStore(cell.bucket, { cell: "510100", folder: "releases", memory: new Memory(8_000_000) }),
    digest: digestText,
    now: () => clock,
  })
}

async function release(period: string): Promise<void> {
  await runRelease(cell.contextFor(system), cell.deps, await ask(cell, period))
}

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-08-01T00:00:00Z") })
  await seedPress(cell.client, cell.now)
  for (const [quarter, day] of [
    ["2025Q2", "2025-07-20"],
    ["2025Q3", "2025-10-20"],
    ["2025Q4", "2026-01-20"],
    ["2026Q1", "2026-04-20"],
  ] as const)
    await smallCity(cell, quarter, day)
})
afterAll(() => cell.close())

test("before the first release there is only what is known without one", async () => {
  const state = await newReader().state()
  expect(state.releases).toEqual([])
  expect(state.open).toEqual({ quarter: "2026Q1", deadlineDay: "2026-04-20" })
  expect(state.places.districts).toHaveLength(23)
  expect(state.press.map(({ year, placeNames }) => [year, placeNames[0]])).toEqual(
    expect.arrayContaining([
      [2023, "锦江区"],
      [2024, "青羊区"],
    ]),
  )
  expect(state.tenures["alder"]).toEqual([{ company: "物业 company-1", fromDate: "2021-01-01" }])
})

test("releases come newest first, a year before its quarters, and a running one stays unseen", async () => {
  for (const period of ["2025Q2", "2025Q3", "2025Q4"]) await release(period)
  await ask(cell, "2026Q1")
  const state = await newReader().state()
  expect(state.releases.map(({ period, kind }) => [period, kind])).toEqual([
    ["2025", "year"],
    ["2025Q4", "quarter"],
    ["2025Q3", "quarter"],
    ["2025Q2", "quarter"],
  ])
  expect(state.open).toBeNull()
  expect(state.releases[0]?.editionTitle.zh).toContain("示范小区")
})

test("a warm page costs no round trip, a look after five seconds one", async () => {
  const reader = newReader()
  const [, newest] = (await reader.state()).releases
  if (!newest) throw new Error("no release")
  await reader.list(newest)
  await reader.scorecards(newest, ["alder"])
  await reader.edition(newest.editionId)
  const before = cell.requests()
  const rows = await reader.list((await reader.state()).releases[1] ?? newest)
  const cards = await reader.scorecards(newest, ["alder", "hazel", "nobody"])
  await reader.edition(newest.editionId)
  expect(cell.requests() - before).toBe(0)
  expect(rows).toHaveLength(8)
  expect([...cards.keys()]).toEqual(["alder", "hazel"])
  expect(cards.get("alder")?.indicators).toHaveLength(33)
  clock += 5_000
  const again = await reader.state()
  expect(cell.requests() - before).toBe(1)
  expect(again.version).toBe((await reader.state()).version)
})

test("the version moves with a publication, and only then", async () => {
  const reader = newReader()
  const before = await reader.state()
  await cell.client.execute(
    "insert into audit_events (id, at, actor_kind, action, entity, entity_id, detail) values ('x', 'x', 'system', 'x', 'x', 'x', '{}')",
  )
  clock += 5_000
  expect((await reader.state()).version).toBe(before.version)
  cell.now = new Date("2026-08-01T00:10:00Z")
  const [row] = await cell.rows("select id, instance_id from releases where period = '2026Q1'")
  await runRelease(cell.contextFor(system), cell.deps, {
    releaseId: String(row?.["id"]),
    instanceId: String(row?.["instance_id"]),
  })
  expect(await reader.state()).toBe(before)
  clock += 5_000
  const after = await reader.state()
  expect(after.version).not.toBe(before.version)
  expect(after.releases[0]?.period).toBe("2026Q1")
})

test("when the database cannot be reached the last state is served on", async () => {
  let url = cell.url
  const reader = newReader(() => url)
  const before = await reader.state()
  url = "http://127.0.0.1:9"
  clock += 60_000
  expect(await reader.state()).toEqual(before)
  await expect(newReader(() => url).state()).rejects.toThrow()
})

test("a damaged file is refused", async () => {
  const reader = newReader()
  const { releases } = await reader.state()
  const [newest] = releases
  if (!newest) throw new Error("no release")
  const folder = `cells/510100/releases/${newest.period}/`
  for (const [key, text] of await filesUnder(cell, folder))
    await cell.bucket.put(key, new TextEncoder().encode(text.replaceAll("alder", "adder")))
  for (const [key, text] of await filesUnder(cell, folder))
    if (text.startsWith('{"chunks"'))
      await cell.bucket.put(key, new TextEncoder().encode(text.replaceAll("adder", "alder")))
  await expect(reader.list(newest)).rejects.toThrow(/damaged/)
  await expect(reader.scorecards(newest, ["alder"])).rejects.toThrow(/damaged: .* at \d+/)
})
