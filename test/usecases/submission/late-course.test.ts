import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { TypedDecision } from "../../../worker/domain/submission/decisions.ts"
import { timeliness } from "../../../worker/domain/submission/lateness.ts"
import { perform } from "../../../worker/usecases/perform.ts"
import { openMarks } from "../../../worker/usecases/submission/marks.ts"
import { openFilingFor } from "../../../worker/usecases/submission/open-filing.ts"
import { openVerification } from "../../../worker/usecases/submission/open-verification.ts"
import { returnSubmission } from "../../../worker/usecases/submission/return-submission.ts"
import { saveDraft } from "../../../worker/usecases/submission/save-draft.ts"
import { submit } from "../../../worker/usecases/submission/submit.ts"
import { withdraw } from "../../../worker/usecases/submission/withdraw.ts"
import { authorityMember, companyMember, openTestCell, type TestCell } from "../../support/cell.ts"
import { addEstates, addQuarter } from "../../support/cell-rows.ts"
import { allReasons } from "../../support/marks.ts"

let cell: TestCell
let estates = 0
let keys = 0
let slug = ""
const quarter = "2026Q2"
const company = companyMember("editor")
const street = authorityMember("verifier", "510104035")

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-07-10T02:00:00Z") })
  await addQuarter(cell, quarter, "2026-07-20")
})
beforeEach(async () => {
  slug = `estate-${++estates}`
  await addEstates(cell, [{ slug }])
})
afterAll(() => cell.close())

const command = () => ({ key: `key-${++keys}` })
const opened = () => openFilingFor(cell.contextFor(company), slug, quarter)

async function save(texts: Record<string, string>) {
  const filing = await opened()
  const typed = { texts: new Map(Object.entries(texts)), reasons: new Map() }
  await perform(
    cell.contextFor(company),
    saveDraft,
    filing,
    { given: typed, seen: filing.partRevision },
    command(),
  )
}

async function send(at: string) {
  cell.now = new Date(at)
  const filing = await opened()
  const asked = { given: { reasons: allReasons(filing) }, seen: filing.partRevision }
  return (await perform(cell.contextFor(company), submit, filing, asked, command())).result.late
}

async function giveBack(at: string, days?: number, asked: readonly string[] = []) {
  cell.now = new Date(at)
  const ctx = cell.contextFor(street)
  const open = await openVerification(ctx, slug, quarter)
  const question: TypedDecision = { decision: "asked", checkedText: "", reason: "请核对。" }
  const decisions = new Map(asked.map((key) => [key, question]))
  const given = { reason: "请核对。", decisions, ...(days ? { days } : {}) }
  await perform(ctx, returnSubmission, open, { given, seen: open.seen }, command())
}

async function takeBack() {
  await perform(cell.contextFor(company), withdraw, await opened(), { given: {} }, command())
}

/** What every page and program says of it now. */
async function told() {
  const { dossier } = await opened()
  return timeliness(cell.now, dossier.due, dossier.submission, dossier.correction !== null)
}

test("withdrawn and sent again after the deadline it is late, whoever withdraws first", async () => {
  await save({ households: "500" })
  expect(await send("2026-07-19T02:00:00Z")).toBe(false)
  cell.now = new Date("2026-07-21T02:00:00Z")
  expect(await told()).toMatchObject({ late: false, sent: true })
  await takeBack()
  expect(await told()).toMatchObject({ late: true, sent: false })
  expect(await send("2026-07-21T03:00:00Z")).toBe(true)
  expect(await told()).toMatchObject({ late: true, sent: true, dueDay: "2026-07-20" })
})

test("returned, it stays in time for the working days that were granted, and that once", async () => {
  await save({ households: "500" })
  await send("2026-07-19T02:00:00Z")
  // A Tuesday: three working days later is Friday, the 24th.
  await giveBack("2026-07-21T02:00:00Z", 3)
  expect(await told()).toEqual({ dueDay: "2026-07-24", sent: false, late: false })
  await save({ households: "510" })
  expect(await send("2026-07-24T15:59:59.999Z")).toBe(false)
  await giveBack("2026-07-25T02:00:00Z", 10)
  expect(await told()).toEqual({ dueDay: "2026-07-24", sent: false, late: true })
  await save({ households: "520" })
  expect(await send("2026-07-27T02:00:00Z")).toBe(true)
})

test("without a word a return grants five working days; what was late is granted none", async () => {
  await save({ households: "500" })
  await send("2026-07-20T02:00:00Z")
  await giveBack("2026-07-20T03:00:00Z")
  expect((await told()).dueDay).toBe("2026-07-27")
  slug = `estate-${++estates}`
  await addEstates(cell, [{ slug }])
  await save({ households: "500" })
  expect(await send("2026-07-21T02:00:00Z")).toBe(true)
  await giveBack("2026-07-21T03:00:00Z", 10)
  expect(await told()).toEqual({ dueDay: "2026-07-20", sent: false, late: true })
})

test("a company whose tenure was just recorded has fifteen days", async () => {
  await cell.rows("update tenures set recorded_at = '2026-07-18T02:00:00.000Z' where estate_id = ?", [
    `id-${slug}`,
  ])
  await save({ households: "500" })
  expect(await send("2026-08-02T15:59:59.999Z")).toBe(false)
  await takeBack()
  expect(await send("2026-08-02T16:00:00.000Z")).toBe(true)
})

test("what changes besides what was asked is marked for whoever verifies", async () => {
  await save({ households: "500", cultural_events: "3" })
  await send("2026-07-19T02:00:00Z")
  await giveBack("2026-07-20T02:00:00Z", 5, ["households"])
  await save({ households: "510", cultural_events: "4", joint_meetings: "1" })
  await send("2026-07-21T02:00:00Z")
  const marks = openMarks(await openVerification(cell.contextFor(street), slug, quarter))
  const unasked = marks.flatMap(({ fault: { rule, field } }) => (rule === "changed_unasked" ? field : []))
  expect(unasked.sort()).toEqual(["cultural_events", "joint_meetings"])
})
