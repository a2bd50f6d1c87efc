import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { createClient } from "@libsql/client/http"
import { expect, test } from "vitest"

const root = new URL("../..", import.meta.url).pathname

/** Starts the command and waits for its one line. */
async function start(file: string): Promise<{ child: ChildProcess; url: string }> {
  const args = [join(root, "scripts/libsql-server.ts"), "--file", file, "--port", "0"]
  const child = spawn(join(root, "node_modules/node/bin/node"), args, {
    stdio: ["ignore", "pipe", "inherit"],
  })
  const [line] = (await once(createInterface({ input: child.stdout! }), "line")) as [string]
  expect(line).toMatch(/^libSQL at http:\/\/127\.0\.0\.1:\d+$/)
  return { child, url: line.slice("libSQL at ".length) }
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exited = once(child, "exit")
  child.kill(signal)
  const [code] = (await exited) as [number | null]
  return code
}

/** Sends 200 batches of five rows from four clients, kills the server after some answers, returns what was answered. */
async function writeUntilKilled(file: string, killAfter: number): Promise<number[]> {
  const { child, url } = await start(file)
  const client = createClient({ url })
  await client.execute(
    "CREATE TABLE part (batch INTEGER, part INTEGER, filler TEXT, PRIMARY KEY (batch, part))",
  )
  const acknowledged: number[] = []
  let next = 0
  let killed: Promise<unknown> | undefined
  const writer = async () => {
    while (next < 200) {
      const batch = next++
      const row = (part: number) => ({
        sql: "INSERT INTO part VALUES (?, ?, ?)",
        args: [batch, part, "x".repeat(500)],
      })
      const done = await client.batch([0, 1, 2, 3, 4].map(row), batch % 2 ? "write" : "deferred").then(
        () => true,
        () => false,
      )
      if (done) acknowledged.push(batch)
      if (acknowledged.length >= killAfter) killed ??= stop(child, "SIGKILL")
    }
  }
  await Promise.all([writer(), writer(), writer(), writer()])
  await killed
  client.close()
  return acknowledged
}

test.each([1, 20, 90, 150, 190])(
  "kill -9 after %i acknowledged batches loses none and leaves none by half",
  async (killAfter) => {
    const folder = mkdtempSync(join(tmpdir(), "libsql-"))
    const file = join(folder, "cell.db")
    const acknowledged = await writeUntilKilled(file, killAfter)
    expect(acknowledged.length).toBeGreaterThanOrEqual(killAfter)
    expect(acknowledged.length).toBeLessThan(200)

    const { child, url } = await start(file)
    const client = createClient({ url })
    const { rows } = await client.execute(
      "SELECT batch, count(*) AS parts FROM part GROUP BY batch ORDER BY batch",
    )
    const stored = new Map(rows.map((row) => [Number(row["batch"]), Number(row["parts"])]))
    expect(acknowledged.filter((batch) => !stored.has(batch))).toEqual([])
    expect([...new Set(stored.values())]).toEqual([5])
    expect((await client.execute("PRAGMA integrity_check")).rows[0]!["integrity_check"]).toBe("ok")
    await client.execute("INSERT INTO part VALUES (1000, 0, '')")
    client.close()

    expect(await stop(child, "SIGTERM")).toBe(0)
    expect(statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0)
    rmSync(folder, { recursive: true })
  },
)
