import { type ChildProcess, spawn } from "node:child_process"
import { cp, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createClient } from "@libsql/client"
import { afterAll, beforeAll, expect, test } from "vitest"
import { demonstrationPassword } from "../../schema/seed/demonstration/accounts.ts"
import { isWhole, verifyChain } from "../../scripts/audit/verify-chain.ts"
import { Visitor } from "../../scripts/bench/visitor.ts"
import { type RunningApp, startApp } from "../../scripts/start/app.ts"
import { paths } from "../../web/paths.ts"
import { templateFolder } from "../support/app-server.ts"

let folder: string
let template: string
const started: ChildProcess[] = []

beforeAll(async () => {
  template = await templateFolder()
  folder = await mkdtemp(join(tmpdir(), "shige-drill-"))
})
afterAll(async () => {
  for (const { pid } of started)
    try {
      if (pid) process.kill(-pid, "SIGKILL")
    } catch {
      // Nobody is left of its group.
    }
  await rm(folder, { recursive: true, force: true })
})

/** `npm start` on a folder, in a group of its own with its workerd. */
async function start(data: string): Promise<{ url: string; kill(): Promise<void> }> {
  const child = spawn(process.execPath, ["scripts/start.ts", "--port", "0", "--data", data], {
    detached: true,
  })
  started.push(child)
  let output = ""
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString()
    })
  await expect.poll(() => output, { timeout: 60_000, interval: 50 }).toContain("Ctrl-C 结束")
  const url = /http:\/\/localhost:\d+/.exec(output)?.[0] ?? ""
  const ended = new Promise((done) => child.on("close", done))
  return {
    url,
    async kill() {
      process.kill(-(child.pid ?? 0), "SIGKILL")
      await ended
    },
  }
}

async function query(data: string, sql: string, args: (string | number)[] = []) {
  const client = createClient({ url: `file:${join(data, "cell.db")}` })
  try {
    const { rows, columns } = await client.execute({ sql, args })
    return rows.map((row) => Object.fromEntries(columns.map((name) => [name, row[name]])))
  } finally {
    client.close()
  }
}

/** A draft that the server said it had saved. */
interface Saved {
  slug: string
  households: number
}

/** Saves drafts of one estate through its page as fast as they are acknowledged, until the server is gone. */
async function keepSaving(url: string, quarter: string, slug: string, saved: Saved[]): Promise<void> {
  const visitor = new Visitor({ url, requests: () => 0 })
  await visitor.signIn("editor@demo.shige.example", demonstrationPassword)
  for (let households = 1000; ; households++) {
    const form = await visitor.formOf(paths.submission(slug, quarter), "/draft")
    const fields = new Map([...form.fields, ["v:households", String(households)] as [string, string]])
    const { status } = await visitor.post(form.action, [...fields])
    if (status !== 303) throw new Error(`${slug}: ${status}`)
    saved.push({ slug, households })
  }
}

/** A session's cookie: it is signed by the secret, which must come back as well. */
async function sessionOf(url: string): Promise<string> {
  const body = new URLSearchParams({ email: "manager@demo.shige.example", password: demonstrationPassword })
  const init = { method: "POST", body, redirect: "manual" as const, headers: { origin: url } }
  const answer = await fetch(`${url}/sign-in`, init)
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ")
}

function run(script: string, args: string[]): Promise<{ status: number | null; output: string }> {
  const child = spawn(process.execPath, [`scripts/${script}.ts`, ...args])
  let output = ""
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString()
    })
  return new Promise((done) => child.on("close", (status) => done({ status, output })))
}

async function expectSaved(data: string, quarter: string, saved: readonly Saved[]): Promise<void> {
  const rows = await query(
    data,
    `select e.slug, v.value, s.id from "values" v join submissions s on s.id = v.submission_id
     join estates e on e.id = s.estate_id where s.quarter = ? and v.key = 'households' and v.provider = 'company'
     order by v.filing`,
    [quarter],
  )
  const restored = new Map(rows.map((row) => [String(row["slug"]), Number(row["value"])]))
  for (const { slug, households } of saved)
    expect(restored.get(slug), slug).toBeGreaterThanOrEqual(households)
  const events = await query(
    data,
    "select count(*) as events from audit_events where action = 'submission.save'",
  )
  const before = await query(
    template,
    "select count(*) as events from audit_events where action = 'submission.save'",
  )
  expect(Number(events[0]?.["events"]) - Number(before[0]?.["events"])).toBeGreaterThanOrEqual(saved.length)
}

/** What a backup must have kept of the folder it was made from, which still lies there. */
async function expectSameHistory(original: string, restored: string): Promise<void> {
  const releases = "select id, period, state, manifest_hash from releases order by period, number"
  expect(await query(restored, releases)).toEqual(await query(original, releases))
  const events = await query(restored, "select * from audit_events order by seq")
  const last = Number(events.at(-1)?.["seq"])
  expect(events).toEqual(
    await query(original, "select * from audit_events where seq <= ? order by seq", [last]),
  )
  const client = createClient({ url: `file:${join(restored, "cell.db")}`, intMode: "number" })
  expect(isWhole(await verifyChain(client, { now: Date.now() }))).toBe(true)
  client.close()
}

test("backed up under load, killed, restored elsewhere: nothing acknowledged before is lost", async () => {
  const [data, backup, elsewhere] = ["data", "backup", "elsewhere"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  await cp(template, data, { recursive: true })
  const [open] = await query(data, "select max(quarter) as quarter from quarters")
  const quarter = String(open?.["quarter"])
  const estates = await query(
    data,
    `select e.slug from estates e join tenures t on t.estate_id = e.id and t.to_date is null
     left join submissions s on s.estate_id = e.id and s.quarter = ?
     where t.organisation_id = 'company-1' and coalesce(s.state, 'draft') = 'draft' limit 2`,
    [quarter],
  )
  const app = await start(data)
  const session = await sessionOf(app.url)
  const saved: Saved[] = []
  const writers = estates.map(({ slug }) => keepSaving(app.url, quarter, String(slug), saved).catch(() => {}))
  await expect.poll(() => saved.length, { timeout: 30_000 }).toBeGreaterThan(20)

  const before = [...saved]
  const made = await run("backup", ["--data", data, "--out", backup])
  expect(made).toMatchObject({ status: 0 })
  const during = saved.length - before.length
  await app.kill()
  await Promise.all(writers)
  expect(during).toBeGreaterThan(0)

  const restored = await run("restore", ["--from", backup, "--data", elsewhere])
  expect(restored).toMatchObject({ status: 0 })
  expect(restored.output).toMatch(/[1-9]\d* releases: read to their last file/)
  await expectSaved(elsewhere, quarter, before)
  await expectSameHistory(data, elsewhere)
  console.log(
    `drill: ${before.length} writes before, ${during} during the backup; ${made.output.split("\n")[0]}`,
  )

  const again: RunningApp = await startApp({ data: elsewhere, cron: false })
  try {
    const editor = new Visitor(again)
    await editor.signIn("editor@demo.shige.example", demonstrationPassword)
    const page = await editor.get(paths.submission(String(estates[0]?.["slug"]), quarter))
    expect(page.status).toBe(200)
    const desk = await fetch(`${again.url}/filing`, { headers: { cookie: session }, redirect: "manual" })
    expect(desk.status, "a session from before").toBe(200)
    const [release] = await query(data, "select period from publications order by period desc limit 1")
    expect((await fetch(`${again.url}${paths.apiRelease(String(release?.["period"]))}`)).status).toBe(200)
    expect((await (await fetch(`${again.url}/readyz`)).json()) as object).toMatchObject({ ready: true })
  } finally {
    await again.stop()
  }
})
