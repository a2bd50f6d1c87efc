import { afterAll, beforeEach, expect, test } from "vitest"
import { verifyChain } from "../../../scripts/audit/verify-chain.ts"
import { personalMark } from "../../../worker/domain/audit/personal-mark.ts"
import { runJobs } from "../../../worker/jobs/cron.ts"
import { systemServices } from "../../../worker/services.ts"
import { pruneAudit } from "../../../worker/usecases/audit/prune-audit.ts"
import { sealEvents } from "../../../worker/usecases/audit/seal-events.ts"
import { addEvents } from "../../support/audit-rows.ts"
import { companyMember, openTestCell, system, type TestCell } from "../../support/cell.ts"

let cell: TestCell
const now = new Date("2026-11-23T02:00:00Z")

beforeEach(async () => {
  await cell?.close()
  cell = await openTestCell({ now })
})
afterAll(() => cell.close())

const seal = () => sealEvents(cell.contextFor(system), cell.deps.digest)
const whole = () => verifyChain(cell.client, { now: cell.now.getTime() })

test("sealing makes no endless chain of its own events", async () => {
  expect(await seal()).toEqual([])
  await addEvents(cell, 3, now)
  expect(await seal()).toMatchObject([{ number: 1, fromSeq: 1, toSeq: 3, events: 3 }])
  // Its own event waits for others.
  expect(await seal()).toEqual([])
  expect(await seal()).toEqual([])
  await addEvents(cell, 1, now)
  expect(await seal()).toMatchObject([{ number: 2, fromSeq: 4, toSeq: 5, events: 2 }])
  const rows = await cell.rows(
    "select actor_kind, actor_name, entity_id, after from audit_events where seq = 4",
  )
  expect(rows[0]).toMatchObject({ actor_kind: "system", actor_name: "test", entity_id: "1" })
  expect(JSON.parse(String(rows[0]?.["after"]))).toMatchObject({ fromSeq: 1, toSeq: 3, events: 3 })
})

test("jobs at once make one chain", async () => {
  await addEvents(cell, 3_500, now)
  const made = await Promise.all([seal(), seal(), seal()])
  const numbers = made.flat().map(({ number }) => number)
  expect(numbers.sort()).toEqual([1, 2, 3, 4])
  expect(await whole()).toMatchObject({ blocks: 4, faults: [], tailGaps: [], sealed: 3_503 })
})

test("writes that go on while sealing runs are neither lost nor sealed twice", async () => {
  await addEvents(cell, 2_500, now)
  const member = cell.contextFor(companyMember("manager"))
  const write = (n: number) =>
    member.write({ key: `write-${n}`, action: "test.write", result: null }, (store) => {
      store.audit.record({
        id: `w-${n}`,
        at: now,
        action: "test.write",
        entity: "test",
        entityId: "t",
        detail: {},
      })
    })
  const [made] = await Promise.all([seal(), ...Array.from({ length: 60 }, (_, n) => write(n))])
  expect(made.length).toBeGreaterThanOrEqual(3)
  await addEvents(cell, 1, now)
  await seal()
  const report = await whole()
  expect(report).toMatchObject({ faults: [], tailGaps: [] })
  const [row] = await cell.rows("select count(*) n from audit_events where action <> 'audit.seal'")
  expect(row?.["n"]).toBe(2_561)
  expect(report.sealed + report.unsealed.events).toBe(2_561 + report.blocks)
})

test("cron seals and prunes under the names of its jobs", async () => {
  await addEvents(cell, 5, new Date("2022-01-01T00:00:00Z"))
  const bindings = {
    LIBSQL_URL: cell.url,
    AUTH_SECRET: "s".repeat(32),
    CELL: "510100",
    RELEASES: cell.bucket,
  }
  const open = (job: string) => ({
    ...systemServices(bindings, job, "510100"),
    context: cell.contextFor({ kind: "system", job }),
  })
  await runJobs("510100", open)
  const rows = await cell.rows(
    "select action, actor_name from audit_events where actor_kind = 'system' order by seq",
  )
  expect(rows).toEqual([{ action: "audit.seal", actor_name: "seal-audit" }])
  await runJobs("510100", open)
  expect(await cell.rows("select actor_name from audit_events where action = 'audit.prune'")).toEqual([
    { actor_name: "prune-audit" },
  ])
  expect(await whole()).toMatchObject({ blocks: 2, prunedBlocks: 1, faults: [], tailGaps: [] })
})

test("retention: whole blocks go three years after their last event, the oldest first, and nothing else", async () => {
  const day = 86_400_000
  const start = new Date("2022-03-01T00:00:00Z")
  await addEvents(cell, 1_000, start)
  await addEvents(cell, 1_000, new Date(start.getTime() + 10 * day))
  await addEvents(cell, 4, new Date(start.getTime() + 20 * day))
  const prune = () => pruneAudit(cell.contextFor(system))
  const left = async () =>
    (await cell.rows("select count(*) n from audit_events where action like 'sub%'"))[0]?.["n"]
  // What is not sealed stays, however old.
  expect(await prune()).toBe(0)
  await seal()
  const kept = 1_096 * day
  cell.now = new Date(start.getTime() + kept - day)
  expect(await prune()).toBe(0)
  // The first block's last event is a thousand minutes later than its first: the whole block waits for it.
  cell.now = new Date(start.getTime() + kept + day / 3)
  expect(await prune()).toBe(0)
  expect(await left()).toBe(2_004)
  cell.now = new Date(start.getTime() + kept + 2 * day)
  expect(await prune()).toBe(1)
  expect(await left()).toBe(1_004)
  expect(await prune()).toBe(0)
  expect(await whole()).toMatchObject({ prunedBlocks: 1, faults: [], tailGaps: [] })
  // The last block holds four old events and two of the sealing, which are young: it stays whole.
  cell.now = new Date(start.getTime() + kept + 300 * day)
  expect(await prune()).toBe(1)
  expect(await prune()).toBe(0)
  expect(await left()).toBe(4)
  expect(await whole()).toMatchObject({ blocks: 3, prunedBlocks: 2, faults: [], tailGaps: [] })
})

test("two jobs prune a block once", async () => {
  await addEvents(cell, 2_000, new Date("2021-03-01T00:00:00Z"))
  await seal()
  const made = await Promise.all([1, 2, 3].map(() => pruneAudit(cell.contextFor(system))))
  expect(made.reduce((sum, n) => sum + n)).toBe(2)
  const [row] = await cell.rows("select count(*) n from audit_events where action = 'audit.prune'")
  expect(row?.["n"]).toBe(2)
})

test("the database keeps what is younger than 180 days, whatever a job believes", async () => {
  await addEvents(cell, 1_000, new Date(Date.now() - 100 * 86_400_000))
  await seal()
  cell.now = new Date("2040-01-01T00:00:00Z")
  await expect(pruneAudit(cell.contextFor(system))).rejects.toThrow()
  const rows = await cell.rows("select count(*) n, max(pruned_at) pruned from audit_events, audit_seals")
  expect(rows[0]).toEqual({ n: 1_001, pruned: null })
})

test("once a person's salt is gone its marks say nothing, and the chain still verifies", async () => {
  const mark = personalMark("salt-of-wang", "王女士")
  await cell.rows(
    "insert into users (id, name, email, salt, created_at, updated_at) values ('w', '王女士', 'w@x.example', 'salt-of-wang', 0, 0)",
  )
  const ctx = cell.contextFor(companyMember("manager"))
  await ctx.write({ key: "renamed", action: "test.rename", result: null }, (store) => {
    const event = { id: "e", at: now, action: "test.rename", entity: "member", entityId: "w", detail: {} }
    store.audit.record({
      ...event,
      before: { name: mark },
      after: { name: personalMark("salt-of-wang", "王") },
    })
  })
  await seal()
  const [row] = await cell.rows("select before, after from audit_events where id = 'e'")
  expect(JSON.stringify(row)).not.toContain("王")
  // As long as the salt is there, a guess can be confirmed; afterwards nothing in the database confirms it.
  const confirms = async (guess: string) => {
    const salts = await cell.rows("select salt from users where id = 'w'")
    return personalMark(String(salts[0]?.["salt"]), guess) === JSON.parse(String(row?.["before"])).name
  }
  expect(await confirms("王女士")).toBe(true)
  await cell.rows("update users set salt = null, name = '' where id = 'w'")
  expect(await confirms("王女士")).toBe(false)
  expect(await whole()).toMatchObject({ faults: [], tailGaps: [] })
})
