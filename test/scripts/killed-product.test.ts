import { type ChildProcess, spawn } from "node:child_process"
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { afterAll, beforeAll, expect, test } from "vitest"
import { demonstrationPassword } from "../../schema/seed/demonstration/accounts.ts"
import { Visitor } from "../../scripts/bench/visitor.ts"
import { seedOnFirstUse } from "../../scripts/start/first-use.ts"
import { paths } from "../../web/paths.ts"

const data = mkdtempSync(join(tmpdir(), "shige-killed-"))
const started: ChildProcess[] = []
beforeAll(() => seedOnFirstUse(data, () => {}, { estates: 12, endedQuarters: 1, released: false }), 240_000)

function endGroup(child: ChildProcess): void {
  try {
    if (child.pid) process.kill(-child.pid, "SIGKILL")
  } catch {
    // Nobody is left of its group.
  }
}

afterAll(() => {
  for (const child of started) endGroup(child)
  rmSync(data, { recursive: true, force: true })
})

/** The whole product in a group of its own: its process, workerd, and what they start. */
async function start() {
  const args = ["scripts/start.ts", "--port", "0", "--data", data]
  const child = spawn(process.execPath, args, { detached: true })
  started.push(child)
  let output = ""
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString()
    })
  const ended = new Promise((done) => child.on("close", done))
  await expect.poll(() => output, { timeout: 240_000, interval: 50 }).toContain("Ctrl-C 结束")
  const url = /已启动[^h]*(http:\/\/localhost:\d+)/.exec(output)?.[1] ?? ""
  const inbox = /本机邮箱：(http:\/\/localhost:\d+)/.exec(output)?.[1] ?? ""
  const kill = async () => {
    endGroup(child)
    await ended
  }
  return { url, inbox, kill, output: () => output }
}

function sql(text: string): Record<string, unknown>[] {
  const db = new DatabaseSync(join(data, "cell.db"), { timeout: 10_000 })
  try {
    if (text.startsWith("select")) return db.prepare(text).all()
    db.exec(text)
    return []
  } finally {
    db.close()
  }
}

/** Where the three stand: the release's stage and state, the export's, the letter's. */
function standing(): Record<string, unknown> {
  const [row] = sql(
    `select (select state from releases) as release, (select stage from releases) as stage,
     (select state from exports) as export, (select state from mails where kind = 'held') as letter`,
  )
  return { ...row }
}

/** What keeps each of the three from going on beyond its middle, as long as it stands in the database. */
const held = ["releases", "exports", "mails"]
const holds = [
  `create trigger hold_releases before update on releases when new.stage = 'write'
   begin select raise(abort, 'held'); end`,
  `create trigger hold_exports before update on exports when new.step > 1 or new.state = 'done'
   begin select raise(abort, 'held'); end`,
  `create trigger hold_mails before update on mails begin select raise(abort, 'held'); end`,
]

test("killed in the middle of a release and an export, with a letter waiting, it goes on with all at the next start", async () => {
  expect(existsSync(join(data, "cell.db"))).toBe(true)
  sql(holds.join(";\n"))
  const first = await start()
  const visitor = (url: string) => new Visitor({ url, requests: () => 0 })
  const city = visitor(first.url)
  await city.signIn("city@demo.shige.example", demonstrationPassword)
  const [quarter] = sql("select quarter from quarters order by quarter limit 1")
  const name = String(quarter?.["quarter"])
  const released = await city.post(paths.release(name), [
    ["key", crypto.randomUUID()],
    ["confirmed", "yes"],
    ["named", name],
  ])
  expect(released.status).toBe(303)
  const company = visitor(first.url)
  await company.signIn("manager@demo.shige.example", demonstrationPassword)
  const exportForm = await company.formOf(paths.export(), paths.export())
  expect((await company.post(exportForm.action, [...exportForm.fields, ["personal", "yes"]])).status).toBe(
    303,
  )
  const asked = await visitor(first.url).post(paths.passwordReset(), [
    ["email", "manager@demo.shige.example"],
  ])
  expect(asked.status).toBeLessThan(400)
  const middle = { release: "running", stage: "rank", export: "running" }
  await expect.poll(standing, { timeout: 120_000 }).toMatchObject(middle)
  const waiting = () => sql("select count(*) as n from mails where state = 'queued'")[0]?.["n"]
  await expect.poll(waiting).toBe(1)
  await first.kill()

  sql(held.map((table) => `drop trigger hold_${table}`).join(";\n"))
  expect(standing()).toMatchObject(middle)
  expect(waiting()).toBe(1)

  const second = await start()
  const done = { release: "final", stage: "done", export: "done" }
  await expect.poll(standing, { timeout: 120_000 }).toMatchObject(done)
  await expect.poll(waiting, { timeout: 120_000 }).toBe(0)
  // All of it was the start's own doing: cron has not come yet.
  const ready = JSON.parse((await visitor(second.url).get("/readyz")).html) as { checks: { cron: object } }
  expect(ready.checks.cron).toEqual({ ok: false, state: "never" })
  expect(await (await fetch(second.inbox)).text()).toContain("manager@demo.shige.example")
  const restarted =
    "select action, actor_name from audit_events where action like '%.restart' order by action"
  expect(sql(restarted).map((row) => ({ ...row }))).toEqual([
    { action: "export.restart", actor_name: "sweep-exports" },
    { action: "release.restart", actor_name: "sweep-releases" },
  ])
  await second.kill()
})
