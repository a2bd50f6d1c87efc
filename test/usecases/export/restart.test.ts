import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type ArchiveBucket, archiveStore } from "../../../worker/gateways/archive-store.ts"
import { advanceExport, runExport } from "../../../worker/usecases/export/advance-export.ts"
import type { ExportDeps, RequestedExport } from "../../../worker/usecases/export/export-run.ts"
import { requestExport } from "../../../worker/usecases/export/request-export.ts"
import { sweepExports } from "../../../worker/usecases/export/sweep-exports.ts"
import { runRelease } from "../../../worker/usecases/release/advance-release.ts"
import { companyMember, filesUnder, openTestCell, system, type TestCell } from "../../support/cell.ts"
import { exportServices, filesOf } from "../../support/exports.ts"
import { dying, Killed, type Killing, mortal } from "../../support/killing.ts"
import { ask, smallCity } from "../../support/small-city.ts"

let cell: TestCell
const requestedAt = new Date("2026-08-02T00:00:00Z")
const manager = companyMember("manager")

beforeAll(async () => {
  cell = await openTestCell({ now: requestedAt })
  await smallCity(cell, "2026Q2", "2026-07-20")
  await runRelease(cell.contextFor(system), cell.deps, await ask(cell, "2026Q2"))
})
afterAll(() => cell.close())

const depsOf = (): ExportDeps => exportServices({ cell, now: cell.now }).exports

/** Asks for an export; a runner is set to work by the test. */
async function request(): Promise<RequestedExport> {
  cell.now = requestedAt
  await cell.client.execute(
    "update exports set state = 'done', expires_at = '2026-01-01' where state = 'running'",
  )
  await cell.client.execute("update exports set expires_at = '2026-01-01'")
  return requestExport(cell.contextFor(manager), async () => {}, { key: randomUUID() })
}

/** The files of the finished archive but those that name the export itself and what was done to make it. */
async function contents({ exportId }: RequestedExport): Promise<Map<string, string>> {
  const [row] = await cell.rows("select state, step, steps, bytes from exports where id = ?", [exportId])
  expect(row).toMatchObject({ state: "done", step: row?.["steps"] })
  const folder = `cells/510100/exports/${exportId}/`
  expect([...(await filesUnder(cell, folder)).keys()]).toEqual([`${folder}archive.zip`])
  const object = await cell.bucket.get(`${folder}archive.zip`)
  const archive = (await object?.arrayBuffer()) ?? new ArrayBuffer(0)
  expect(archive.byteLength).toBe(row?.["bytes"])
  const files = filesOf(archive)
  for (const path of ["audit.json", "audit.csv", "manifest.json", "README.txt"]) {
    expect(files.has(path)).toBe(true)
    files.delete(path)
  }
  return files
}

/** Every write to the database and every call to R2 may be the last one; what is only read leaves nothing behind. */
async function runKilled(requested: RequestedExport, killing: Killing): Promise<boolean> {
  const deps = depsOf()
  const bucket = mortal(cell.bucket as unknown as ArchiveBucket, killing)
  const archive = archiveStore(bucket, { cell: "510100" })
  const ctx = cell.contextFor(system)
  const { write } = dying(ctx, {}, killing).ctx
  try {
    await runExport({ ...ctx, write }, { ...deps, archive }, requested)
    return false
  } catch (error) {
    if (!(error instanceof Killed)) throw error
    return true
  }
}

/** The sweep three minutes later; what it restarts runs to its end. */
async function sweepLater(): Promise<number> {
  cell.now = new Date(cell.now.getTime() + 180_000)
  const ctx = cell.contextFor(system)
  return sweepExports(ctx, (exportId, instanceId) => runExport(ctx, depsOf(), { exportId, instanceId }))
}

test("killed before any of its calls and restarted by the sweep, it ends with the same files", async () => {
  const first = await request()
  await runExport(cell.contextFor(system), depsOf(), first)
  const expected = await contents(first)
  expect(expected.size).toBeGreaterThan(20)
  for (let at = 1; ; at++) {
    const requested = await request()
    const killed = await runKilled(requested, { calls: 0, at })
    if (!killed) {
      expect(at).toBeGreaterThan(15)
      expect(await contents(requested)).toEqual(expected)
      break
    }
    const [row] = await cell.rows("select state from exports where id = ?", [requested.exportId])
    if (row?.["state"] === "running") {
      expect(await sweepLater()).toBe(1)
      expect(await contents(requested)).toEqual(expected)
    }
  }
})

test("the same parts make the same archive, however often it is put together", async () => {
  const { archive } = depsOf()
  const files = [{ path: "a.json", text: "[1]", rows: 1 }]
  const parts = [await archive.putPart("same", files), await archive.putPart("same", files)]
  expect(parts[0]).toBe(parts[1])
  const last = () => [{ path: "manifest.json", text: "{}", rows: 0 }]
  const once = await archive.assemble("same", parts, { at: requestedAt, last })
  expect(await archive.assemble("same", parts, { at: requestedAt, last })).toEqual(once)
  await archive.remove("same")
  expect(await archive.open("same")).toBeNull()
})

test("a runner that was replaced stops without writing", async () => {
  const requested = await request()
  await advanceExport(cell.contextFor(system), depsOf(), requested)
  await cell.rows("update exports set instance = 'another' where id = ?", [requested.exportId])
  const before = await cell.rows("select * from exports where id = ?", [requested.exportId])
  expect(await advanceExport(cell.contextFor(system), depsOf(), requested)).toBe(true)
  expect(await cell.rows("select * from exports where id = ?", [requested.exportId])).toEqual(before)
})

test("two runners at once: one archive", async () => {
  const requested = await request()
  const run = () => runExport(cell.contextFor(system), depsOf(), requested)
  await Promise.all([run(), run()])
  const finished = await cell.rows(
    "select id from audit_events where action = 'export.finish' and entity_id = ?",
    [requested.exportId],
  )
  expect(finished).toHaveLength(1)
  await contents(requested)
})

test("an export that runner after runner makes nothing of is given up, and the way is free again", async () => {
  const { exportId } = await request()
  const ctx = cell.contextFor(system)
  const started: string[] = []
  for (let sweep = 0; sweep < 10; sweep++) {
    cell.now = new Date(cell.now.getTime() + 180_000)
    await sweepExports(ctx, async (_, instance) => void started.push(instance))
  }
  expect(new Set(started).size).toBe(5)
  expect(await cell.rows("select state from exports where id = ?", [exportId])).toEqual([{ state: "failed" }])
  const again = await request()
  expect(again.exportId).not.toBe(exportId)
})

test("one that moves is left alone", async () => {
  const requested = await request()
  cell.now = new Date(cell.now.getTime() + 100_000)
  await advanceExport(cell.contextFor(system), depsOf(), requested)
  cell.now = new Date(cell.now.getTime() + 100_000)
  expect(await sweepExports(cell.contextFor(system), async () => {})).toBe(0)
})
