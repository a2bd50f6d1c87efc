import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { MemberActor } from "../../../worker/domain/actor.ts"
import { feedKinds } from "../../../worker/domain/deadline/feed.ts"
import { wholeQuarter } from "../../../worker/domain/submission/desk-lists.ts"
import { timeliness } from "../../../worker/domain/submission/lateness.ts"
import { extend } from "../../../worker/usecases/extension/extend.ts"
import { extensions } from "../../../worker/usecases/extension/open-extension.ts"
import { takeBackExtension } from "../../../worker/usecases/extension/take-back-extension.ts"
import { perform } from "../../../worker/usecases/perform.ts"
import { closeQuarter } from "../../../worker/usecases/quarter/close-quarter.ts"
import { quarters } from "../../../worker/usecases/quarter/quarter-progress.ts"
import { openFilingFor } from "../../../worker/usecases/submission/open-filing.ts"
import { submit } from "../../../worker/usecases/submission/submit.ts"
import { authorityMember, companyMember, openTestCell, type TestCell } from "../../support/cell.ts"
import { addEstates, addQuarter, addSubmissions, leaveEvent } from "../../support/cell-rows.ts"
import { allReasons } from "../../support/marks.ts"
import { meanwhile } from "../../support/meanwhile.ts"
import { addPerson, jobsAt, remind, toldIn } from "../../support/remind-city.ts"

const quarter = "2026Q3"
const deadline = "2026-10-20"
const longer = "2026-10-30"
const district = authorityMember("approver", "510104")
const other = authorityMember("approver", "510105")
const city = authorityMember("verifier")
const company = companyMember("editor")
let cell: TestCell
let keys = 0
const key = () => `extension-${++keys}`

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-10-12T02:00:00Z") })
  await addEstates(cell, [{ slug: "a" }, { slug: "b" }, { slug: "far", place: "qingyang" }])
  await addPerson(cell, "company-1", { id: "ann" })
})
beforeEach(async () => {
  for (const table of ["extensions", "receipts", "closings", '"values"', "submission_parts", "submissions"])
    await cell.rows(`delete from ${table}`)
  for (const table of ["quarters", "mails", "messages", "writes"]) await cell.rows(`delete from ${table}`)
  await addQuarter(cell, quarter, deadline)
  await leaveEvent(cell)
  jobsAt(cell, "2026-10-12T10:00")
})
afterAll(() => cell.close())

async function grant(actor: MemberActor, day = longer, slug = "a", reason = "暴雨停电") {
  const ctx = cell.contextFor(actor)
  const given = { deadlineDay: day, reason }
  return perform(ctx, extend, await extensions.open(ctx, { slug, quarter }), { given }, { key: key() })
}

async function takeBack(actor: MemberActor, slug = "a", reason = "已恢复") {
  const ctx = cell.contextFor(actor)
  const open = await extensions.open(ctx, { slug, quarter })
  return perform(ctx, takeBackExtension, open, { given: { reason } }, { key: key() })
}

async function send(slug = "a") {
  const ctx = cell.contextFor(company)
  const filing = await openFilingFor(ctx, slug, quarter)
  const given = { reasons: allReasons(filing) }
  await perform(ctx, submit, filing, { given, seen: filing.partRevision }, { key: key() })
}

const sent = async () =>
  (await cell.rows("select estate_id, sent_due_day from submissions order by estate_id")).map((row) => [
    row["estate_id"],
    row["sent_due_day"],
  ])
const rules = (...found: string[]) => ({ faults: found.map((rule) => expect.objectContaining({ rule })) })
const draft = (slug: string) =>
  addSubmissions(cell, [{ slug, quarter, state: "draft", texts: { households: "500" }, filing: 0 }])

describe("an extension of one estate", () => {
  test("is granted by its district or the city, to no other's estate, later than the quarter's day, with a reason", async () => {
    await expect(grant(other)).rejects.toMatchObject({ code: "not_found" })
    await expect(grant(company)).rejects.toMatchObject({ code: "forbidden" })
    await expect(grant(authorityMember("verifier", "510104035"))).rejects.toMatchObject({ code: "forbidden" })
    await expect(grant(district, deadline)).rejects.toMatchObject(rules("extension_short"))
    await expect(grant(district, "2026-10-11")).rejects.toMatchObject(rules("deadline_past"))
    await expect(grant(district, longer, "a", " ")).rejects.toMatchObject(rules("reason_missing"))
    await expect(grant(district, "x", "a", "")).rejects.toMatchObject(rules("day_wrong", "reason_missing"))
    expect((await grant(district)).result).toEqual({ deadlineDay: longer })
    await expect(grant(city)).rejects.toMatchObject(rules("deadline_same"))
    expect((await grant(city, "2026-11-02", "far")).result).toEqual({ deadlineDay: "2026-11-02" })
    const events = await cell.rows(
      "select detail, after from audit_events where action = 'deadline.extend' order by seq",
    )
    expect(events.map(({ detail, after }) => [detail, after])).toEqual(
      [longer, "2026-11-02"].map((day) => [
        JSON.stringify({ quarter, reason: "暴雨停电" }),
        JSON.stringify({ deadlineDay: day }),
      ]),
    )
    expect(await toldIn(cell)).toHaveLength(2)
  })

  test("is refused once the district has closed or a release exists, and after a closing wants a reason", async () => {
    jobsAt(cell, "2026-10-22T10:00")
    await grant(district)
    const ctx = cell.contextFor(district)
    const close = async (reason?: string) =>
      perform(ctx, closeQuarter, await quarters.open(ctx, { quarter }), { given: { reason } }, { key: key() })
    await expect(close()).rejects.toMatchObject(rules("closing_early"))
    await close("已与公司核实")
    await expect(grant(district, "2026-11-02")).rejects.toMatchObject({ rule: "closed" })
    await expect(takeBack(district)).rejects.toMatchObject({ rule: "closed" })
  })

  test("decides what is late: what is sent under it, and what had been sent before it was granted", async () => {
    await draft("a")
    await draft("b")
    await grant(district)
    jobsAt(cell, "2026-10-25T10:00")
    await send("a")
    await send("b")
    expect(await sent()).toEqual([
      ["id-a", longer],
      ["id-b", deadline],
    ])
    expect(await cell.rows("select late from receipts order by late")).toEqual([{ late: 0 }, { late: 1 }])
    await grant(city, "2026-10-28", "b")
    expect(await sent()).toEqual([
      ["id-a", longer],
      ["id-b", "2026-10-28"],
    ])
    // Taken back, what was sent under it keeps its day, what had been sent before has its own again.
    await takeBack(district)
    await takeBack(city, "b")
    expect(await sent()).toEqual([
      ["id-a", longer],
      ["id-b", deadline],
    ])
    await expect(takeBack(district)).rejects.toMatchObject({ rule: "not_extended" })
  })

  test("that comes between looking and sending is not overlooked", async () => {
    await draft("a")
    jobsAt(cell, "2026-10-25T10:00")
    const faster = meanwhile(cell.contextFor(company), () => grant(district))
    const filing = await openFilingFor(faster, "a", quarter)
    const asked = { given: { reasons: allReasons(filing) }, seen: filing.partRevision }
    await expect(perform(faster, submit, filing, asked, { key: key() })).rejects.toMatchObject({
      code: "stale",
    })
    await send("a")
    expect(await sent()).toEqual([["id-a", longer]])
  })

  test("stands in the form, in the list by its order, and in the first day of the company's desk", async () => {
    await grant(district)
    const ctx = cell.contextFor(company)
    const { dossier } = await openFilingFor(ctx, "a", quarter)
    jobsAt(cell, "2026-10-25T10:00")
    expect(timeliness(cell.now, dossier.due, null, false)).toMatchObject({ dueDay: longer, late: false })
    const page = async () => ctx.read.filingList.page({ ...wholeQuarter(quarter), sort: "deadline" })
    const found = await page()
    expect(found.rows.map(({ slug, dueDay, extended }) => [slug, dueDay, extended])).toEqual([
      ["b", deadline, null],
      ["far", deadline, null],
      ["a", longer, longer],
    ])
    expect(found.quarter?.firstDue).toBe(deadline)
    await addSubmissions(cell, [
      { slug: "b", quarter, state: "submitted" },
      { slug: "far", quarter, state: "submitted" },
    ])
    await leaveEvent(cell)
    expect((await page()).quarter?.firstDue).toBe(longer)
  })

  test("a new company's days and those of a return are told of and stand in the calendar as an extension's do", async () => {
    // a is new to its company, b came back with days of its own, far has the quarter's.
    await cell.rows("update tenures set recorded_at = '2026-10-15T02:00:00.000Z' where estate_id = 'id-a'")
    await addSubmissions(cell, [{ slug: "b", quarter, state: "returned" }])
    await cell.rows("update submissions set grace_day = '2026-11-03' where estate_id = 'id-b'")
    const days = { from: "2026-10-18", to: "2026-12-01" }
    const read = cell.contextFor(company).read
    const coming = await read.deadlines.coming("submissions", days)
    expect(coming.map(({ day, apart }) => [day, apart ?? false])).toEqual([
      [deadline, false],
      ["2026-10-30", true],
      ["2026-11-03", true],
    ])
    // Each entry counts exactly what the list says is due on its day.
    const rows = (await read.filingList.page(wholeQuarter(quarter))).rows
    expect(rows.map(({ slug, dueDay }) => [slug, dueDay]).sort()).toEqual([
      ["a", "2026-10-30"],
      ["b", "2026-11-03"],
      ["far", deadline],
    ])
    const asked = coming.map((one) => ({ kind: feedKinds[0]!.told, deadline: one, today: "2026-10-18" }))
    const waiting = await read.deadlines.waitingOf("ann", asked)
    expect(waiting.map((found) => found.map(({ n }) => n))).toEqual([[1], [1], [1]])
    for (const day of ["18", "28"]) {
      jobsAt(cell, `2026-10-${day}T08:00`)
      await remind(cell)
    }
    expect((await toldIn(cell)).filter((line) => line.startsWith("ann"))).toEqual([
      "ann submissions 1 by 2026-10-20 T-2",
      "ann submissions 1 by 2026-10-30 T-14",
      "ann submissions 1 by 2026-10-30 T-2",
      "ann submissions 1 by 2026-11-03 T-7",
    ])
    await cell.rows("update tenures set recorded_at = null")
  })

  test("has its own letters before its day, and its own entry in a calendar; the others keep the quarter's", async () => {
    await grant(district)
    await cell.rows("delete from messages")
    jobsAt(cell, "2026-10-18T08:00")
    await remind(cell)
    jobsAt(cell, "2026-10-28T08:00")
    await remind(cell)
    expect((await toldIn(cell)).filter((line) => line.startsWith("ann"))).toEqual([
      "ann submissions 2 by 2026-10-20 T-2",
      "ann submissions 1 by 2026-10-30 T-14",
      "ann submissions 1 by 2026-10-30 T-2",
    ])
    const days = { from: "2026-10-18", to: "2026-12-01" }
    const coming = await cell.contextFor(company).read.deadlines.coming("submissions", days)
    expect(coming.map(({ day, apart }) => [day, apart ?? false])).toEqual([
      [deadline, false],
      [longer, true],
    ])
    expect(feedKinds.some(({ told, dates }) => told.name !== dates && dates === "submissions")).toBe(true)
  })
})
