import { execFile } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { gunzipSync } from "node:zlib"
import { afterAll, beforeAll, expect, test } from "vitest"
import { localDay } from "../../../scripts/serve/backup/days.ts"
import { dailyLog, tidyLogs } from "../../../scripts/serve/logs.ts"
import { makeServedCity, type Running, type ServedCity } from "../../support/served-city.ts"

const folder = mkdtempSync(join(tmpdir(), "shige-seen-"))
const token = "a token of four and twenty letters"
let city: ServedCity
let running: Running
beforeAll(async () => {
  city = await makeServedCity()
  city.configure(`METRICS_TOKEN = ${token}`)
  running = await city.start()
})
afterAll(() => {
  city.remove()
  rmSync(folder, { recursive: true, force: true })
})

const metrics = (headers: Record<string, string> = {}) => fetch(`${running.url}/metrics`, { headers })

test("figures of requests, checks, ages and memory; every one that an alert names is there", async () => {
  await fetch(`${running.url}/sign-in`)
  const text = await (await metrics()).text()
  expect(text).toMatch(/shige_route_requests_total\{method="GET",route="\/sign-in",status="200"\} 1/)
  expect(text).toMatch(/shige_answer_seconds_count\{status="200"\} \d/)
  expect(text).toMatch(/^shige_ready 1$/m)
  expect(text).toMatch(/shige_check_ok\{check="database"\} 1/)
  expect(text).toMatch(/shige_disk_free_megabytes \d/)
  const alerts = readFileSync("scripts/serve/alerts.yml", "utf8")
  const named = new Set(alerts.match(/\b(shige|process)_[a-z_]+/g))
  expect(named.size).toBeGreaterThan(6)
  for (const name of named) expect(text, name).toContain(name)
})

test("for this machine and for whoever has the token, never for what a proxy hands on", async () => {
  expect((await metrics({ "x-forwarded-for": "203.0.113.1" })).status).toBe(404)
  expect((await metrics({ via: "1.1 proxy" })).status).toBe(404)
  expect((await metrics({ "x-forwarded-for": "203.0.113.1", authorization: "Bearer wrong" })).status).toBe(
    404,
  )
  const allowed = await metrics({ "x-forwarded-for": "203.0.113.1", authorization: `Bearer ${token}` })
  expect(allowed.status).toBe(200)
  expect(allowed.headers.get("content-type")).toContain("text/plain")
})

test("the day's log has the requests, and nothing of them on the terminal", async () => {
  await fetch(`${running.url}/sign-in`)
  const file = join(city.data, "logs", `${localDay(new Date())}.log`)
  await expect
    .poll(() => (existsSync(file) ? readFileSync(file, "utf8") : ""))
    .toContain('"route":"/sign-in"')
  expect(running.output()).not.toContain('"event":"request"')
})

test("past days are packed, and go after 180", async () => {
  const logs = join(folder, "logs")
  mkdirSync(logs)
  for (const day of ["2026-11-30", "2026-11-29", "2026-06-03", "2026-06-02"])
    writeFileSync(join(logs, `${day}.log`), day)
  writeFileSync(join(logs, "2026-06-01.log.gz"), "")
  writeFileSync(join(logs, "other"), "")
  await tidyLogs(logs, new Date("2026-11-30T12:00:00Z"))
  expect(readdirSync(logs).sort()).toEqual([
    "2026-06-03.log.gz",
    "2026-11-29.log.gz",
    "2026-11-30.log",
    "other",
  ])
  expect(gunzipSync(readFileSync(join(logs, "2026-11-29.log.gz"))).toString()).toBe("2026-11-29")
})

test("a log that cannot be written ends nothing: its lines wait, and trouble is told once", async () => {
  const blocked = join(folder, "blocked")
  writeFileSync(blocked, "")
  const troubles: string[] = []
  const log = dailyLog(blocked, (problem) => troubles.push(problem))
  log.write("first")
  await expect.poll(() => troubles.length).toBe(1)
  rmSync(blocked)
  log.write("second")
  await log.close()
  expect(readFileSync(join(blocked, `${localDay(new Date())}.log`), "utf8")).toBe("first\nsecond\n")
  expect(troubles).toHaveLength(1)
})

const analyze = "/usr/bin/systemd-analyze"

test.skipIf(!existsSync(analyze))("systemd takes the unit as it stands", async () => {
  const unit = readFileSync("scripts/serve/shige.service", "utf8").replaceAll(
    "/opt/shige/bin/node",
    process.execPath,
  )
  writeFileSync(join(folder, "shige.service"), unit)
  const { stderr } = await promisify(execFile)(analyze, ["verify", "--man=no", join(folder, "shige.service")])
  expect(stderr.split("\n").filter((line) => line.includes("shige.service"))).toEqual([])
})
