import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { quarterProgress } from "../../../worker/usecases/quarter/quarter-progress.ts"
import { advanceRelease, runRelease } from "../../../worker/usecases/release/advance-release.ts"
import type { RequestedRelease } from "../../../worker/usecases/release/request-release.ts"
import { restartRelease, sweepReleases } from "../../../worker/usecases/release/restart-release.ts"
import { authorityMember, openTestCell, system, type TestCell } from "../../support/cell.ts"
import { dying, Killed } from "../../support/killing.ts"
import { ask, smallCity } from "../../support/small-city.ts"

let cell: TestCell
const city = authorityMember("approver")
const requestedAt = new Date("2026-08-01T00:00:00Z")

beforeAll(async () => {
  cell = await openTestCell({ now: requestedAt })
  await smallCity(cell, "2026Q2", "2026-07-20")
})
afterAll(() => cell.close())

/** Takes the quarter's release away, so that the same one can be made again. */
async function forget(): Promise<void> {
  const statements = ["publications", "scorecards", "releases", "writes"].map(
    (table) => `delete from ${table}`,
  )
  await cell.client.batch(statements, "write")
  cell.now = requestedAt
}

async function manifestHash(): Promise<unknown> {
  const [row] = await cell.rows(
    "select r.state, r.manifest_hash from publications p join releases r on r.id = p.release_id",
  )
  expect(row?.["state"]).toBe("final")
  return row?.["manifest_hash"]
}

/** The sweep three minutes later; the restarted releases run to their end. */
async function sweepLater(): Promise<number> {
  cell.now = new Date(cell.now.getTime() + 180_000)
  const ctx = cell.contextFor(system)
  return sweepReleases(ctx, (releaseId, instanceId) => runRelease(ctx, cell.deps, { releaseId, instanceId }))
}

async function runKilled(requested: RequestedRelease, at: number): Promise<boolean> {
  const { ctx, deps } = dying(cell.contextFor(system), cell.deps, { calls: 0, at })
  try {
    await runRelease(ctx, deps, requested)
    return false
  } catch (error) {
    if (!(error instanceof Killed)) throw error
    return true
  }
}

test("killed before any of its calls and restarted by the sweep, it ends with the same hash", async () => {
  await runRelease(cell.contextFor(system), cell.deps, await ask(cell, "2026Q2"))
  const expected = await manifestHash()
  for (let at = 1; ; at++) {
    await forget()
    const killed = await runKilled(await ask(cell, "2026Q2"), at)
    if (!killed) {
      expect(at).toBeGreaterThan(30)
      break
    }
    expect(await sweepLater()).toBe(1)
    expect(await manifestHash()).toBe(expected)
    expect(await cell.rows("select count(*) n from releases")).toEqual([{ n: 1 }])
  }
})

test("a clock that jumps an hour back in the middle of it: the same hash, and events in the order they were written", async () => {
  await forget()
  await runRelease(cell.contextFor(system), cell.deps, await ask(cell, "2026Q2"))
  const expected = await manifestHash()
  for (let at = 1; ; at += 3) {
    await forget()
    const [last] = await cell.rows("select max(seq) as seq from audit_events")
    const killed = await runKilled(await ask(cell, "2026Q2"), at)
    if (!killed) break
    cell.now = new Date(cell.now.getTime() - 3_600_000)
    const ctx = cell.contextFor(system)
    // What moved last moved in the future by this clock: it is taken for lost, not left alone for an hour.
    await sweepReleases(ctx, (releaseId, instanceId) => runRelease(ctx, cell.deps, { releaseId, instanceId }))
    expect(await manifestHash(), `killed before call ${at}`).toBe(expected)
    const events = await cell.rows("select action, at from audit_events where seq > ? order by seq", [
      Number(last?.["seq"]),
    ])
    const actions = events.map(({ action }) => action)
    expect(actions[0]).toBe("quarter.release")
    if (actions.includes("release.restart")) {
      const then = events.slice(actions.indexOf("release.restart")).map((event) => String(event["at"]))
      expect(then.every((time) => time < requestedAt.toISOString())).toBe(true)
    }
  }
})

test("one step at a time, each by a new process under a new instance, ends with the same hash", async () => {
  await forget()
  await runRelease(cell.contextFor(system), cell.deps, await ask(cell, "2026Q2"))
  const expected = await manifestHash()
  await forget()
  let current = await ask(cell, "2026Q2")
  for (let step = 0; step < 20; step++) {
    const { done } = await advanceRelease(cell.contextFor(system), cell.deps, current)
    if (done) break
    const instanceId = randomUUID()
    await cell.client.execute({ sql: "update releases set instance_id = ?", args: [instanceId] })
    current = { ...current, instanceId }
  }
  expect(await manifestHash()).toBe(expected)
})

test("two runners at once: one publishes, and the public sees one release", async () => {
  await forget()
  const requested = await ask(cell, "2026Q2")
  const run = () => runRelease(cell.contextFor(system), cell.deps, requested)
  await Promise.all([run(), run(), run()])
  expect(await cell.rows("select count(*) n from publications")).toEqual([{ n: 1 }])
  expect(await cell.rows("select count(*) n from writes where action = 'release.publish'")).toEqual([
    { n: 1 },
  ])
})

test("a runner that was replaced stops without writing", async () => {
  await forget()
  const requested = await ask(cell, "2026Q2")
  await advanceRelease(cell.contextFor(system), cell.deps, requested)
  await cell.client.execute("update releases set instance_id = 'another'")
  const before = await cell.rows("select progress, heartbeat_at from releases")
  const advanced = await advanceRelease(cell.contextFor(system), cell.deps, requested)
  expect(advanced).toEqual({ done: true, next: null })
  expect(await cell.rows("select progress, heartbeat_at from releases")).toEqual(before)
})

test("the button restarts a release only when it has stalled, and the page says so", async () => {
  await forget()
  await ask(cell, "2026Q2")
  const ctx = cell.contextFor(city)
  const start = (releaseId: string, instanceId: string) =>
    runRelease(cell.contextFor(system), cell.deps, { releaseId, instanceId })
  expect((await quarterProgress(ctx, "2026Q2")).release).toMatchObject({
    stage: "score",
    done: 0,
    stalled: false,
  })
  await expect(restartRelease(ctx, start, { period: "2026Q2", key: randomUUID() })).rejects.toMatchObject({
    code: "conflict",
    rule: "not_stalled",
  })
  const viewer = cell.contextFor(authorityMember("viewer"))
  await expect(restartRelease(viewer, start, { period: "2026Q2", key: randomUUID() })).rejects.toMatchObject({
    code: "forbidden",
  })
  cell.now = new Date(cell.now.getTime() + 121_000)
  expect((await quarterProgress(ctx, "2026Q2")).release).toMatchObject({ stalled: true })
  await restartRelease(ctx, start, { period: "2026Q2", key: randomUUID() })
  expect((await quarterProgress(ctx, "2026Q2")).release).toMatchObject({
    stage: "done",
    state: "final",
    stalled: false,
  })
})

test("sweeps at the same moment restart a stalled release once", async () => {
  await forget()
  await ask(cell, "2026Q2")
  cell.now = new Date(cell.now.getTime() + 180_000)
  const started: string[] = []
  const start = async (releaseId: string) => {
    started.push(releaseId)
  }
  const counts = await Promise.all([1, 2, 3].map(() => sweepReleases(cell.contextFor(system), start)))
  expect(counts.reduce((sum, count) => sum + count)).toBe(1)
  expect(started).toHaveLength(1)
})

test("a release begun by another engine is scored anew by this one", async () => {
  await forget()
  const requested = await ask(cell, "2026Q2")
  const ctx = cell.contextFor(system)
  for (let step = 0; step < 4; step++) await advanceRelease(ctx, cell.deps, requested)
  const [manifested] = await cell.rows("select manifest_hash from releases")
  expect(manifested?.["manifest_hash"]).not.toBeNull()
  await cell.client.execute(
    "update releases set engine_version = '0.0.1', manifest_hash = 'of the old engine'",
  )
  await runRelease(ctx, cell.deps, requested)
  expect(await manifestHash()).toBe(manifested?.["manifest_hash"])
})

test("a release that was running in the first format is begun anew in the second", async () => {
  await forget()
  const requested = await ask(cell, "2026Q2")
  const ctx = cell.contextFor(system)
  for (let step = 0; step < 3; step++) await advanceRelease(ctx, cell.deps, requested)
  const old = { hash: "0".repeat(64), estates: 8, first: "alder", last: "other-district" }
  await cell.client.execute({
    sql: "update releases set progress = json_remove(json_set(progress, '$.chunks', json(?), '$.lists', json('[]')), '$.format')",
    args: [JSON.stringify([old])],
  })
  await runRelease(ctx, cell.deps, requested)
  const hash = await manifestHash()
  await forget()
  await runRelease(ctx, cell.deps, await ask(cell, "2026Q2"))
  expect(await manifestHash()).toBe(hash)
})

test("the order of rows in the database never matters", async () => {
  await forget()
  await runRelease(cell.contextFor(system), cell.deps, await ask(cell, "2026Q2"))
  const expected = await manifestHash()
  await forget()
  for (const table of ["values", "findings", "tenures"])
    await cell.client.batch(
      [
        `create temp table turned as select * from "${table}" order by rowid desc`,
        `delete from "${table}"`,
        `insert into "${table}" select * from turned`,
        "drop table turned",
      ],
      "write",
    )
  await runRelease(cell.contextFor(system), cell.deps, await ask(cell, "2026Q2"))
  expect(await manifestHash()).toBe(expected)
})
