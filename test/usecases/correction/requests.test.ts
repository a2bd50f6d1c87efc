import { afterAll, beforeAll, expect, test } from "vitest"
import type { MemberActor } from "../../../worker/domain/actor.ts"
import { askCorrection } from "../../../worker/usecases/correction/ask-correction.ts"
import { openCorrection } from "../../../worker/usecases/correction/open-correction.ts"
import { correctable, requests } from "../../../worker/usecases/correction/open-request.ts"
import { refuseRequest } from "../../../worker/usecases/correction/refuse-request.ts"
import { takeBackCorrection } from "../../../worker/usecases/correction/take-back-correction.ts"
import { withdrawRequest } from "../../../worker/usecases/correction/withdraw-request.ts"
import { perform } from "../../../worker/usecases/perform.ts"
import { openFilingFor } from "../../../worker/usecases/submission/open-filing.ts"
import { authorityMember, companyMember, openTestCell, type TestCell } from "../../support/cell.ts"
import { correcting, nextKey, people, release } from "../../support/correcting.ts"
import { smallCity } from "../../support/small-city.ts"

let cell: TestCell
const quarter = "2025Q2"
const manager = companyMember("manager")

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-02-02T01:00:00Z") })
  for (const [one, day] of [
    [quarter, "2025-07-20"],
    ["2025Q3", "2025-10-20"],
  ] as const)
    await smallCity(cell, one, day)
})
afterAll(() => cell.close())

async function everything(): Promise<string> {
  const tables = ["correction_requests", "corrections", "submissions", '"values"', "audit_events", "messages"]
  return JSON.stringify(await Promise.all(tables.map((table) => cell.rows(`select * from ${table}`))))
}

/** Refused, and nothing of it written. */
async function refused(expected: object, attempt: () => Promise<unknown>): Promise<void> {
  const before = await everything()
  await expect(attempt()).rejects.toMatchObject(expected)
  expect(await everything()).toBe(before)
}

const typed = {
  reason: "场次多写了一次，签到表只有一场。",
  evidence: "7 月活动签到表，社区存档",
  values: { cultural_events: "1" } as Record<string, string>,
}

async function ask(
  over: Partial<typeof typed> = {},
  { slug = "alder", of = quarter, actor = manager, key = nextKey() } = {},
) {
  const ctx = cell.contextFor(actor)
  const open = await correctable.open(ctx, { slug, quarter: of })
  const { values, ...rest } = { ...typed, ...over }
  const given = { ...rest, values: new Map(Object.entries(values)) }
  return (await perform(ctx, askCorrection, open, { given }, { key })).result
}

async function refuse(
  requestId: string,
  reply = "签到表与填报一致，没有需要更正的。",
  actor: MemberActor = people.city,
) {
  const ctx = cell.contextFor(actor)
  const open = await requests.open(ctx, { requestId })
  return (await perform(ctx, refuseRequest, open, { given: { reply } }, { key: nextKey() })).result
}

async function withdraw(requestId: string, actor = manager) {
  const ctx = cell.contextFor(actor)
  const open = await requests.open(ctx, { requestId })
  return (await perform(ctx, withdrawRequest, open, { given: {} }, { key: nextKey() })).result
}

async function follow(request: string | undefined, { slug = "alder", key = nextKey() } = {}) {
  const ctx = cell.contextFor(people.city)
  const open = await openCorrection.on.open(ctx, { quarter })
  const given = { estate: slug, reason: "活动场次按签到表更正。", request }
  return (await perform(ctx, openCorrection, open, { given }, { key })).result
}

const one = (requestId: string, actor: MemberActor = manager) =>
  requests.open(cell.contextFor(actor), { requestId })
const letters = async (kind: string) =>
  Number((await cell.rows("select count(*) n from messages where kind = ?", [kind]))[0]?.["n"])
const pass = (minutes: number) => {
  cell.now = new Date(cell.now.getTime() + minutes * 60_000)
}

test("what is not released yet needs no request", async () => {
  await refused({ code: "conflict", rule: "not_released" }, () => ask())
  for (const each of [quarter, "2025Q3"]) await release(cell, each)
})

test("only the company that filed it, and of it only who may send, asks", async () => {
  for (const actor of [companyMember("viewer")])
    await refused({ code: "forbidden" }, () => ask({}, { actor }))
  await refused({ code: "not_found" }, () => ask({}, { actor: companyMember("manager", "company-2") }))
  for (const actor of [people.city, people.street, people.district])
    await refused({ code: "forbidden" }, () => ask({}, { actor }))
  await refused({ code: "not_found" }, () => ask({}, { of: "2025Q9" }))
})

test("a reason, evidence and a figure that differs are needed; the form's checks hold for what is asked", async () => {
  const rules = (...names: string[]) => ({ code: "invalid", faults: names.map((rule) => ({ rule })) })
  await refused(rules("correction_reason_short"), () => ask({ reason: "错了" }))
  await refused(rules("reason_too_long"), () => ask({ reason: "长".repeat(501) }))
  await refused(rules("request_evidence_missing"), () => ask({ evidence: "  " }))
  await refused(rules("too_long"), () => ask({ evidence: "长".repeat(501) }))
  await refused(rules("request_unchanged"), () => ask({ values: {} }))
  const { filing } = await correctable.open(cell.contextFor(manager), { slug: "alder", quarter })
  const same = String(filing.standing.get("cultural_events")?.value)
  await refused(rules("request_unchanged"), () => ask({ values: { cultural_events: same } }))
  await refused(rules("not_whole"), () => ask({ values: { cultural_events: "1.5" } }))
  await refused(rules("unknown_key"), () => ask({ values: { nothing_such: "1" } }))
  const tasks = Number(filing.standing.get("greening_tasks_planned")?.value)
  const more = { values: { greening_tasks_done: String(tasks + 1) } }
  await expect(ask(more)).rejects.toMatchObject({ code: "invalid" })
})

test("an estate without a score in the release has nothing to correct", async () => {
  await refused({ code: "conflict", rule: "request_unscored" }, () => ask({}, { slug: "gone-quiet" }))
})

let first = ""
test("ten at once file one; the city gets a letter, and reads what it does before and after", async () => {
  const settled = await Promise.allSettled(Array.from({ length: 10 }, () => ask()))
  const done = settled.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []))
  expect(done).toHaveLength(1)
  for (const each of settled)
    if (each.status === "rejected") expect(["request_open", "stale"]).toContain(each.reason.rule)
  first = done[0]?.id ?? ""
  // Ten working days after 2 February 2026; the 14th, a Saturday, is one before the Spring Festival.
  expect(done[0]?.dueDay).toBe("2026-02-14")
  await refused({ code: "conflict", rule: "request_open" }, () => ask())
  const found = await one(first, people.city)
  expect(found).toMatchObject({
    state: "asked",
    person: null,
    values: [["cultural_events", expect.any(String), "1"]],
  })
  const { before, after, each } = found.effect
  expect(after.final - before.final).toBeCloseTo(each[0]?.[1] ?? 0, 9)
  expect(after.final).toBeLessThan(before.final)
  expect(await one(first)).toMatchObject({ person: "user-manager" })
})

test("in another quarter, and of another estate, another one may wait beside it", async () => {
  const other = await ask({}, { of: "2025Q3" })
  await withdraw(other.id)
  const birch = await ask({}, { slug: "birch" })
  await withdraw(birch.id)
})

test("nobody else reads or withdraws it, and only the city's approver answers", async () => {
  for (const actor of [companyMember("manager", "company-2")])
    await refused({ code: "not_found" }, () => withdraw(first, actor))
  await refused({ code: "forbidden" }, () => withdraw(first, companyMember("viewer")))
  for (const actor of [people.street, people.district, authorityMember("verifier")])
    await refused({ code: "forbidden" }, () => refuse(first, undefined, actor))
  await refused({ code: "forbidden" }, () => refuse(first, undefined, manager))
})

test("a refusal has words, ends it, and is told to the company", async () => {
  await refused({ code: "invalid" }, () => refuse(first, "  "))
  pass(60)
  await refuse(first)
  expect(await one(first)).toMatchObject({ state: "refused", reply: "签到表与填报一致，没有需要更正的。" })
  expect(await letters("correction_refused")).toBeGreaterThan(0)
  for (const attempt of [() => refuse(first), () => withdraw(first)])
    await refused({ code: "conflict", rule: "correction_request_state" }, attempt)
  await refused({ code: "conflict", rule: "correction_request_state" }, () => follow(first))
})

let second = ""
test("withdrawn it is over, and the company may ask again", async () => {
  const again = await ask()
  await withdraw(again.id)
  await refused({ code: "conflict", rule: "correction_request_state" }, () => refuse(again.id))
  second = (await ask()).id
})

test("past its day it is answered all the same, and called late", async () => {
  cell.now = new Date("2026-03-20T01:00:00Z")
  expect((await one(second, people.city)).dueDay < "2026-03-20").toBe(true)
  await refused({ code: "conflict", rule: "request_waiting" }, () => follow(undefined))
})

test("followed, the form begins with the figures asked for, lateness stays, and it can be taken back untouched", async () => {
  const [before] = await cell.rows(
    "select sent_at, sent_due_day from submissions s join estates e on e.id = s.estate_id where e.slug = 'alder' and s.quarter = ?",
    [quarter],
  )
  const opened = await Promise.allSettled([follow(second), follow(second)])
  expect(opened.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  const filing = await openFilingFor(cell.contextFor(people.company), "alder", quarter)
  expect(filing.locked).toBe(null)
  expect(filing.typed.texts.get("cultural_events")).toBe("1")
  expect(filing.typed.texts.get("households")).toBe(String(filing.standing.get("households")?.value))
  expect(await one(second)).toMatchObject({
    state: "accepted",
    correction: { takenBackAt: null, closedNumber: null },
  })
  const [after] = await cell.rows(
    "select sent_at, sent_due_day from submissions s join estates e on e.id = s.estate_id where e.slug = 'alder' and s.quarter = ?",
    [quarter],
  )
  expect(after).toEqual(before)
  await refused({ code: "conflict", rule: "correction_open" }, () => ask())

  const ctx = cell.contextFor(people.city)
  const [row] = await cell.rows("select id from corrections where taken_back_at is null")
  const open = await takeBackCorrection.on.open(ctx, { quarter, correctionId: String(row?.["id"]) })
  await perform(ctx, takeBackCorrection, open, { given: {} }, { key: nextKey() })
  expect(await one(second)).toMatchObject({
    state: "accepted",
    correction: { takenBackAt: expect.any(String) },
  })
  const closed = await openFilingFor(cell.contextFor(people.company), "alder", quarter)
  expect([closed.locked, closed.typed.texts.get("cultural_events")]).not.toEqual([null, "1"])
})

test("sent, verified and released anew, the company reads what the releases say before and after", async () => {
  const third = (await ask()).id
  pass(1)
  await follow(third)
  const alder = correcting(cell, quarter, "alder")
  await alder.whole({ households: "500", cultural_events: "1" })
  await release(cell, quarter)
  const { result, correction, effect } = await one(third)
  expect(correction).toMatchObject({ closedNumber: 2 })
  expect(result?.after.final).not.toBe(result?.before.final)
  expect(result?.before.final).toBeCloseTo(effect.before.final, 9)
  const asked = await cell.rows("select action from audit_events where action like 'correction_request.%'")
  expect(asked.length).toBeGreaterThan(5)
})
