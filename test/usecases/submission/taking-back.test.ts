import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { MemberActor } from "../../../worker/domain/actor.ts"
import { perform } from "../../../worker/usecases/perform.ts"
import { openFilingFor } from "../../../worker/usecases/submission/open-filing.ts"
import { openVerification } from "../../../worker/usecases/submission/open-verification.ts"
import { saveDraft } from "../../../worker/usecases/submission/save-draft.ts"
import { submit } from "../../../worker/usecases/submission/submit.ts"
import { takeBackVerification } from "../../../worker/usecases/submission/take-back-verification.ts"
import { verifying } from "../../../worker/usecases/submission/verify.ts"
import { authorityMember, companyMember, openTestCell, type TestCell } from "../../support/cell.ts"
import { addEstates, addQuarter, closeDistrict } from "../../support/cell-rows.ts"
import { allReasons, allSettled } from "../../support/marks.ts"

let cell: TestCell
let keys = 0
let slug = ""
const quarter = "2026Q2"
const company = companyMember("editor")
const street = authorityMember("verifier", "510104035")
const district = authorityMember("approver", "510104")
const elsewhere = authorityMember("verifier", "510105")
const key = () => ({ key: `key-${++keys}` })

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-07-10T02:00:00Z") })
  await addQuarter(cell, quarter, "2026-07-20")
})
beforeEach(async () => {
  slug = `estate-${++keys}`
  await addEstates(cell, [{ slug }])
  const ctx = cell.contextFor(company)
  const open = await openFilingFor(ctx, slug, quarter)
  const texts = new Map([["households", "500"]])
  await perform(
    ctx,
    saveDraft,
    open,
    { given: { texts, reasons: new Map() }, seen: open.partRevision },
    key(),
  )
  const filing = await openFilingFor(ctx, slug, quarter)
  await perform(
    ctx,
    submit,
    filing,
    { given: { reasons: allReasons(filing) }, seen: filing.partRevision },
    key(),
  )
})
afterAll(() => cell.close())

async function pass(actor: MemberActor) {
  const ctx = cell.contextFor(actor)
  const open = await openVerification(ctx, slug, quarter)
  const given = { decisions: new Map(), settled: allSettled(open) }
  return perform(ctx, verifying(actor), open, { given, seen: open.seen }, key())
}

async function takeBack(actor: MemberActor, { reason = "再看一遍", seen = "" } = {}) {
  const ctx = cell.contextFor(actor)
  const open = await openVerification(ctx, slug, quarter)
  const done = await perform(
    ctx,
    takeBackVerification,
    open,
    { given: { reason }, seen: seen || open.seen },
    key(),
  )
  return done.result.state
}

const stateNow = async () => {
  const rows = await cell.rows(
    "select state, street_verified_at s, verified_at v from submissions where estate_id = ?",
    [`id-${slug}`],
  )
  const [row] = rows
  return [row?.["state"], row?.["s"] !== null, row?.["v"] !== null]
}

const refused = (rule: string, attempt: Promise<unknown>) => expect(attempt).rejects.toMatchObject({ rule })

test("from the top down: the district first, then the street; each time it can be passed on again", async () => {
  await pass(street)
  await pass(district)
  expect(await stateNow()).toEqual(["verified", true, true])
  await refused("move_take_back", takeBack(street))
  expect(await takeBack(district)).toBe("street_verified")
  expect(await stateNow()).toEqual(["street_verified", true, false])
  await refused("move_take_back", takeBack(district))
  expect(await takeBack(street)).toBe("submitted")
  expect(await stateNow()).toEqual(["submitted", false, false])
  await refused("move_take_back", takeBack(street))
  await pass(street)
  await pass(district)
  expect(await stateNow()).toEqual(["verified", true, true])
})

test("decisions and marks that were settled stay saved, and the company's time of sending stays", async () => {
  await pass(street)
  const before = await cell.rows(
    "select * from findings where submission_id in (select id from submissions where estate_id = ?)",
    [`id-${slug}`],
  )
  const sent = await cell.rows("select sent_at, sent_due_day, filing from submissions where estate_id = ?", [
    `id-${slug}`,
  ])
  expect(before.length).toBeGreaterThan(0)
  await takeBack(street)
  const [after, sentNow] = [
    await cell.rows(
      "select * from findings where submission_id in (select id from submissions where estate_id = ?)",
      [`id-${slug}`],
    ),
    await cell.rows("select sent_at, sent_due_day, filing from submissions where estate_id = ?", [
      `id-${slug}`,
    ]),
  ]
  expect([after, sentNow]).toEqual([before, sent])
})

test("without a reason, on what has moved, by another place, and after closing it is refused", async () => {
  await pass(street)
  const faults = [expect.objectContaining({ rule: "taking_back_reason_missing" })]
  await expect(takeBack(street, { reason: "  " })).rejects.toMatchObject({ rule: "invalid", faults })
  await refused("invalid", takeBack(street, { reason: "长".repeat(1001) }))
  await refused("stale", takeBack(street, { seen: "0" }))
  await expect(takeBack(elsewhere)).rejects.toMatchObject({ code: "not_found" })
  await pass(district)
  await closeDistrict(cell, quarter, "510104")
  await refused("closed", takeBack(district))
  expect(await stateNow()).toEqual(["verified", true, true])
  await cell.rows("delete from closings")
})

test("the district takes back at once what the street takes back: one of them counts", async () => {
  await pass(street)
  const open = await openVerification(cell.contextFor(street), slug, quarter)
  await pass(district)
  const late = perform(
    cell.contextFor(street),
    takeBackVerification,
    open,
    { given: { reason: "再看一遍" }, seen: open.seen },
    key(),
  )
  await refused("stale", late)
  expect(await stateNow()).toEqual(["verified", true, true])
})

test("the company is told, and reads the reason in its log", async () => {
  await pass(street)
  await takeBack(street, { reason: "漏看了停车记录" })
  const [event] = await cell.rows(
    "select detail, concerns_id c from audit_events where action = 'submission.take_back_verification' order by seq desc limit 1",
  )
  expect([String(event?.["detail"]).includes("漏看了停车记录"), event?.["c"]]).toEqual([true, "company-1"])
})
