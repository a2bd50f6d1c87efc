import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { demonstrationPassword } from "../../schema/seed/demonstration/accounts.ts"

const data = mkdtempSync(join(tmpdir(), "shige-start-"))
const started: ChildProcess[] = []

/** A group of its own, as a terminal has it: Ctrl-C reaches every process of it. */
function start(args: string[]) {
  const child = spawn(process.execPath, ["scripts/start.ts", ...args], { detached: true })
  started.push(child)
  let output = ""
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString()
    })
  const ended = new Promise<number | null>((done) => child.on("close", done))
  return {
    ended,
    output: () => output,
    until: (words: string) => expect.poll(() => output, { timeout: 240_000, interval: 50 }).toContain(words),
    signal: (name: NodeJS.Signals) => process.kill(-(child.pid ?? 0), name),
    killAlone: () => child.kill("SIGKILL"),
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1")
  await new Promise((ready) => server.on("listening", ready))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  return typeof address === "object" && address ? address.port : 0
}

/** Runs SQL on a database file in a process of its own and answers the rows of a query. */
function byAnotherProcess(file: string, sql: string): unknown[] {
  const program = `const { DatabaseSync } = require("node:sqlite")
    const db = new DatabaseSync(${JSON.stringify(file)}, { timeout: 5000 })
    const sql = ${JSON.stringify(sql)}
    console.log(JSON.stringify(sql.startsWith("select") ? db.prepare(sql).all() : (db.exec(sql), [])))
    db.close()`
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", program], { encoding: "utf8" })
  if (stdout === "") throw new Error(stderr)
  return JSON.parse(stdout)
}

async function signIn(port: number): Promise<void> {
  const form = { email: "manager@demo.shige.example", password: demonstrationPassword }
  const origin = `http://localhost:${port}`
  const body = new URLSearchParams(form)
  const answer = await fetch(`${origin}/sign-in`, {
    method: "POST",
    body,
    headers: { origin },
    redirect: "manual",
  })
  expect(answer.status).toBe(303)
}

afterAll(() => {
  for (const { pid } of started)
    try {
      if (pid) process.kill(-pid, "SIGKILL")
    } catch {
      // Nobody is left of its group.
    }
  rmSync(data, { recursive: true, force: true })
})

test("killed while it seeds, started again, refused twice, ended by Ctrl-C, kept", async () => {
  const port = await freePort()
  const args = ["--port", String(port), "--data", data]

  const killed = start(args)
  await killed.until("发布 ")
  killed.killAlone()
  await killed.ended

  const first = start(args)
  await first.until("Ctrl-C 结束")
  expect(first.output()).toContain("seeding the demonstration")
  expect(first.output()).toContain("city@demo.shige.example")
  expect((await fetch(`http://localhost:${port}/ranking`)).status).toBe(200)
  const inbox = /本机邮箱：(http:\/\/localhost:\d+)/.exec(first.output())?.[1] ?? ""
  expect(await (await fetch(inbox)).text()).toContain("还没有邮件")
  const requests = () => readFileSync(join(data, "requests.log"), "utf8")
  await expect.poll(() => (existsSync(join(data, "requests.log")) ? requests() : "")).toContain('"/ranking"')
  expect(first.output()).not.toContain('"/ranking"')

  // What another process writes into the database of the first start stays, whatever is written there after it.
  const file = join(data, "cell.db")
  expect(byAnotherProcess(file, "create table beside (n); insert into beside values (7)")).toEqual([])
  for (let time = 0; time < 5; time++) await signIn(port)
  expect(byAnotherProcess(file, "select n from beside")).toEqual([{ n: 7 }])
  const signIns = "select count(*) as n from audit_events where action = 'session.begin'"
  expect(byAnotherProcess(file, signIns)).toEqual([{ n: 5 }])

  const samePort = start(["--port", String(port), "--data", join(data, "other")])
  expect(await samePort.ended).toBe(1)
  expect(samePort.output()).toContain(`端口 ${port} 已被占用`)
  const sameData = start(["--port", "0", "--data", data])
  expect(await sameData.ended).toBe(1)
  expect(sameData.output()).toContain("正由另一个进程")

  first.signal("SIGINT")
  expect(await first.ended).toBe(0)
  expect(first.output()).toContain("已结束，数据已保存。")
  const secret = readFileSync(join(data, "secret"), "utf8")
  expect(statSync(join(data, "secret")).mode & 0o777).toBe(0o600)

  const second = start(args)
  await second.until("Ctrl-C 结束")
  expect(second.output()).not.toContain("seeding")
  expect(readFileSync(join(data, "secret"), "utf8")).toBe(secret)

  // workerd outlives a start that is killed alone: it keeps the port, without a database behind it.
  second.killAlone()
  await second.ended
  expect((await fetch(`http://localhost:${port}/ranking`)).status).toBe(503)
  const third = start(args)
  await third.until("Ctrl-C 结束")
  expect(third.output()).toContain("结束上次遗留的 workerd")
  expect(third.output()).not.toContain("seeding")
  expect((await fetch(`http://localhost:${port}/ranking`)).status).toBe(200)
  third.signal("SIGTERM")
  expect(await third.ended).toBe(0)
  expect(existsSync(join(data, "workerd"))).toBe(false)
})

test("options that make no sense are refused with a sentence", async () => {
  for (const [args, words] of [
    [["--port", "many"], "--port 须为 0–65535 的整数"],
    [["--port", "0", "--data", "/proc/shige"], "数据目录 /proc/shige 无法写入"],
    [["--port", "0", "--data", "package.json"], "package.json 无法写入"],
    [["--prot", "1"], "npm start -- [--port 8787] [--data .data]"],
  ] as const) {
    const refused = start([...args])
    expect(await refused.ended).toBe(1)
    expect(refused.output()).toContain(words)
  }
})
