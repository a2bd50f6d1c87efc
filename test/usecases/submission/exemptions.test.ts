import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { MemberActor } from "../../../worker/domain/actor.ts"
import { type BoardFilter, boardList } from "../../../worker/domain/submission/board.ts"
import { wholeQuarter } from "../../../worker/domain/submission/desk-lists.ts"
import { exempt } from "../../../worker/usecases/exemption/exempt.ts"
import { takeBackExemption } from "../../../worker/usecases/exemption/take-back-exemption.ts"
import { extend } from "../../../worker/usecases/extension/extend.ts"
import { extensions } from "../../../worker/usecases/extension/open-extension.ts"
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
const district = authorityMember("approver", "510104")
const city = authorityMember("verifier")
const company = companyMember("editor")
let cell: TestCell
let keys = 0
const key = () => `exemption-${++keys}`

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-10-12T02:00:00Z") })
  await addEstates(cell, [{ slug: "a" }, { slug: "b" }, { slug: "far", place: "qingyang" }])
  await addPerson(cell, "company-1", { id: "ann" })
})
beforeEach(async () => {
  const typed = ["receipts", "closings", '"values"', "submission_parts", "submissions"]
  for (const table of ["exemptions", "extensions", ...typed]) await cell.rows(`delete from ${table}`)
  for (const table of ["quarters", "mails", "messages", "writes"]) await cell.rows(`delete from ${table}`)
  await addQuarter(cell, quarter, deadline)
  await leaveEvent(cell)
  jobsAt(cell, "2026-10-12T10:00")
})
afterAll(() => cell.close())

async function grant(actor: MemberActor, slug = "a", reason = "整体改造") {
  const ctx = cell.contextFor(actor)
  const open = await extensions.open(ctx, { slug, quarter })
  return perform(ctx, exempt, open, { given: { reason } }, { key: key() })
}

async function takeBack(actor: MemberActor, slug = "a", reason = "改造取消") {
  const ctx = cell.contextFor(actor)
  const open = await extensions.open(ctx, { slug, quarter })
  return perform(ctx, takeBackExemption, open, { given: { reason } }, { key: key() })
}

async function send(slug = "a") {
  const ctx = cell.contextFor(company)
  const filing = await openFilingFor(ctx, slug, quarter)
  const given = { reasons: allReasons(filing) }
  await perform(ctx, submit, filing, { given, seen: filing.partRevision }, { key: key() })
}

async function close(actor = district, reason?: string) {
  const ctx = cell.contextFor(actor)
  const open = await quarters.open(ctx, { quarter })
  return perform(ctx, closeQuarter, open, { given: { reason } }, { key: key() })
}

const rules = (...found: string[]) => ({ faults: found.map((rule) => expect.objectContaining({ rule })) })
const draft = (slug: string) =>
  addSubmissions(cell, [{ slug, quarter, state: "draft", texts: { households: "500" }, filing: 0 }])
const board = (actor: MemberActor, more: Partial<BoardFilter> = {}) =>
  cell.contextFor(actor).read.board.page({
    ...{ quarter, today: "2026-11-01", standings: null, mark: null, q: "", place: "", at: "", company: "" },
    ...{ sort: boardList.sorts[0], ...more },
  })
const slugs = (found: { rows: readonly { slug: string }[] }) => found.rows.map(({ slug }) => slug).sort()

describe("an exemption of one estate", () => {
  test("is granted by its district or the city, to no other's estate, with a reason, once; the company is told", async () => {
    await expect(grant(authorityMember("approver", "510105"))).rejects.toMatchObject({ code: "not_found" })
    for (const actor of [company, authorityMember("verifier", "510104035"), authorityMember("viewer")])
      await expect(grant(actor)).rejects.toMatchObject({ code: "forbidden" })
    await expect(grant(district, "a", " ")).rejects.toMatchObject(rules("reason_missing"))
    expect((await grant(district)).result).toEqual({ exempt: true })
    await grant(city, "far")
    await expect(grant(city)).rejects.toMatchObject({ rule: "exempt" })
    const [event] = await cell.rows(
      "select detail, after from audit_events where action = 'exemption.grant' order by seq limit 1",
    )
    expect(event).toEqual({
      detail: JSON.stringify({ quarter, reason: "整体改造" }),
      after: JSON.stringify({ exempt: true }),
    })
    expect(await toldIn(cell)).toHaveLength(2)
  })

  test("takes the estate out of every list, count, reminder and day of the quarter, and of no other", async () => {
    await draft("a")
    await cell.rows("update submissions set state = 'returned', filing = 1, grace_day = '2026-11-09'")
    await grant(district)
    await cell.rows("delete from messages")
    const mine = cell.contextFor(company).read
    const list = await mine.filingList.page(wholeQuarter(quarter))
    expect([slugs(list), list.states.all]).toEqual([["b", "far"], { none: 2, exempt: 1 }])
    const only = await mine.filingList.page({ ...wholeQuarter(quarter), standings: ["exempt"] })
    expect([slugs(only), only.total]).toEqual([["a"], 1])
    expect((await mine.books.page(quarter, "")).dossiers.map(({ estate }) => estate.slug)).toEqual([
      "b",
      "far",
    ])
    const programs = async (state: "exempt" | null) =>
      (await mine.submissionList.after({ quarter, state }, { limit: 9, after: null }))?.rows.map(
        ({ slug }) => slug,
      )
    expect([await programs(null), await programs("exempt")]).toEqual([["b", "far"], ["a"]])
    for (const actor of [city, district]) {
      const own = actor === city ? ["b", "far"] : ["b"]
      expect(slugs(await board(actor))).toEqual(own)
      expect(slugs(await board(actor, { standings: ["exempt"] }))).toEqual(["a"])
      expect(slugs(await board(actor, { mark: "overdue" }))).toEqual(own)
      const progress = await cell.contextFor(actor).read.quarters.progress(quarter)
      expect(progress?.districts.map(({ estates }) => estates)).toEqual(actor === city ? [1, 1] : [1])
      expect(progress?.exempt.map(({ slug }) => slug)).toEqual(["a"])
    }
    jobsAt(cell, "2026-10-18T08:00")
    await remind(cell)
    expect((await toldIn(cell)).filter((line) => line.startsWith("ann"))).toEqual([
      "ann submissions 2 by 2026-10-20 T-2",
    ])
  })

  test("locks the form: nothing is typed, sent or extended until it is taken back, and then goes on", async () => {
    await draft("a")
    await grant(district)
    expect(await openFilingFor(cell.contextFor(company), "a", quarter)).toMatchObject({ locked: "exempt" })
    await expect(send()).rejects.toMatchObject({ rule: "exempt" })
    const ctx = cell.contextFor(district)
    const open = await extensions.open(ctx, { slug: "a", quarter })
    const given = { deadlineDay: "2026-10-30", reason: "停电" }
    await expect(perform(ctx, extend, open, { given }, { key: key() })).rejects.toMatchObject({
      rule: "exempt",
    })
    await expect(takeBack(company)).rejects.toMatchObject({ code: "forbidden" })
    await expect(takeBack(district, "a", "")).rejects.toMatchObject(rules("reason_missing"))
    expect((await takeBack(city)).result).toEqual({ deadlineDay: deadline })
    await expect(takeBack(district)).rejects.toMatchObject({ rule: "not_exempt" })
    await send()
    expect(await cell.rows("select state from submissions")).toEqual([{ state: "submitted" }])
  })

  test("is refused while something is sent or verified, and says what to do first", async () => {
    await addSubmissions(cell, [{ slug: "a", quarter, state: "submitted" }])
    await expect(grant(district)).rejects.toMatchObject({ rule: "exempt_sent" })
    await cell.rows("update submissions set state = 'street_verified'")
    await expect(grant(district)).rejects.toMatchObject({ rule: "exempt_sent" })
    await cell.rows("update submissions set state = 'verified'")
    await expect(grant(district)).rejects.toMatchObject({ rule: "exempt_verified" })
  })

  test("holds up no closing, and is neither granted nor taken back after it", async () => {
    await addSubmissions(cell, [{ slug: "b", quarter, state: "verified" }])
    await grant(district)
    jobsAt(cell, "2026-10-22T10:00")
    await close()
    await expect(takeBack(district)).rejects.toMatchObject({ rule: "closed" })
    await expect(grant(city, "b")).rejects.toMatchObject({ rule: "closed" })
  })
})

describe("what happens meanwhile", () => {
  test("is not overlooked: it is sent while it is exempted, and exempted while it is sent", async () => {
    await draft("a")
    const faster = meanwhile(cell.contextFor(district), () => send())
    const open = await extensions.open(faster, { slug: "a", quarter })
    const asked = { given: { reason: "整体改造" } }
    await expect(perform(faster, exempt, open, asked, { key: key() })).rejects.toMatchObject({
      code: "stale",
    })
    expect(await cell.rows("select count(*) as n from exemptions")).toEqual([{ n: 0 }])
    await draft("b")
    const slower = meanwhile(cell.contextFor(company), () => grant(district, "b"))
    const filing = await openFilingFor(slower, "b", quarter)
    const given = { reasons: allReasons(filing) }
    await expect(
      perform(slower, submit, filing, { given, seen: filing.partRevision }, { key: key() }),
    ).rejects.toMatchObject({ code: "stale" })
    expect(await cell.rows("select state from submissions where estate_id = 'id-b'")).toEqual([
      { state: "draft" },
    ])
  })

  test("two who exempt it at once exempt it once", async () => {
    const both = await Promise.allSettled([grant(district), grant(city)])
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
    expect(
      await cell.rows(
        "select count(*) as n from audit_events where action = 'exemption.grant' and at >= '2026-10-12'",
      ),
    ).not.toEqual([])
    expect(await cell.rows("select count(*) as n from exemptions")).toEqual([{ n: 1 }])
  })
})
