import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { MemberActor } from "../../../worker/domain/actor.ts"
import { perform } from "../../../worker/usecases/perform.ts"
import { closeQuarter } from "../../../worker/usecases/quarter/close-quarter.ts"
import { moveDeadline } from "../../../worker/usecases/quarter/move-deadline.ts"
import { openQuarter } from "../../../worker/usecases/quarter/open-quarter.ts"
import { quarterProgress, quarters } from "../../../worker/usecases/quarter/quarter-progress.ts"
import { holdsNothing, removeQuarter } from "../../../worker/usecases/quarter/remove-quarter.ts"
import { reopenClosing } from "../../../worker/usecases/quarter/reopen-closing.ts"
import { requestRelease } from "../../../worker/usecases/release/request-release.ts"
import { openFilingFor } from "../../../worker/usecases/submission/open-filing.ts"
import { saveDraft } from "../../../worker/usecases/submission/save-draft.ts"
import { authorityMember, companyMember, openTestCell, type TestCell } from "../../support/cell.ts"
import { addEstates, addQuarter, addSubmissions, leaveEvent } from "../../support/cell-rows.ts"

const quarter = "2026Q2"
const early = new Date("2026-07-10T02:00:00Z")
const late = new Date("2026-07-21T02:00:00Z")
const city = authorityMember("approver")
const district = authorityMember("approver", "510104")
const other = authorityMember("approver", "510105")
let cell: TestCell
let keys = 0
const key = () => `key-${++keys}`

beforeAll(async () => {
  cell = await openTestCell({ now: early })
  await addEstates(cell, [{ slug: "a" }, { slug: "b" }, { slug: "c", place: "qingyang" }])
  // Whoever is told stands in the city: who has written once.
  await addQuarter(cell, quarter, "2026-07-20")
  await move(city, "2026-07-19")
  const ctx = cell.contextFor(companyMember("editor"))
  const filing = await openFilingFor(ctx, "b", quarter)
  const given = { texts: new Map([["households", "812"]]), reasons: new Map() }
  await perform(ctx, saveDraft, filing, { given, seen: 0 }, { key: key() })
})
beforeEach(async () => {
  cell.now = early
  for (const table of ["scorecards", "releases", "closings", '"values"', "submission_parts", "submissions"])
    await cell.rows(`delete from ${table}`)
  await cell.rows("delete from quarters")
  await addQuarter(cell, quarter, "2026-07-20")
  await addSubmissions(cell, [{ slug: "a", quarter, state: "verified" }])
  await leaveEvent(cell)
})
afterAll(() => cell.close())

async function close(actor: MemberActor, reason?: string) {
  const ctx = cell.contextFor(actor)
  const given = reason === undefined ? {} : { reason }
  return perform(ctx, closeQuarter, await quarters.open(ctx, { quarter }), { given }, { key: key() })
}

async function reopen(actor: MemberActor, given: { place?: string; reason: string }) {
  const ctx = cell.contextFor(actor)
  return perform(ctx, reopenClosing, await quarters.open(ctx, { quarter }), { given }, { key: key() })
}

async function move(actor: MemberActor, deadlineDay: string, reason = "平台停机") {
  const ctx = cell.contextFor(actor)
  const given = { deadlineDay, reason }
  return perform(ctx, moveDeadline, await quarters.open(ctx, { quarter }), { given }, { key: key() })
}

async function remove(actor: MemberActor, which = quarter) {
  const ctx = cell.contextFor(actor)
  const open = await quarters.open(ctx, { quarter: which })
  return perform(ctx, removeQuarter, open, { given: {} }, { key: key() })
}

const release = (named?: string) =>
  requestRelease(cell.contextFor(city), async () => {}, {
    period: quarter,
    key: key(),
    ...(named !== undefined && { named }),
  })

const rules = (rule: string) => ({ faults: [expect.objectContaining({ rule })] })
const closedPlaces = async () =>
  (await cell.rows("select place_code from closings order by place_code")).map((row) => row["place_code"])
/** Kinds of letters by the organisation that got them. */
async function letters(): Promise<string[]> {
  const rows = await cell.rows(
    "select distinct kind, organisation_id o from messages order by rowid desc limit 20",
  )
  return rows.map((row) => `${row["kind"]} ${row["o"]}`)
}

describe("closing", () => {
  test("before the deadline needs a reason, which the officials of the place read; afterwards none", async () => {
    await expect(close(district)).rejects.toMatchObject({ rule: "explain", ...rules("closing_early") })
    await expect(close(district, "  ")).rejects.toMatchObject({ rule: "explain" })
    expect(await closedPlaces()).toEqual([])
    await close(district, "全部核定完")
    expect(await closedPlaces()).toEqual(["510104"])
    const { course } = await quarterProgress(cell.contextFor(city), quarter)
    expect(course[0]).toMatchObject({ action: "quarter.close", district: "锦江区", reason: "全部核定完" })
    const elsewhere = await quarterProgress(cell.contextFor(other), quarter)
    expect(elsewhere.course.filter(({ district }) => district !== null)).toEqual([])
    cell.now = late
    await close(other)
    expect(await closedPlaces()).toEqual(["510104", "510105"])
    expect(await letters()).toContain("district_closed authority-510100")
  })
})

describe("opening again", () => {
  beforeEach(async () => {
    await close(district, "误操作")
    await close(other, "误操作")
  })

  test("a district opens its own part with a reason, and the city is told", async () => {
    await expect(reopen(district, { reason: " " })).rejects.toMatchObject(rules("reason_missing"))
    await expect(reopen(district, { reason: "字".repeat(4000) })).rejects.toMatchObject(
      rules("reason_too_long"),
    )
    await expect(reopen(district, { place: "510105", reason: "补报" })).rejects.toMatchObject({
      code: "not_found",
    })
    await reopen(district, { reason: "补报" })
    expect(await closedPlaces()).toEqual(["510105"])
    expect(await letters()).toContain("district_reopened authority-510100")
    await expect(reopen(district, { reason: "补报" })).rejects.toMatchObject({ rule: "not_closed" })
    await close(district, "补报完成")
    expect(await closedPlaces()).toEqual(["510104", "510105"])
  })

  test("the city says which district, and that one is told", async () => {
    await expect(reopen(city, { reason: "补报" })).rejects.toMatchObject(rules("district_missing"))
    await expect(reopen(city, { place: "510199", reason: "补报" })).rejects.toMatchObject({
      code: "not_found",
    })
    await reopen(city, { place: "510104", reason: "补报" })
    expect(await closedPlaces()).toEqual(["510105"])
    expect(await letters()).toContain("reopened_by_city authority-510104")
  })

  test("nobody else may, and nobody once a release has begun", async () => {
    for (const actor of [authorityMember("verifier", "510104"), authorityMember("approver", "510104035")])
      await expect(reopen(actor, { reason: "补报" })).rejects.toMatchObject({ code: "forbidden" })
    await expect(reopen(companyMember("manager"), { reason: "补报" })).rejects.toMatchObject({
      code: "forbidden",
    })
    await release(quarter)
    await expect(reopen(district, { reason: "补报" })).rejects.toMatchObject({ rule: "released" })
    await expect(reopen(city, { place: "510104", reason: "补报" })).rejects.toMatchObject({
      rule: "released",
    })
  })
})

describe("a first release", () => {
  test("needs the quarter's name typed while a district is open or the deadline has not passed", async () => {
    await expect(release()).rejects.toMatchObject(rules("quarter_unnamed"))
    await expect(release("2026Q1")).rejects.toMatchObject(rules("quarter_unnamed"))
    cell.now = late
    await close(district)
    await expect(release()).rejects.toMatchObject(rules("quarter_unnamed"))
    await close(other)
    await release()
    const [event] = await cell.rows(
      "select detail from audit_events where action = 'quarter.release' order by rowid desc limit 1",
    )
    expect(JSON.parse(String(event?.["detail"]))).toMatchObject({ open: 0 })
  })

  test("takes the name in any case and records how many districts stay out", async () => {
    await release(" 2026q2 ")
    const [event] = await cell.rows(
      "select detail from audit_events where action = 'quarter.release' order by rowid desc limit 1",
    )
    expect(JSON.parse(String(event?.["detail"]))).toMatchObject({ open: 2 })
  })
})

describe("moving the deadline", () => {
  test("to a day that can be one, with a reason, by the city alone", async () => {
    await expect(move(district, "2026-07-30")).rejects.toMatchObject({ code: "forbidden" })
    await expect(move(city, "2026-07-30", " ")).rejects.toMatchObject(rules("reason_missing"))
    await expect(move(city, "2026-07-20")).rejects.toMatchObject(rules("deadline_same"))
    await expect(move(city, "2026-07-09")).rejects.toMatchObject(rules("deadline_past"))
    await expect(move(city, "2026-06-30")).rejects.toMatchObject(rules("deadline_in_quarter"))
    await expect(move(city, "昨天")).rejects.toMatchObject({ code: "invalid" })
    await move(city, "2026-07-30")
    const { quarter: now, course } = await quarterProgress(cell.contextFor(district), quarter)
    expect(now.deadlineDay).toBe("2026-07-30")
    expect(course[0]).toMatchObject({
      action: "quarter.move_deadline",
      district: null,
      deadlineDay: "2026-07-30",
      reason: "平台停机",
    })
    const told = await letters()
    expect(told).toContain("deadline_moved company-1")
    expect(told).not.toContain("deadline_moved authority-510100")
  })

  test("a later one applies to what was sent, an earlier one does not", async () => {
    await cell.rows(
      "update submissions set sent_at = '2026-07-22T01:00:00.000Z', sent_due_day = '2026-07-20' where estate_id = 'id-a'",
    )
    cell.now = late
    await move(city, "2026-07-25")
    const day = async () => (await cell.rows("select sent_due_day d from submissions"))[0]?.["d"]
    expect(await day()).toBe("2026-07-25")
    await move(city, "2026-07-22")
    expect(await day()).toBe("2026-07-25")
  })

  test("not once a release has begun", async () => {
    await release(quarter)
    await expect(move(city, "2026-07-30")).rejects.toMatchObject({ rule: "released" })
  })
})

describe("deleting a quarter", () => {
  test("as long as it is empty; then it can be opened again", async () => {
    await expect(remove(district)).rejects.toMatchObject({ code: "forbidden" })
    await expect(remove(city)).rejects.toMatchObject({ rule: "quarter_in_use" })
    await cell.rows("delete from submission_parts")
    await cell.rows('delete from "values"')
    await cell.rows("delete from submissions")
    await leaveEvent(cell)
    await close(district, "误操作")
    await expect(remove(city)).rejects.toMatchObject({ rule: "quarter_in_use" })
    await reopen(district, { reason: "误操作" })
    await cell.rows(
      `insert into exemptions (estate_id, quarter, reason, organisation_id, member_id, at)
       select e.id, ?, '改造', o.id, 'm', '2026-07-01T00:00:00.000Z' from estates e, organisations o limit 1`,
      [quarter],
    )
    await leaveEvent(cell)
    expect(holdsNothing(await quarters.open(cell.contextFor(city), { quarter }))).toBe(false)
    await expect(remove(city)).rejects.toMatchObject({ rule: "quarter_in_use" })
    await cell.rows("delete from exemptions")
    await leaveEvent(cell)
    expect(holdsNothing(await quarters.open(cell.contextFor(city), { quarter }))).toBe(true)
    await remove(city)
    await expect(quarters.open(cell.contextFor(city), { quarter })).rejects.toMatchObject({
      code: "not_found",
    })
    const given = { quarter, deadlineDay: "2026-07-30" }
    await perform(cell.contextFor(city), openQuarter, null, { given }, { key: key() })
    expect((await quarterProgress(cell.contextFor(city), quarter)).quarter.deadlineDay).toBe("2026-07-30")
  })
})
