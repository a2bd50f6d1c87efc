import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { openDatabase } from "../../../worker/data/database.ts"
import { publicData } from "../../../worker/data/public-data.ts"
import { quarterProgress } from "../../../worker/usecases/quarter/quarter-progress.ts"
import { setWindow } from "../../../worker/usecases/quarter/set-window.ts"
import { restartRelease } from "../../../worker/usecases/release/restart-release.ts"
import { authorityMember, companyMember, openTestCell, type TestCell } from "../../support/cell.ts"
import { leaveEvent } from "../../support/cell-rows.ts"
import { askRelease } from "../../support/correcting.ts"
import { smallCity } from "../../support/small-city.ts"
import {
  after,
  asked,
  city,
  district,
  key,
  lastOfWindow,
  other,
  quarter,
  rule,
  twoSteps,
} from "../../support/two-steps.ts"

let cell: TestCell
let steps: ReturnType<typeof twoSteps>

beforeAll(async () => {
  cell = await openTestCell({ now: asked })
  await smallCity(cell, quarter, "2026-07-20")
  steps = twoSteps(cell)
})
afterAll(() => cell.close())

describe("the preliminary step", () => {
  test("it stands apart: nothing public, no file among the public ones, no year, and the public reads until when", async () => {
    await steps.act(city, setWindow, { days: 5 })
    const before = await steps.publicFiles()
    await steps.make()
    expect(await steps.standing()).toEqual([
      { number: 1, state: "preliminary", hash: expect.stringMatching(/^[0-9a-f]{64}$/), day: lastOfWindow },
    ])
    expect(await cell.rows("select * from publications")).toEqual([])
    expect(await steps.publicFiles()).toEqual(before)
    const rows = await publicData(openDatabase({ url: cell.url, deadlineMs: 10_000 })).rows()
    expect(rows).toMatchObject({
      publications: [],
      superseded: [],
      checking: { quarter, until: lastOfWindow },
    })
    expect((await quarterProgress(cell.contextFor(city), quarter)).release).toBeNull()
  })

  test("killed before any of its calls and restarted by the sweep, it ends with the same hash", async () => {
    await steps.forget()
    await steps.make()
    const expected = await steps.hashOf(1)
    for (let at = 1; ; at++) {
      await steps.forget()
      if (!(await steps.runKilled(await steps.askFor(), at))) {
        expect(at).toBeGreaterThan(20)
        break
      }
      expect(await steps.sweepLater()).toBe(1)
      expect(await steps.hashOf(1)).toBe(expected)
    }
  })

  test("the final release after it, killed anywhere, has the hash that it has without it", async () => {
    await steps.forget()
    await steps.act(city, setWindow, { days: 0 })
    cell.now = after
    await steps.run(await askRelease(cell, quarter))
    const [alone] = await cell.rows("select manifest_hash hash from releases where period = ?", [quarter])
    for (let at = 3; ; at += 4) {
      await steps.forget()
      await steps.act(city, setWindow, { days: 5 })
      await steps.make()
      cell.now = after
      const killed = await steps.runKilled(await askRelease(cell, quarter), at)
      if (killed) await steps.sweepLater()
      const [own] = await cell.rows("select state, manifest_hash hash from releases where period = ?", [
        quarter,
      ])
      expect(own).toEqual({ state: "final", ...alone })
      if (!killed) break
    }
  })

  test("asked for by two at once and once more with the same key: one is made", async () => {
    await steps.forget()
    const own = key()
    const second = authorityMember("approver")
    const made = await Promise.allSettled([
      steps.askFor(city, own),
      steps.askFor(second, key()),
      steps.askFor(city, own),
    ])
    expect(made.filter(({ status }) => status === "fulfilled").length).toBeGreaterThan(0)
    expect(await cell.rows("select count(*) n from releases")).toEqual([{ n: 1 }])
    await expect(steps.askFor()).rejects.toMatchObject(rule("release_running"))
    await expect(askRelease(cell, quarter)).rejects.toMatchObject(rule("release_running"))
    cell.now = new Date(cell.now.getTime() + 180_000)
    const start = (releaseId: string, instanceId: string) => steps.run({ releaseId, instanceId })
    await restartRelease(cell.contextFor(city), start, { period: quarter, key: key() })
    await steps.hashOf(1)
  })

  test("only the city's approver asks for it", async () => {
    for (const actor of [
      district,
      other,
      authorityMember("verifier"),
      authorityMember("viewer"),
      companyMember("manager"),
    ])
      await expect(steps.askFor(actor)).rejects.toMatchObject({ code: "forbidden" })
  })

  test("not before its quarter is over, not of nothing, not after the final one", async () => {
    await steps.forget()
    cell.now = new Date("2026-06-20T02:00:00Z")
    await expect(steps.askFor()).rejects.toMatchObject(rule("not_ended"))
    cell.now = asked
    await cell.rows("create table kept as select * from closings")
    await cell.rows("delete from closings")
    await leaveEvent(cell)
    await expect(steps.askFor()).rejects.toMatchObject(rule("nothing_closed"))
    await cell.rows("insert into closings select * from kept")
    await leaveEvent(cell)
    await steps.act(city, setWindow, { days: 0 })
    await steps.run(await askRelease(cell, quarter))
    await expect(steps.askFor()).rejects.toMatchObject(rule("released"))
    await expect(steps.act(city, setWindow, { days: 3 })).rejects.toMatchObject(rule("released"))
  })
})
