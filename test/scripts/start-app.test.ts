import { existsSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { startTestApp, useTestApp } from "../support/app-server.ts"

const app = useTestApp()

test("files stand in front of the Worker, for ever, under addresses of the build", async () => {
  const home = await (await fetch(`${app().url}/`)).text()
  const address = /href="(\/assets\/site\.css\?v=[0-9a-f]{12})"/.exec(home)?.[1]
  const style = await fetch(app().url + address)
  expect(style.status).toBe(200)
  expect(style.headers.get("content-type")).toContain("text/css")
  expect(style.headers.get("cache-control")).toContain("immutable")
  expect((await fetch(`${app().url}/assets/nothing.css`)).status).toBe(404)
})

test("the scheduled handler runs, and everything is kept below the data folder", async () => {
  await app().runCron()
  expect(app().logged).toEqual([])
  for (const name of ["cell.db", "r2", "secret", "workflows"])
    expect(existsSync(join(app().data, name)), name).toBe(true)
})

test("straight to the Worker the same pages answer, and tests may move its clock", async () => {
  const other = await startTestApp({ assetsInFront: false, clockOffsetMs: 40 * 24 * 3_600_000 })
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
