import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Miniflare } from "miniflare"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type BuiltWorker, buildWorker } from "../../scripts/build-worker.ts"
import { appWorker, sharedOptions, startMiniflare, workerName } from "../../scripts/start/runtime.ts"
import { runExport } from "../../worker/usecases/export/advance-export.ts"
import { requestExport } from "../../worker/usecases/export/request-export.ts"
import { companyMember, openTestCell, type TestCell } from "../support/cell.ts"
import { addEstates, addQuarter, addSubmissions } from "../support/cell-rows.ts"
import { exportServices, filesOf } from "../support/exports.ts"

let cell: TestCell
let built: BuiltWorker
let data: string
let running: Miniflare | undefined
const slugs = Array.from({ length: 900 }, (_, at) => `estate-${String(at).padStart(4, "0")}`)

beforeAll(async () => {
  built = await buildWorker()
  data = await mkdtemp(join(tmpdir(), "shige-export-"))
  cell = await openTestCell({ now: new Date() })
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
})
afterAll(async () => {
  await running?.dispose()
  await cell.close()
  await rm(data, { recursive: true, force: true })
})

/** The Worker on workerd with its clock moved, over the cell's database and a bucket and Workflows below `data`. */
async function startWorker(clockOffsetMs: number): Promise<Miniflare> {
  const log = () => {}
  const bindings = {
    LIBSQL_URL: cell.url,
    AUTH_SECRET: "0".repeat(64),
    CLOCK_OFFSET_MS: String(clockOffsetMs),
  }
  const workers = [appWorker(built, { data, port: 0, bindings, log })]
  const mf = startMiniflare({ ...sharedOptions(data, log), workers })
  await mf.ready
  running = mf
  return mf
}

async function runCron(mf: Miniflare): Promise<void> {
  const worker = await mf.getWorker(workerName)
  await worker.scheduled({ cron: "*/5 * * * *" })
}

/** Waits until the export's row is as wanted. */
async function until(
  id: string,
  wanted: (row: Record<string, unknown>) => boolean,
): Promise<Record<string, unknown>> {
  for (let tries = 0; tries < 1200; tries++) {
    const [row] = await cell.rows("select state, step, instance, bytes, hash from exports where id = ?", [id])
    if (row && wanted(row)) return row
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error("the export did not get there in 24 seconds")
}

const ask = (key: string) => requestExport(cell.contextFor(companyMember("manager")), async () => {}, { key })

/** What an archive holds but for what names the export and how it was made. */
function contents(archive: ArrayBuffer): Map<string, string> {
  const files = filesOf(archive)
  for (const path of ["audit.json", "audit.csv", "manifest.json", "README.txt"]) files.delete(path)
  return files
}

test("a Workflow killed with its workerd is restarted by the sweep and ends with Node's files", async () => {
  const inNode = await ask("in-node")
  const { context, exports } = exportServices({ cell, now: cell.now })
  await runExport(context, exports, inNode)
  const made = await exports.archive.open(inNode.exportId)
  const expected = contents(await new Response(made?.body).arrayBuffer())
  expect(expected.size).toBeGreaterThan(100)

  const { exportId } = await ask("on-workerd")
  const first = await startWorker(180_000)
  await runCron(first)
  const killed = await until(exportId, (row) => Number(row["step"]) >= 8)
  expect(killed["state"]).toBe("running")
  running = undefined
  await first.dispose()
  const [left] = await cell.rows("select state from exports where id = ?", [exportId])
  expect(left).toEqual({ state: "running" })

  const second = await startWorker(600_000)
  await runCron(second)
  const done = await until(exportId, (row) => row["state"] === "done")
  expect(done["instance"]).not.toBe(killed["instance"])
  const bucket = await second.getR2Bucket("RELEASES")
  const object = await bucket.get(`cells/510100/exports/${exportId}/archive.zip`)
  const archive = await object?.arrayBuffer()
  expect(archive?.byteLength).toBe(done["bytes"])
  expect(contents(archive ?? new ArrayBuffer(0))).toEqual(expected)
  const parts = await bucket.list({ prefix: `cells/510100/exports/${exportId}/parts/` })
  expect(parts.objects).toEqual([])
})
