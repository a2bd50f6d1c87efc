import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { type Client, createClient } from "@libsql/client/http"
import Database from "libsql"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { type LibsqlServer, startLibsqlServer } from "../../scripts/libsql-server.ts"

let folder: string
let server: LibsqlServer
let db: Client
let patient: LibsqlServer

async function count(client = db): Promise<number> {
  return Number((await client.execute("SELECT count(*) AS n FROM t")).rows[0]!["n"])
}

const insert = (a: string) => ({ sql: "INSERT INTO t (a) VALUES (?)", args: [a] })

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "libsql-"))
  server = await startLibsqlServer({
    file: join(folder, "cell.db"),
    busyTimeout: 1_500,
    streamTimeout: 1_000,
  })
  db = createClient({ url: server.url })
  patient = await startLibsqlServer({
    file: join(folder, "patient.db"),
    busyTimeout: 600_000,
    streamTimeout: 600_000,
  })
})

afterAll(async () => {
  db.close()
  await Promise.all([server.close(), patient.close()])
  rmSync(folder, { recursive: true })
})

beforeEach(async () => {
  await db.executeMultiple("DROP TABLE IF EXISTS t; CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)")
})

describe("interactive transactions", () => {
  test("commit and roll back, unseen by others until then", async () => {
    const kept = await db.transaction("write")
    await kept.execute(insert("kept"))
    await kept.executeMultiple("INSERT INTO t (a) VALUES ('too'); INSERT INTO t (a) VALUES ('and too')")
    expect(await count()).toBe(0)
    await kept.commit()
    expect(await count()).toBe(3)
    const dropped = await db.transaction("write")
    await dropped.batch([insert("x"), insert("y")])
    await dropped.rollback()
    expect(await count()).toBe(3)
  })

  test("go on after a statement that failed", async () => {
    const transaction = await db.transaction("write")
    await transaction.execute(insert("one"))
    await expect(transaction.execute("INSERT INTO t (id) VALUES (1)")).rejects.toThrow(
      "UNIQUE constraint failed",
    )
    await transaction.execute(insert("two"))
    await transaction.commit()
    expect(await count()).toBe(2)
  })

  test("are rolled back when their client stays away, and those who waited go on", async () => {
    const forgotten = await db.transaction("write")
    await forgotten.execute(insert("lost"))
    await db.execute(insert("waited for the lock"))
    expect(await count()).toBe(1)
    await expect(forgotten.commit()).rejects.toMatchObject({ code: "BATON_UNKNOWN" })
    expect(await count()).toBe(1)
  })

  test("are rolled back when their client is gone before it has its baton", async () => {
    // What is left behind here stays for a minute: whoever waits for it is refused long before.
    const lasting = await startLibsqlServer({
      file: join(folder, "lasting.db"),
      busyTimeout: 1_500,
      streamTimeout: 60_000,
    })
    const client = createClient({ url: lasting.url })
    await client.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)")
    const holder = await client.transaction("write")
    await holder.execute(insert("holder"))
    const gone = new AbortController()
    const body = JSON.stringify({ requests: [{ type: "execute", stmt: { sql: "BEGIN IMMEDIATE" } }] })
    const request = fetch(`${lasting.url}/v2/pipeline`, { method: "POST", body, signal: gone.signal })
    await sleep(50)
    gone.abort()
    await expect(request).rejects.toThrow()
    await holder.commit()
    await client.execute(insert("at once"))
    expect(await count(client)).toBe(2)
    client.close()
    await lasting.close()
  })

  test("make a writer wait only so long, and readers not at all", async () => {
    const holder = await db.transaction("write")
    await holder.execute(insert("holder"))
    const keepAlive = setInterval(() => holder.execute("SELECT 1").catch(() => undefined), 100)
    const order: string[] = []
    const refused = expect(db.execute(insert("too late")))
      .rejects.toMatchObject({ code: "SQLITE_BUSY" })
      .then(() => order.push("writer refused"))
    expect(await count()).toBe(0)
    order.push("reader answered")
    await refused
    expect(order).toEqual(["reader answered", "writer refused"])
    clearInterval(keepAlive)
    await holder.commit()
    await db.execute(insert("after"))
    expect(await count()).toBe(2)
  })

  test("that have read and were overtaken may not write, and leave nothing behind", async () => {
    const slow = await db.transaction("deferred")
    await slow.execute("SELECT count(*) FROM t")
    await db.execute(insert("overtaker"))
    await expect(slow.execute(insert("stale"))).rejects.toMatchObject({ code: "SQLITE_BUSY_SNAPSHOT" })
    await slow.rollback()
    await Promise.all(Array.from({ length: 20 }, (_, index) => db.execute(insert(`${index}`))))
    expect(await count()).toBe(21)
  })
})

describe("50 clients at once", () => {
  test("with interactive transactions all commit, one after the other, and who only reads waits for none", async () => {
    const reader = createClient({ url: patient.url })
    await reader.execute("CREATE TABLE seen (others INTEGER)")
    const holder = await reader.transaction("write")
    await holder.execute("INSERT INTO seen VALUES (-1)")
    let committed = 0
    const all = together(50, async (client) => {
      const transaction = await client.transaction("write")
      const { rows } = await transaction.execute("SELECT count(*) AS n FROM seen")
      await transaction.execute({ sql: "INSERT INTO seen VALUES (?)", args: [rows[0]!["n"]!] })
      await transaction.commit()
      committed++
    })
    // One holds the lock, 50 wait for it: the server's event loop runs on all the same.
    for (let read = 0; read < 50; read++) await reader.execute("SELECT count(*) AS n FROM seen")
    expect(committed).toBe(0)
    await holder.rollback()
    await all
    const { rows } = await reader.execute("SELECT count(DISTINCT others) AS n FROM seen")
    expect(rows[0]!["n"]).toBe(50)
    reader.close()
  })

  test("reading and writing: no write is lost and no read sees half a batch", async () => {
    const reader = createClient({ url: patient.url })
    await reader.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)")
    await together(50, async (client, number) => {
      for (let round = 0; round < 10; round += 1) {
        const row = insert(`${number}.${round}`)
        await client.execute(row)
        await client.batch([row, row], round % 2 ? "write" : "deferred")
        const { rows } = await client.execute("SELECT a FROM t GROUP BY a HAVING count(*) = 2")
        expect(rows).toEqual([])
      }
    })
    const { rows } = await reader.execute(
      "SELECT count(*) AS groups, sum(n) AS n FROM (SELECT count(*) AS n FROM t GROUP BY a)",
    )
    expect(rows[0]).toEqual({ groups: 500, n: 1500 })
    reader.close()
  })
})

/** Runs `work` for so many clients of the patient server at the same time. */
async function together(
  clients: number,
  work: (client: Client, number: number) => Promise<void>,
): Promise<void> {
  const one = async (_: unknown, number: number) => {
    const client = createClient({ url: patient.url })
    await work(client, number)
    client.close()
  }
  await Promise.all(Array.from({ length: clients }, one))
}

describe("another process holds the lock", () => {
  function outsider() {
    return new Database(join(folder, "cell.db"), { timeout: 0 })
  }

  test("a write waits for it without stopping the server", async () => {
    const other = outsider()
    other.exec("BEGIN IMMEDIATE; INSERT INTO t (a) VALUES ('outside')")
    const write = db.execute(insert("inside"))
    const batch = db.batch([insert("batch"), insert("batch")], "write")
    const deferred = db.batch(["SELECT 1", insert("deferred")], "deferred")
    await sleep(100)
    expect((await fetch(`${server.url}/health`)).status).toBe(200)
    other.exec("ROLLBACK")
    await Promise.all([write, batch, deferred])
    expect(await count()).toBe(4)
    other.close()
  })

  test("a write that gives up spoils nothing", async () => {
    const other = outsider()
    other.exec("BEGIN IMMEDIATE")
    await expect(db.execute(insert("inside"))).rejects.toMatchObject({ code: "SQLITE_BUSY" })
    other.exec("COMMIT")
    for (let round = 0; round < 20; round += 1) await db.batch([insert("a"), insert("b")], "deferred")
    expect(await count()).toBe(40)
    expect(other.prepare("SELECT count(*) FROM t").raw().all([])).toEqual([[40]])
    other.close()
  })
})
