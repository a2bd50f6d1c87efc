import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { openDatabase } from "../../../worker/data/database.ts"
import { publicData } from "../../../worker/data/public-data.ts"
import type { MemberActor } from "../../../worker/domain/actor.ts"
import { askCorrection } from "../../../worker/usecases/correction/ask-correction.ts"
import { openCorrection } from "../../../worker/usecases/correction/open-correction.ts"
import { openCorrectable } from "../../../worker/usecases/correction/open-request.ts"
import { perform } from "../../../worker/usecases/perform.ts"
import { closeQuarter } from "../../../worker/usecases/quarter/close-quarter.ts"
import { moveDeadline } from "../../../worker/usecases/quarter/move-deadline.ts"
import { quarterProgress } from "../../../worker/usecases/quarter/quarter-progress.ts"
import { reopenClosing } from "../../../worker/usecases/quarter/reopen-closing.ts"
import { setWindow } from "../../../worker/usecases/quarter/set-window.ts"
import { readPreliminary } from "../../../worker/usecases/release/read-preliminary.ts"
import { requestPreliminary } from "../../../worker/usecases/release/request-preliminary.ts"
import { requestRelease } from "../../../worker/usecases/release/request-release.ts"
import { sweepReleases } from "../../../worker/usecases/release/restart-release.ts"
import { companyMember, openTestCell, system, type TestCell } from "../../support/cell.ts"
import { leaveEvent } from "../../support/cell-rows.ts"
import { askRelease, correcting, people } from "../../support/correcting.ts"
import { smallCity } from "../../support/small-city.ts"
import {
  after,
  asked,
  city,
  district,
  key,
  nobody,
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

describe("between the two steps", () => {
  test("the final one waits for its window by this clock, and never comes by itself", async () => {
    await steps.forget()
    await steps.act(city, setWindow, { days: 5 })
    await expect(askRelease(cell, quarter)).rejects.toMatchObject(rule("preliminary_missing"))
    await steps.make()
    await expect(askRelease(cell, quarter)).rejects.toMatchObject(rule("window_open"))
    // Less than was promised changes nothing of what was promised.
    await steps.act(city, setWindow, { days: 0 })
    await expect(askRelease(cell, quarter)).rejects.toMatchObject(rule("window_open"))
    cell.now = new Date("2026-08-10T15:59:59Z")
    await expect(askRelease(cell, quarter)).rejects.toMatchObject(rule("window_open"))
    cell.now = after
    expect(await sweepReleases(cell.contextFor(system), nobody)).toBe(0)
    expect(await cell.rows("select * from publications")).toEqual([])
    cell.now = asked
    await expect(askRelease(cell, quarter)).rejects.toMatchObject(rule("window_open"))
    cell.now = after
    await steps.run(await askRelease(cell, quarter))
    expect((await cell.rows("select state from releases where period = ?", [quarter]))[0]).toEqual({
      state: "final",
    })
    expect((await publicData(openDatabase({ url: cell.url, deadlineMs: 10_000 })).rows()).checking).toBeNull()
  })

  test("a district that joins late makes the next one; the hash before stays, and the final one wants it", async () => {
    await steps.forget()
    await steps.act(city, setWindow, { days: 5 })
    await steps.make()
    const first = await steps.hashOf(1)
    cell.now = after
    await steps.act(other, closeQuarter, {})
    await expect(askRelease(cell, quarter)).rejects.toMatchObject(rule("preliminary_outdated"))
    await steps.make()
    expect(await steps.hashOf(1)).toBe(first)
    expect(await steps.hashOf(2)).not.toBe(first)
    const told = await readPreliminary(cell.contextFor(companyMember("viewer")), cell.deps.work, { quarter })
    expect(told).toMatchObject({ release: { number: 2 }, earlier: [{ number: 1, manifestHash: first }] })
    await cell.rows("delete from closings where place_code = '510105'")
    await leaveEvent(cell)
  })

  test("opened again by the district until it, by the city until the final one, by nobody while it runs", async () => {
    await steps.forget()
    await steps.act(city, setWindow, { days: 5 })
    const running = await steps.askFor()
    const reason = "数据有误，重新核对。"
    await expect(steps.act(city, reopenClosing, { place: "510104", reason })).rejects.toMatchObject(
      rule("release_running"),
    )
    await steps.run(running)
    await expect(steps.act(district, reopenClosing, { reason })).rejects.toMatchObject(
      rule("preliminary_stands"),
    )
    await expect(steps.act(city, moveDeadline, { deadlineDay: "2026-08-20", reason })).rejects.toMatchObject(
      rule("preliminary_stands"),
    )
    await steps.act(city, reopenClosing, { place: "510104", reason })
    cell.now = new Date(asked.getTime() + 60_000)
    await steps.act(district, closeQuarter, {})
    cell.now = after
    await expect(askRelease(cell, quarter)).rejects.toMatchObject(rule("preliminary_outdated"))
    await steps.make()
    await steps.hashOf(2)
    const { course } = await quarterProgress(cell.contextFor(city), quarter)
    expect(course[0]).toMatchObject({ action: "quarter.preliminary", number: 2, windowDay: "2026-08-18" })
  })

  test("asking within the window; what waits wants the quarter's name; what is corrected is in the next one", async () => {
    await steps.forget()
    await steps.act(city, setWindow, { days: 5 })
    await steps.make()
    const company = cell.contextFor(companyMember("editor"))
    const given = {
      reason: "户数填错了，请按台账更正。",
      evidence: "台账",
      values: new Map([["households", "555"]]),
    }
    const ask = async (slug: string) => {
      const open = await openCorrectable(company, { slug, quarter })
      return perform(company, askCorrection, open, { given }, { key: key() })
    }
    const { result } = await ask("alder")
    await ask("birch")
    cell.now = after
    await expect(ask("cedar")).rejects.toMatchObject(rule("window_over"))
    const release = (named: string) =>
      requestRelease(cell.contextFor(city), nobody, { period: quarter, key: key(), named })
    await expect(release("")).rejects.toMatchObject({ faults: [{ rule: "quarter_unnamed" }] })
    const ctx = cell.contextFor(city)
    const open = await openCorrection.on.open(ctx, { quarter })
    const correction = { estate: "alder", reason: "按台账更正户数和活动场次。", request: result.id }
    await perform(ctx, openCorrection, open, { given: correction }, { key: key() })
    const alder = correcting(cell, quarter, "alder")
    await alder.save({ households: "555", cultural_events: "3" })
    await alder.submit()
    await alder.verifyStreet()
    // Preliminary while it is being verified: it stays out of this one, and its correction open.
    await steps.make()
    const second = await cell.rows(
      "select c.outcome from scorecards c join releases r on r.id = c.release_id where r.number = 2 and c.estate_id = 'id-alder'",
    )
    expect(second).toEqual([{ outcome: "under_check" }])
    expect(await cell.rows("select closed_by from corrections")).toEqual([{ closed_by: null }])
    await alder.verifyDistrict()
    cell.now = new Date("2026-08-20T02:00:00Z")
    await expect(askRelease(cell, quarter)).rejects.toMatchObject(rule("preliminary_outdated"))
    await steps.make()
    const closed = await cell.rows(
      "select r.number n from corrections k join releases r on r.id = k.closed_by",
    )
    expect(closed).toEqual([{ n: 3 }])
    cell.now = new Date("2026-08-31T02:00:00Z")
    // The request of the other estate still waits.
    await expect(release("")).rejects.toMatchObject({ faults: [{ rule: "quarter_unnamed" }] })
    await steps.run(await release(quarter))
    expect(await cell.rows("select count(*) n from correction_requests where state = 'asked'")).toEqual([
      { n: 1 },
    ])
    const [own] = await cell.rows(
      "select c.outcome from publications p join scorecards c on c.release_id = p.release_id where c.estate_id = 'id-alder'",
    )
    expect(own).toEqual({ outcome: "scored" })
  })
})

describe("who reads it", () => {
  const read = async (actor: MemberActor, slug: string | null = null) => {
    const told = await readPreliminary(cell.contextFor(actor), cell.deps.work, { quarter, slug })
    if (!told) throw new Error("no preliminary release stands")
    return told
  }

  beforeAll(async () => {
    await steps.forget()
    await cell.rows("update submissions set state = 'verified'")
    await leaveEvent(cell)
    await steps.act(city, setWindow, { days: 5 })
    await steps.make()
  })

  test("a company its own estates with rank and range, an authority those of its place", async () => {
    const own = await read(companyMember("viewer"))
    expect(own.cards.length).toBe(own.total)
    expect(own.total).toBeGreaterThan(5)
    const [best] = own.cards
    expect(best?.rank).toBe(1)
    expect(own.bands?.reduce((sum, { n }) => sum + n, 0)).toBe(own.scored)
    expect((await read(companyMember("manager", "company-2"))).total).toBe(0)
    expect((await read(other)).cards.map(({ slug }) => slug)).toEqual(["other-district"])
    expect((await read(city)).total).toBe(8)
    await expect(read(other, "alder")).rejects.toMatchObject({ code: "not_found" })
    await expect(read(companyMember("manager", "company-2"), "alder")).rejects.toMatchObject({
      code: "not_found",
    })
    expect((await read(district, "alder")).cards[0]?.slug).toBe("alder")
  })

  test("organisers and judges nothing", async () => {
    for (const role of ["chair", "secretary", "judge"] as const) {
      const organiser: MemberActor = {
        ...people.company,
        role,
        organisation: { ...people.company.organisation, kind: "organiser" },
      }
      await expect(read(organiser)).rejects.toMatchObject({ code: "forbidden" })
    }
  })

  test("under five scored there is no distribution", async () => {
    await steps.forget()
    await cell.rows("update submissions set state = 'submitted' where estate_id in ('id-alder', 'id-birch')")
    await leaveEvent(cell)
    await steps.make()
    expect(await read(city)).toMatchObject({ scored: 4, bands: null })
    await cell.rows("update submissions set state = 'verified'")
    await leaveEvent(cell)
  })
})

test("the act is idempotent by its key", async () => {
  await steps.forget()
  const own = key()
  const first = await steps.askFor(city, own)
  await steps.run(first)
  expect(await steps.askFor(city, own)).toEqual(first)
  expect(requestPreliminary.may).toEqual(["quarter.release"])
  expect(await cell.rows("select count(*) n from releases")).toEqual([{ n: 1 }])
})
