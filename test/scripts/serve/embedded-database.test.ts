import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createClient } from "@libsql/client"
import { afterAll, afterEach, beforeEach, expect, test } from "vitest"
import { type EmbeddedDatabase, openEmbedded } from "../../../scripts/serve/database.ts"

const folder = mkdtempSync(join(tmpdir(), "shige-embedded-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let file: string
let database: EmbeddedDatabase
let number = 0
beforeEach(() => {
  file = join(folder, `${++number}.db`)
  database = openEmbedded(file)
})
afterEach(() => database.close())

test("rows are as those of the client over the network: by name, by place, and as long", async () => {
  const client = database.open()
  const other = createClient({ url: `file:${join(folder, "other.db")}` })
  const statement = { sql: "select 1 as a, 'x' as b, 2 as a, null as c, 1.5 as d where ? = 7", args: [7] }
  const [ours, theirs] = [await client.execute(statement), await other.execute(statement)]
  other.close()
  expect(ours.columns).toEqual(theirs.columns)
  const [row, known] = [ours.rows[0], theirs.rows[0]]
  expect(row?.length).toBe(known?.length)
  expect(Object.entries(row ?? {})).toEqual(Object.entries(known ?? {}))
  expect(Array.prototype.slice.call(row)).toEqual(Array.prototype.slice.call(known))
})

test("a column that is named like a place, or like the length, hides none of them", async () => {
  const { rows } = await database.open().execute("select 5, exists(select 1), 1, 0, 7 as length")
  expect([...Array.prototype.slice.call(rows[0])]).toEqual([5, 1, 1, 0, 7])
})

test("counts what a statement changed, with rows or without", async () => {
  const client = database.open()
  await client.execute("create table t (id integer primary key, v text unique)")
  const insert = await client.execute({ sql: "insert into t (v) values (?), (?)", args: ["a", "b"] })
  expect(insert).toMatchObject({ rowsAffected: 2, lastInsertRowid: 2n })
  const returning = await client.execute("update t set v = v || '!' returning id")
  expect(returning).toMatchObject({ rowsAffected: 2 })
  expect(returning.rows.map((row) => row["id"])).toEqual([1, 2])
  const named = await client.execute({ sql: "select v from t where id = :id", args: { id: 2 } })
  expect(named.rows[0]?.["v"]).toBe("b!")
})

test("a batch is stored whole or not at all, and its error carries SQLite's code", async () => {
  const client = database.open()
  await client.execute("create table t (v text unique)")
  const twice = client.batch(["insert into t values ('a')", "insert into t values ('a')"], "write")
  await expect(twice).rejects.toMatchObject({ code: expect.stringMatching(/^SQLITE_CONSTRAINT/) })
  expect((await client.execute("select * from t")).rows).toHaveLength(0)
  await client.batch(
    ["insert into t values ('a')", { sql: "insert into t values (?)", args: ["b"] }],
    "write",
  )
  expect((await client.execute("select * from t")).rows).toHaveLength(2)
  expect(() => client.transaction()).toThrow(/batch/)
})

test("waits for another process that writes, while others are answered", async () => {
  const client = database.open()
  await client.execute("create table t (v text)")
  // A process of its own: SQLite's locks hold between processes.
  const script = `const { DatabaseSync } = require("node:sqlite"); const db = new DatabaseSync(${JSON.stringify(file)})
    db.exec("begin immediate; insert into t values ('theirs')"); console.log("holds")
    process.stdin.once("data", () => { db.exec("commit"); db.close(); process.exit() })`
  const other = spawn(process.execPath, ["-e", script])
  await once(other.stdout, "data")
  const written = client.execute("insert into t values ('ours')")
  expect((await client.execute("select count(*) as n from t")).rows[0]?.["n"]).toBe(0)
  other.stdin.write("go on")
  await written
  expect((await client.execute("select count(*) as n from t")).rows[0]?.["n"]).toBe(2)
})

test("what was acknowledged is there for whoever opens the file", async () => {
  await database.open().execute("create table t (v text)")
  database.close()
  database = openEmbedded(file)
  expect((await database.open().execute("select count(*) as n from t")).rows[0]?.["n"]).toBe(0)
})
