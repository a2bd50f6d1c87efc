import { existsSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { moveRootFiles, type RootedBucket } from "../../scripts/start/move-files.ts"
import { openReleaseBucket } from "../../scripts/start/runtime.ts"
import { startTestApp, useTestApp } from "../support/app-server.ts"

const app = useTestApp()

test("browser files may be kept for ever, under names of their content", async () => {
  const home = await (await fetch(`${app().url}/`)).text()
  const address = /href="(\/assets\/site\.[0-9a-f]{10}\.css)"/.exec(home)?.[1]
  const style = await fetch(app().url + address)
  expect(style.status).toBe(200)
  expect(style.headers.get("content-type")).toContain("text/css")
  expect(style.headers.get("cache-control")).toContain("immutable")
  expect((await fetch(`${app().url}/assets/nothing.css`)).status).toBe(404)
})

test("the scheduled handler runs, and everything is kept below the data folder", async () => {
  await app().runCron()
  expect(app().logged).toEqual([])
  const ready = (await (await fetch(`${app().url}/readyz`)).json()) as { checks: Record<string, object> }
  expect(ready).toMatchObject({ ready: true, checks: { release: { state: "ok" }, cron: { state: "ok" } } })
  expect(ready.checks["disk"]).toMatchObject({ megabytes: expect.any(Number) })
  for (const name of ["cell.db", "r2", "secret", "workflows"])
    expect(existsSync(join(app().data, name)), name).toBe(true)
})

test("straight to the Worker the same pages answer, and tests may move its clock", async () => {
  const other = await startTestApp({ clockOffsetMs: 40 * 24 * 3_600_000 })
  try {
    const answer = await fetch(`${other.url}/ranking`)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain("演示数据")
    expect(other.logged).toEqual([])
  } finally {
    await other.stop()
    await other.stop()
  }
  expect(existsSync(other.data)).toBe(false)
})

test("files that an earlier version kept at the root of the bucket move below their cell", async () => {
  const data = await mkdtemp(join(tmpdir(), "shige-root-files-"))
  const { bucket, close } = await openReleaseBucket(data)
  await bucket.put("releases/2026Q2/a.json", "released")
  await bucket.put("work/2026Q2/b.json", "working")
  await bucket.put("cells/510700/releases/2026Q2/c.json", "another city's")
  const rooted = bucket as unknown as RootedBucket
  expect(await moveRootFiles(rooted, "510100")).toBe(2)
  expect(await moveRootFiles(rooted, "510100")).toBe(0)
  const keys = (await bucket.list()).objects.map(({ key }) => key)
  expect(keys.sort()).toEqual([
    "cells/510100/releases/2026Q2/a.json",
    "cells/510100/work/2026Q2/b.json",
    "cells/510700/releases/2026Q2/c.json",
  ])
  expect(await (await bucket.get(keys[0] ?? ""))?.text()).toBe("released")
  await close()
  await rm(data, { recursive: true, force: true })
})
