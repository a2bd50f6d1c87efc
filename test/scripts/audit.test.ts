import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { afterEach, beforeEach, expect, test } from "vitest"
import { reportLines } from "../../scripts/audit/report.ts"
import { type ChainReport, isWhole, verifyChain } from "../../scripts/audit/verify-chain.ts"
import { pruneAudit } from "../../worker/usecases/audit/prune-audit.ts"
import { sealEvents } from "../../worker/usecases/audit/seal-events.ts"
import { addEvents, dropTriggers } from "../support/audit-rows.ts"
import { openTestCell, system, type TestCell } from "../support/cell.ts"

let cell: TestCell
const now = new Date("2026-11-23T02:00:00Z")
const recent = new Date("2026-11-01T00:00:00Z")
const long = new Date("2021-06-01T00:00:00Z")

beforeEach(async () => {
  cell = await openTestCell({ now })
})
afterEach(() => cell.close())

const seal = () => sealEvents(cell.contextFor(system), cell.deps.digest)
const prune = () => pruneAudit(cell.contextFor(system))
const verify = (head?: string): Promise<ChainReport> =>
  verifyChain(cell.client, { now: cell.now.getTime(), head })
const run = (sql: string, args: (string | number)[] = []) => cell.rows(sql, args)

/** 2,300 events in three blocks, two events waiting. */
async function fill(): Promise<void> {
  await addEvents(cell, 2_300, recent)
  expect((await seal()).map(({ events }) => events)).toEqual([1000, 1000, 302])
  await addEvents(cell, 1, recent)
}

test("an untouched log is whole, and its head is found", async () => {
  expect(await verify()).toMatchObject({
    blocks: 0,
    head: null,
    unsealed: { events: 0 },
    faults: [],
    tailGaps: [],
  })
  await fill()
  const report = await verify()
  expect(report).toMatchObject({ blocks: 3, prunedBlocks: 0, sealed: 2_302, faults: [], hasHead: null })
  expect(report.unsealed.events).toBe(2)
  expect(isWhole(report)).toBe(true)
  expect(await verify(report.head?.hash)).toMatchObject({ hasHead: true })
  await seal()
  // A hash that was kept earlier is still in the chain.
  expect(await verify(report.head?.hash)).toMatchObject({ blocks: 4, hasHead: true, tailGaps: [] })
})

test("the triggers refuse to change, to remove and to replace events and seals", async () => {
  await fill()
  const refused = [
    "update audit_events set action = 'x' where seq = 5",
    "delete from audit_events where seq = 5",
    "insert or replace into audit_events select * from audit_events where seq = 5",
    `insert or replace into audit_events (id, at, actor_kind, action, entity, entity_id, detail)
     select id, at, 'system', 'x', entity, entity_id, '{}' from audit_events where seq = 5`,
    "delete from audit_seals",
    "update audit_seals set hash = 'x' where number = 1",
    "update audit_seals set pruned_at = '2026', fingerprints = '', last_at = 'x' where number = 1",
    "insert or replace into audit_seals select * from audit_seals where number = 1",
  ]
  for (const sql of refused) await expect(run(sql), sql).rejects.toThrow(/append-only|kept for 180 days/)
  expect(isWhole(await verify())).toBe(true)
})

test.each<[string, string[], object]>([
  [
    "a changed event",
    ["update audit_events set after = '{}' where seq in (1500, 1502)"],
    { changed: [1500, 1502] },
  ],
  ["a removed event", ["delete from audit_events where seq = 1700"], { missing: [1700] }],
  [
    "two events in each other's place",
    [
      "update audit_events set seq = -1 where seq = 1100",
      "update audit_events set seq = 1100 where seq = 1101",
      "update audit_events set seq = 1101 where seq = -1",
    ],
    { changed: [1100, 1101] },
  ],
  [
    "an event that was removed, with another one put in its place",
    [
      "delete from audit_events where seq = 1200",
      `insert into audit_events select 1200, 'forged', at, actor_kind, actor_user_id, actor_name, organisation_id,
       concerns_id, request_id, action, entity, entity_id, detail, before, after from audit_events where seq = 1199`,
    ],
    { changed: [1200] },
  ],
])("%s shows, with its number", async (_, statements, differences) => {
  await fill()
  await dropTriggers(cell)
  for (const sql of statements) await run(sql)
  const report = await verify()
  expect(isWhole(report)).toBe(false)
  expect(report.faults).toEqual([
    {
      number: 2,
      fromSeq: 1001,
      toSeq: 2000,
      kind: "events",
      missing: [],
      changed: [],
      added: [],
      ...differences,
    },
  ])
  const lines = reportLines(report)
  expect(lines).toContain("BROKEN: 1 of 3 blocks, first block 2")
  expect(lines.at(-1)).toBe("NOT WHOLE")
})

test("a changed event with a seal made anew to fit it breaks the next block", async () => {
  await fill()
  await dropTriggers(cell)
  await run("update audit_events set after = '{}' where seq = 1500")
  const [second] = await run("select * from audit_seals where number = 2")
  await run("delete from audit_seals where number >= 2")
  await run("delete from audit_events where seq > 2000")
  const forged = await seal()
  expect(forged).toHaveLength(1)
  expect(forged[0]?.hash).not.toBe(second?.["hash"])
  // Made anew to its end, the chain fits in itself: only a hash that was kept elsewhere tells.
  expect(await verify(String(second?.["hash"]))).toMatchObject({ faults: [], hasHead: false })
})

test("a seal that was changed, removed or put in shows", async () => {
  await fill()
  await dropTriggers(cell)
  await run("update audit_seals set sealed_at = '2026-01-01T00:00:00.000Z' where number = 2")
  expect((await verify()).faults).toMatchObject([{ number: 2, kind: "seal" }])
  await run("delete from audit_seals where number = 2")
  expect((await verify()).faults).toMatchObject([{ number: 3, kind: "chain" }])
})

test("the last block removed together with its seal: the numbers tell, or the kept hash", async () => {
  await fill()
  const kept = (await verify()).head?.hash
  await dropTriggers(cell)
  await run("delete from audit_events where seq > 2000")
  await run("delete from audit_seals where number = 3")
  expect(await verify()).toMatchObject({ faults: [], tailGaps: [{ from: 2001, to: 2304 }] })
  await run("update sqlite_sequence set seq = 2000 where name = 'audit_events'")
  expect(isWhole(await verify())).toBe(true)
  const report = await verify(kept)
  expect(report).toMatchObject({ faults: [], tailGaps: [], hasHead: false })
  expect(reportLines(report).join("\n")).toContain("HEAD NOT FOUND")
})

test("an event removed before it was sealed shows as a gap, also after the rest was sealed", async () => {
  await addEvents(cell, 10, recent)
  await dropTriggers(cell)
  await run("delete from audit_events where seq in (4, 5, 10)")
  expect((await verify()).tailGaps).toEqual([
    { from: 4, to: 5 },
    { from: 10, to: 10 },
  ])
  expect(reportLines(await verify())).toContain("MISSING after the last block: events 4–5, recorded and gone")
})

test("pruned blocks are accepted when they were old enough, and only then", async () => {
  await addEvents(cell, 1_000, long)
  await addEvents(cell, 1_500, recent)
  await seal()
  expect(await prune()).toBe(1)
  const report = await verify()
  expect(report).toMatchObject({ blocks: 3, prunedBlocks: 1, faults: [], tailGaps: [] })
  expect(isWhole(report)).toBe(true)
  expect(reportLines(report)[0]).toBe("blocks: 3, 1 of them pruned by retention")
  // Somebody gives out a young block for a pruned one.
  await dropTriggers(cell)
  await run("delete from audit_events where seq between 1001 and 2000")
  await run(
    "update audit_seals set pruned_at = '2026-11-22T00:00:00.000Z', fingerprints = '' where number = 2",
  )
  expect((await verify()).faults).toMatchObject([{ number: 2, kind: "pruned" }])
  await run("update audit_seals set pruned_at = '2040-01-01T00:00:00.000Z' where number = 2")
  expect((await verify()).faults).toMatchObject([{ number: 2, kind: "pruned" }])
  await run("update audit_seals set last_at = '2020-01-01T00:00:00.000Z' where number = 2")
  expect((await verify()).faults).toMatchObject([{ number: 2, kind: "seal" }])
})

test("the command prints the report and the head, and ends with 1 when something is wrong", async () => {
  await fill()
  const audit = (...args: string[]) =>
    promisify(execFile)(process.execPath, ["scripts/audit.ts", ...args, "--url", cell.url]).then(
      ({ stdout, stderr }) => ({ status: 0, out: stdout + stderr }),
      (error: { code: number; stdout: string; stderr: string }) => ({
        status: error.code,
        out: error.stdout + error.stderr,
      }),
    )
  const head = (await audit("head")).out.trim()
  expect(head).toMatch(/^[0-9a-f]{64}$/)
  const good = await audit("verify", "--head", head)
  expect(good).toEqual({ status: 0, out: expect.stringContaining("whole: every block fits") })
  await dropTriggers(cell)
  await run("delete from audit_events where seq between 10 and 12")
  const bad = await audit("verify")
  expect(bad.status).toBe(1)
  expect(bad.out).toContain("missing: 10–12")
  expect(await audit("verify", "--head", "nonsense")).toMatchObject({ status: 2 })
  expect(await audit("turn")).toMatchObject({ status: 2 })
})
