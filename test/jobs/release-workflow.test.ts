import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Miniflare } from "miniflare"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type BuiltWorker, buildWorker } from "../../scripts/build-worker.ts"
import { appWorker, sharedOptions, startMiniflare, workerName } from "../../scripts/start/runtime.ts"
import { runRelease } from "../../worker/usecases/release/advance-release.ts"
import { openTestCell, system, type TestCell } from "../support/cell.ts"
import { addEstates, addQuarter, addSubmissions, closeDistrict } from "../support/cell-rows.ts"
import { openShakyDatabase, type ShakyDatabase } from "../support/shaky-database.ts"
import { ask } from "../support/small-city.ts"

let cell: TestCell
let built: BuiltWorker
let data: string
let database: ShakyDatabase
let running: Miniflare | undefined
const slugs = Array.from({ length: 1100 }, (_, at) => `estate-${String(at).padStart(4, "0")}`)

beforeAll(async () => {
  built = await buildWorker()
  data = await mkdtemp(join(tmpdir(), "shige-workflow-"))
  cell = await openTestCell({ now: new Date() })
  database = await openShakyDatabase(cell.url)
  await addQuarter(cell, "2024Q2", "2024-07-20")
  await addEstates(
    cell,
    slugs.map((slug) => ({ slug })),
  )
  for (let from = 0; from < slugs.length; from += 200) {
    const slice = slugs.slice(from, from + 200)
    await addSubmissions(
      cell,
      slice.map((slug) => ({ slug, quarter: "2024Q2", state: "verified" })),
    )
  }
  await closeDistrict(cell, "2024Q2", "510104")
})
afterAll(async () => {
  await running?.dispose()
  await database.close()
  await cell.close()
  await rm(data, { recursive: true, force: true })
})

/** The Worker on workerd with its clock moved, over the cell's database and a bucket and Workflows below `data`. */
async function startWorker(clockOffsetMs: number): Promise<Miniflare> {
  const log = () => {}
  const secrets = {
    LIBSQL_URL: database.url,
    AUTH_SECRET: "0".repeat(64),
    CLOCK_OFFSET_MS: String(clockOffsetMs),
  }
  const workers = [appWorker(built, { data, port: 0, bindings: secrets, log })]
  const mf = startMiniflare({ ...sharedOptions(data, log), workers })
  await mf.ready
  running = mf
  return mf
}

async function runCron(mf: Miniflare): Promise<void> {
  const worker = await mf.getWorker(workerName)
  await worker.scheduled({ cron: "*/5 * * * *" })
}

/** Waits until the release's row is as wanted. */
async function until(wanted: (row: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
  for (let tries = 0; tries < 3000; tries++) {
    const [row] = await cell.rows(`select state, stage, instance_id, manifest_hash,
      json_array_length(progress, '$.scored') scored from releases`)
    if (row && wanted(row)) return row
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error("the release did not get there in 30 seconds")
}

/** Requests the release at a moment, as if for the first time. */
async function askAgain(at: string) {
  const statements = ["publications", "scorecards", "releases", "writes"].map(
    (table) => `delete from ${table}`,
  )
  await cell.client.batch(statements, "write")
  cell.now = new Date(at)
  return ask(cell, "2024Q2")
}

/**
 * Kills a Workflow in the middle of the release; answers its instance. The database falls silent first, so that it cannot
 * end while its workerd does; one that was faster even than that is tried anew.
 */
async function killMidway(at: string): Promise<unknown> {
  for (let tries = 0; tries < 5; tries++) {
    const asked = await askAgain(at)
    const first = await startWorker(180_000)
    // Cron goes on with its other jobs for longer than the release takes; it ends with its workerd.
    const cron = runCron(first).catch(() => {})
    const killed = await until((row) => Number(row["scored"]) >= 1)
    expect(killed["instance_id"]).not.toBe(asked.instanceId)
    database.always("silent")
    running = undefined
    await first.dispose()
    await cron
    database.always("well")
    const [left] = await cell.rows("select state from releases")
    if (left?.["state"] === "running") return killed["instance_id"]
  }
  throw new Error("five releases ended before their workerd was killed")
}

test("a Workflow killed with its workerd is restarted by the sweep and ends with Node's hash", async () => {
  const requested = await ask(cell, "2024Q2")
  await runRelease(cell.contextFor(system), cell.deps, requested)
  const [expected] = await cell.rows("select manifest_hash hash, requested_at at from releases")
  const killed = await killMidway(String(expected?.["at"]))

  const second = await startWorker(600_000)
  await runCron(second)
  const done = await until((row) => row["state"] === "final")
  expect(done["manifest_hash"]).toBe(expected?.["hash"])
  expect(done["instance_id"]).not.toBe(killed)
})
