import { afterAll, beforeAll, expect, test } from "vitest"
import { advanceRelease } from "../../../worker/usecases/release/advance-release.ts"
import { openTestCell, system, type TestCell } from "../../support/cell.ts"
import { release } from "../../support/correcting.ts"
import { publishedRelease } from "../../support/read-release.ts"
import { ask, smallCity } from "../../support/small-city.ts"

let cell: TestCell
beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-08-01T00:00:00Z") })
  for (const [quarter, day] of [
    ["2026Q1", "2026-04-20"],
    ["2026Q2", "2026-07-20"],
  ] as const)
    await smallCity(cell, quarter, day)
})
afterAll(() => cell.close())

test("a release that another one has outrun is ranked again behind it: no two name the same one before them", async () => {
  const slow = await ask(cell, "2026Q1")
  const step = () => advanceRelease(cell.contextFor(system), cell.deps, slow)
  const stage = async () =>
    (await cell.rows("select stage from releases where period = '2026Q1'"))[0]?.["stage"]
  while ((await stage()) !== "publish") await step()
  const [first] = await cell.rows("select manifest_hash h from releases where period = '2026Q1'")
  cell.now = new Date("2026-08-01T00:01:00Z")
  await release(cell, "2026Q2")
  expect(await step()).toEqual({ done: false, next: null })
  expect(await stage()).toBe("rank")
  cell.now = new Date("2026-08-01T00:02:00Z")
  while (!(await step()).done) expect(await stage()).not.toBe("done")
  const [late, early] = await Promise.all(
    ["2026Q1", "2026Q2"].map((period) => publishedRelease(cell, period)),
  )
  if (late?.manifest.format !== 2 || early?.manifest.format !== 2)
    throw new Error("an old format was written")
  expect(early.manifest.before).toBeNull()
  expect(late.manifest.before).toMatchObject({ period: "2026Q2", number: 1 })
  const [now] = await cell.rows("select manifest_hash h from releases where period = '2026Q1'")
  expect(now?.["h"]).not.toBe(first?.["h"])
  const again = await cell.rows("select count(*) n from audit_events where detail like '%rank_again%'")
  expect(again).toEqual([{ n: 1 }])
})
