import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { MemberActor } from "../../../worker/domain/actor.ts"
import type { TypedDecision } from "../../../worker/domain/submission/decisions.ts"
import { once } from "../../../worker/usecases/once.ts"
import { closeQuarter } from "../../../worker/usecases/quarter/close-quarter.ts"
import { openFilingFor } from "../../../worker/usecases/submission/open-filing.ts"
import { openVerification } from "../../../worker/usecases/submission/open-verification.ts"
import { returnSubmission } from "../../../worker/usecases/submission/return-submission.ts"
import { saveDraft } from "../../../worker/usecases/submission/save-draft.ts"
import { submit } from "../../../worker/usecases/submission/submit.ts"
import { verify } from "../../../worker/usecases/submission/verify.ts"
import { withdraw } from "../../../worker/usecases/submission/withdraw.ts"
import { authorityMember, companyMember, openTestCell, type TestCell } from "../../support/cell.ts"
import { addEstates, addQuarter, closeDistrict, sampleTexts } from "../../support/cell-rows.ts"

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

async function save(actor: MemberActor, texts: Record<string, string>, as = key()) {
  const ctx = cell.contextFor(actor)
  const filing = await openFilingFor(ctx, slug, quarter)
  return saveDraft(ctx, filing, typed(texts), { key: as, revision: filing.partRevision })
}

async function send(actor: MemberActor = company) {
  const ctx = cell.contextFor(actor)
  const filing = await openFilingFor(ctx, slug, quarter)
  return submit(ctx, filing, new Map(), { key: key(), revision: filing.partRevision })
}

async function decide(
  actor: MemberActor,
  act: typeof verify | ((...args: Parameters<typeof verify>) => ReturnType<typeof verify>),
  decisions: Record<string, TypedDecision> = {},
) {
  const ctx = cell.contextFor(actor)
  const open = await openVerification(ctx, slug, quarter)
  return act(ctx, open, { key: key(), seen: open.seen, decisions: new Map(Object.entries(decisions)) })
}

const giveBack: typeof verify = (ctx, open, command) =>
  returnSubmission(ctx, open, { ...command, reason: "请核对。" })

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
  const tables = [
    "submissions",
    "submission_parts",
    '"values"',
    "findings",
    "audit_events",
    "writes",
    "closings",
  ]
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
  await withdraw(ctx, await openFilingFor(ctx, slug, quarter), { key: key() })
  await send()
  await decide(street, giveBack)
  await send()
  await decide(street, verify)
  await decide(district, verify)
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
  const at = cell.now.toISOString()
  expect(changes[3]).toEqual([
    { state: "draft", filing: 0, submittedAt: null, firstSubmittedAt: null },
    { state: "submitted", filing: 1, submittedAt: at, firstSubmittedAt: at },
  ])
  expect(changes[4]?.[1]).toEqual({
    state: "returned",
    returnedAt: at,
    returnReason: "text:4",
    returnedBy: "street",
    "households.decision": "asked",
    "households.reason": "text:3",
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
  await refusedWith("forbidden", () => decide(authorityMember("viewer", "510104035"), verify))
  await refusedWith("forbidden", () => decide(authorityMember("verifier", "510104035018"), verify))
  await refusedWith("forbidden", () => decide(authorityMember("verifier"), verify))
  await refusedWith("not_found", () => decide(authorityMember("verifier", "510104018"), verify))
  await refusedWith("not_found", () => decide(authorityMember("approver", "510105"), verify))
  await refusedWith("forbidden", () => closeQuarter(cell.contextFor(street), quarter, { key: key() }))
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
  await refusedWith("move_withdraw", () => withdraw(ctx, draft, { key: key() }))
  await refusedWith("move_verify_street", () => decide(street, verify))
  await send()
  await refusedWith("move_save", () => save(company, { households: "600" }))
  await refusedWith("move_submit", () => send())
  await refusedWith("move_verify_district", () => decide(district, verify))
  await refusedWith("move_return", () => decide(district, giveBack))
})

test("what moved between reading and writing is stale, and nothing is written", async () => {
  const ctx = cell.contextFor(company)
  await save(company, { households: "500" })
  const before = await openFilingFor(ctx, slug, quarter)
  await save(company, { households: "501" })
  await refusedWith("stale", () =>
    saveDraft(ctx, before, typed({}), { key: key(), revision: before.partRevision }),
  )
  await refusedWith("stale", () =>
    submit(ctx, before, new Map(), { key: key(), revision: before.partRevision }),
  )
  await send()
  const submitted = await openFilingFor(ctx, slug, quarter)
  const desk = await openVerification(cell.contextFor(street), slug, quarter)
  await withdraw(ctx, submitted, { key: key() })
  await refusedWith("stale", () => withdraw(ctx, submitted, { key: key() }))
  const command = { key: key(), seen: desk.seen, decisions: new Map<string, TypedDecision>() }
  await refusedWith("stale", () => verify(cell.contextFor(street), desk, command))
})

test("a district that closes between reading and writing wins", async () => {
  await save(company, { households: "500" })
  const ctx = cell.contextFor(company)
  const filing = await openFilingFor(ctx, slug, quarter)
  await closeDistrict(cell, quarter, "510104")
  await refusedWith("stale", () =>
    submit(ctx, filing, new Map(), { key: key(), revision: filing.partRevision }),
  )
  await refusedWith("closed", () => send())
})

test("the answer to a repeated write is the first one's; the key of another action is refused", async () => {
  const ctx = cell.contextFor(company)
  const first = await save(company, { households: "500" }, "the-same-key")
  const filing = await openFilingFor(ctx, slug, quarter)
  const command = { key: "the-same-key", revision: filing.partRevision }
  cell.now = new Date(cell.now.getTime() + 60_000)
  const again = await once(ctx, { ...command, action: "submission.save" }, () =>
    saveDraft(ctx, filing, typed({ households: "700" }), command),
  )
  expect(again).toEqual(first)
  await refusedWith("key_reused", () =>
    once(ctx, { ...command, action: "submission.submit" }, () => submit(ctx, filing, new Map(), command)),
  )
  const manager = cell.contextFor({ ...companyMember("manager"), userId: "somebody-else" })
  const own = await openFilingFor(manager, slug, quarter)
  const saved = await saveDraft(manager, own, typed({ households: "700" }), {
    ...command,
    revision: own.partRevision,
  })
  expect(saved.revision).toBe(first.revision + 1)
})
