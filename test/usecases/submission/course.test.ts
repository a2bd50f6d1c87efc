import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { MemberActor } from "../../../worker/domain/actor.ts"
import type { TypedDecision } from "../../../worker/domain/submission/decisions.ts"
import type { Act } from "../../../worker/usecases/act.ts"
import type { UseCaseContext } from "../../../worker/usecases/context.ts"
import { perform } from "../../../worker/usecases/perform.ts"
import { closeQuarter } from "../../../worker/usecases/quarter/close-quarter.ts"
import { type Filing, openFilingFor } from "../../../worker/usecases/submission/open-filing.ts"
import type { EstateQuarter } from "../../../worker/usecases/submission/open-submission.ts"
import { openVerification, type Verification } from "../../../worker/usecases/submission/open-verification.ts"
import { returnSubmission } from "../../../worker/usecases/submission/return-submission.ts"
import { saveDraft } from "../../../worker/usecases/submission/save-draft.ts"
import { submit } from "../../../worker/usecases/submission/submit.ts"
import { verifying } from "../../../worker/usecases/submission/verify.ts"
import { withdraw } from "../../../worker/usecases/submission/withdraw.ts"
import { authorityMember, companyMember, openTestCell, type TestCell } from "../../support/cell.ts"
import { addEstates, addQuarter, closeDistrict, sampleTexts } from "../../support/cell-rows.ts"
import { allReasons, allSettled } from "../../support/marks.ts"

let cell: TestCell
let estates = 0
let keys = 0
let slug = ""
const quarter = "2026Q2"
const company = companyMember("editor")
const street = authorityMember("verifier", "510104035")
const district = authorityMember("approver", "510104")

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-07-10T02:00:00Z") })
  await addQuarter(cell, quarter, "2026-07-20")
})
beforeEach(async () => {
  slug = `estate-${++estates}`
  await addEstates(cell, [{ slug }])
  await cell.rows("delete from closings")
})
afterAll(() => cell.close())

const key = () => `key-${++keys}`
const typed = (texts: Record<string, string>) => ({
  texts: new Map(Object.entries(texts)),
  reasons: new Map(),
})

const saving = (texts: Record<string, string>, seen: number) => ({ given: typed(texts), seen })
const submitting = (open: Filing) => ({ given: { reasons: allReasons(open) }, seen: open.partRevision })

async function save(actor: MemberActor, texts: Record<string, string>, as = key()) {
  const ctx = cell.contextFor(actor)
  const filing = await openFilingFor(ctx, slug, quarter)
  return (await perform(ctx, saveDraft, filing, saving(texts, filing.partRevision), { key: as })).result
}

async function send(actor: MemberActor = company) {
  const ctx = cell.contextFor(actor)
  const filing = await openFilingFor(ctx, slug, quarter)
  return perform(ctx, submit, filing, submitting(filing), { key: key() })
}

interface Deciding {
  given: { decisions: Map<string, TypedDecision>; reason: string; settled: string[] }
  seen: string
}

async function decide<Rule extends string>(
  actor: MemberActor,
  actOf: (actor: MemberActor) => Act<Verification, EstateQuarter, Deciding, Rule, { done: string }>,
  decisions: Record<string, TypedDecision> = {},
) {
  const ctx = cell.contextFor(actor)
  const open = await openVerification(ctx, slug, quarter)
  const given = {
    decisions: new Map(Object.entries(decisions)),
    reason: "请核对。",
    settled: allSettled(open),
  }
  return perform(ctx, actOf(actor), open, { given, seen: open.seen }, { key: key() })
}

const giveBack = () => returnSubmission
const takeBack = (ctx: UseCaseContext<MemberActor>, filing: Filing) =>
  perform(ctx, withdraw, filing, { given: {} }, { key: key() })

async function close(ctx: UseCaseContext<MemberActor>) {
  const open = await closeQuarter.on.open(ctx, { quarter })
  return perform(ctx, closeQuarter, open, { given: {} }, { key: key() })
}

async function audit(): Promise<string[]> {
  const rows = await cell.rows(
    `select a.action, a.organisation_id o from audit_events a join submissions s on s.id = a.entity_id
     where s.estate_id = ? order by a.rowid`,
    [`id-${slug}`],
  )
  return rows.map((row) => `${row["action"]} ${row["o"]}`)
}

/** Everything that a write may touch, to see that a refused one touched nothing. */
async function everything(): Promise<unknown> {
  const tables = 'submissions submission_parts "values" findings returns audit_events writes closings'.split(
    " ",
  )
  const counts = await Promise.all(tables.map((table) => cell.rows(`select * from ${table}`)))
  return JSON.stringify(counts)
}

async function refusedWith(rule: string, attempt: () => Promise<unknown>): Promise<void> {
  const before = await everything()
  await expect(attempt()).rejects.toMatchObject({ rule })
  expect(await everything()).toEqual(before)
}

test("every step of a quarter leaves one audit event, in its order", async () => {
  await save(company, { households: "500", cultural_events: "3" })
  await send()
  const ctx = cell.contextFor(company)
  await takeBack(ctx, await openFilingFor(ctx, slug, quarter))
  await send()
  await decide(street, giveBack)
  await send()
  await decide(street, verifying)
  await decide(district, verifying)
  expect(await audit()).toEqual([
    "submission.save company-1",
    "submission.submit company-1",
    "submission.withdraw company-1",
    "submission.submit company-1",
    "submission.return authority-510104035",
    "submission.submit company-1",
    "submission.verify_street authority-510104035",
    "submission.verify_district authority-510104",
  ])
})

test("events tell the changed fields before and after; what people wrote only by its length", async () => {
  await save(company, { households: "500", cultural_events: "3" })
  await save(company, { households: "510", cultural_events: "3", observers: "请问王女士" })
  await send(company).catch(() => {})
  await save(company, { households: "510", cultural_events: "3" })
  await send()
  await decide(street, giveBack, { households: { decision: "asked", reason: "请核对", checkedText: "" } })
  const rows = await cell.rows(
    `select a.before, a.after, a.concerns_id from audit_events a join submissions s on s.id = a.entity_id
     where s.estate_id = ? order by a.seq`,
    [`id-${slug}`],
  )
  const changes = rows.map((row) => [JSON.parse(String(row["before"])), JSON.parse(String(row["after"]))])
  expect(changes.slice(0, 3)).toEqual([
    [
      { state: null, households: null, cultural_events: null },
      { state: "draft", households: "500", cultural_events: "3" },
    ],
    [
      { households: "500", observers: null },
      { households: "510", observers: "text:5" },
    ],
    [{ observers: "text:5" }, { observers: null }],
  ])
  const [at, sentDueDay] = [cell.now.toISOString(), "2026-07-20"]
  expect(changes[3]).toEqual([
    { state: "draft", filing: 0, submittedAt: null, firstSubmittedAt: null, sentAt: null, sentDueDay: null },
    { state: "submitted", filing: 1, submittedAt: at, firstSubmittedAt: at, sentAt: at, sentDueDay },
  ])
  expect(changes[4]?.[1]).toEqual({
    state: "returned",
    returnedAt: at,
    returnReason: "text:4",
    returnedBy: "street",
    "households.decision": "asked",
    "households.reason": "text:3",
    "few_answers.checkedValue": "text:6",
    "few_answers.decision": "settled",
    "open:volunteer_families.at_most.decision": "settled",
  })
  expect(rows.map((row) => row["concerns_id"])).toEqual([null, null, null, null, "company-1"])
})

test("a community and a street without members: the company types for them, marked as typed on their behalf", async () => {
  await cell.rows("update members set ended_at = '2026-10-01' where organisation_id like 'authority-%'")
  const filing = await openFilingFor(cell.contextFor(company), slug, quarter)
  expect(filing.mine.has("observers")).toBe(true)
  expect(filing.mine.has("survey_answers")).toBe(true)
  expect(filing.mine.has("VET-01")).toBe(false)
  const { observers = "", households = "" } = sampleTexts(1)
  await save(company, { observers, households })
  await send()
  const { standing } = await openVerification(cell.contextFor(street), slug, quarter)
  expect(standing.get("observers")).toMatchObject({ provider: "company", onBehalf: true })
  expect(standing.get("households")).toMatchObject({ provider: "company", onBehalf: false })
  await cell.rows("update members set ended_at = null")
})

test("nobody acts beyond a role, a place or an organisation, and nothing is written", async () => {
  await save(company, { households: "500" })
  await refusedWith("forbidden", () => save(companyMember("viewer"), { households: "600" }))
  await refusedWith("forbidden", () => send(companyMember("viewer")))
  await refusedWith("not_found", () => save(companyMember("editor", "company-2"), { households: "600" }))
  await send()
  await refusedWith("forbidden", () => decide(authorityMember("viewer", "510104035"), verifying))
  await refusedWith("forbidden", () => decide(authorityMember("verifier", "510104035018"), verifying))
  await refusedWith("forbidden", () => decide(authorityMember("verifier"), verifying))
  await refusedWith("not_found", () => decide(authorityMember("verifier", "510104018"), verifying))
  await refusedWith("not_found", () => decide(authorityMember("approver", "510105"), verifying))
  await refusedWith("forbidden", () => close(cell.contextFor(street)))
})

/** Gives the street a member of its own, so that the district has to wait for it. */
async function staffStreet(): Promise<void> {
  const at = "2024-01-02T00:00:00.000Z"
  await cell.rows(
    "insert into organisations (id, kind, name, place_code, created_at) values ('street', 'authority', 's', ?, ?)",
    [street.organisation.placeCode ?? "", at],
  )
  await cell.rows(
    "insert into users (id, name, email, created_at, updated_at) values ('clerk', 'c', 'clerk@x.example', 0, 0)",
  )
  await cell.rows(
    "insert into members (id, user_id, organisation_id, role, created_at) values ('clerk', 'clerk', 'street', 'verifier', ?)",
    [at],
  )
}

test("a move that the state does not allow is a conflict, and nothing is written", async () => {
  await staffStreet()
  const ctx = cell.contextFor(company)
  await refusedWith("nothing_typed", () =>
    send().catch((error) => Promise.reject({ rule: error.faults[0]?.rule })),
  )
  await save(company, { households: "500" })
  const draft = await openFilingFor(ctx, slug, quarter)
  await refusedWith("move_withdraw", () => takeBack(ctx, draft))
  await refusedWith("move_verify_street", () => decide(street, verifying))
  await send()
  await refusedWith("move_save", () => save(company, { households: "600" }))
  await refusedWith("move_submit", () => send())
  await refusedWith("move_verify_district", () => decide(district, verifying))
  await refusedWith("move_return", () => decide(district, giveBack))
})

test("what moved between reading and writing is stale, and nothing is written", async () => {
  const ctx = cell.contextFor(company)
  await save(company, { households: "500" })
  const before = await openFilingFor(ctx, slug, quarter)
  await save(company, { households: "501" })
  const saved = () => perform(ctx, saveDraft, before, saving({}, before.partRevision), { key: key() })
  await refusedWith("stale", saved)
  await refusedWith("stale", () => perform(ctx, submit, before, submitting(before), { key: key() }))
  await send()
  const submitted = await openFilingFor(ctx, slug, quarter)
  const desk = await openVerification(cell.contextFor(street), slug, quarter)
  await takeBack(ctx, submitted)
  await refusedWith("stale", () => takeBack(ctx, submitted))
  const given = { decisions: new Map<string, TypedDecision>(), settled: allSettled(desk) }
  const late = () =>
    perform(cell.contextFor(street), verifying(street), desk, { given, seen: desk.seen }, { key: key() })
  await refusedWith("stale", late)
})

test("a district that closes between reading and writing wins", async () => {
  await save(company, { households: "500" })
  const ctx = cell.contextFor(company)
  const filing = await openFilingFor(ctx, slug, quarter)
  await closeDistrict(cell, quarter, "510104")
  await refusedWith("stale", () => perform(ctx, submit, filing, submitting(filing), { key: key() }))
  await refusedWith("closed", () => send())
})

test("the answer to a repeated write is the first one's; the key of another action is refused", async () => {
  const ctx = cell.contextFor(company)
  const first = await save(company, { households: "500" }, "the-same-key")
  const filing = await openFilingFor(ctx, slug, quarter)
  const command = { key: "the-same-key" }
  cell.now = new Date(cell.now.getTime() + 60_000)
  const again = await perform(
    ctx,
    saveDraft,
    filing,
    saving({ households: "700" }, filing.partRevision),
    command,
  )
  expect(again.result).toEqual(first)
  await refusedWith("key_reused", () => perform(ctx, submit, filing, submitting(filing), command))
  const manager = cell.contextFor({ ...companyMember("manager"), userId: "somebody-else" })
  const own = await openFilingFor(manager, slug, quarter)
  const saved = await perform(
    manager,
    saveDraft,
    own,
    saving({ households: "700" }, own.partRevision),
    command,
  )
  expect(saved.result.revision).toBe(first.revision + 1)
})
