import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Client, type Config, createClient, type LibsqlError } from "@libsql/client/http"
import { drizzle } from "drizzle-orm/libsql/http"
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { type LibsqlServer, startLibsqlServer } from "../../scripts/libsql-server.ts"

let folder: string
let server: LibsqlServer
const clients: Client[] = []

function connect(config: Partial<Config> = {}): Client {
  const client = createClient({ url: server.url, ...config })
  clients.push(client)
  return client
}

async function codeOf(attempt: Promise<unknown>): Promise<string> {
  const error: LibsqlError = await attempt.then(
    () => expect.fail("it should have failed"),
    (reason: LibsqlError) => reason,
  )
  return error.code
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "libsql-"))
  server = await startLibsqlServer({
    file: join(folder, "new", "cell.db"),
    busyTimeout: 2_000,
    streamTimeout: 400,
  })
})

afterAll(async () => {
  for (const client of clients) client.close()
  await server.close()
  rmSync(folder, { recursive: true })
})

beforeEach(async () => {
  await connect().executeMultiple(`
    DROP TABLE IF EXISTS child; DROP TABLE IF EXISTS item;
    CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT NOT NULL, code TEXT UNIQUE, size REAL, body BLOB);
    CREATE TABLE child (item INTEGER NOT NULL REFERENCES item(id) DEFERRABLE INITIALLY DEFERRED);
  `)
})

describe("one statement", () => {
  test("returns columns with their types, counts and row ids", async () => {
    const db = connect()
    const inserted = await db.execute({
      sql: "INSERT INTO item (name, size) VALUES (?, ?), ('b', 2)",
      args: ["a", 1.5],
    })
    expect(inserted.rowsAffected).toBe(2)
    expect(inserted.lastInsertRowid).toBe(2n)
    const read = await db.execute("SELECT id, name AS called, size, size * 2, id AS id FROM item ORDER BY id")
    expect(read.columns).toEqual(["id", "called", "size", "size * 2", "id"])
    expect(read.columnTypes).toEqual(["INTEGER", "TEXT", "REAL", "", "INTEGER"])
    expect(read.rows.map((row) => Array.from(row))).toEqual([
      [1, "a", 1.5, 3, 1],
      [2, "b", 2, 4, 2],
    ])
    expect(read.rowsAffected).toBe(0)
    const changed = await db.execute("UPDATE item SET size = 0 RETURNING id")
    expect([changed.rowsAffected, changed.rows.length]).toEqual([2, 2])
  })

  test("carries every kind of value both ways", async () => {
    const db = connect({ intMode: "bigint" })
    const blob = Uint8Array.from({ length: 256 }, (_, index) => index)
    const values = [
      null,
      2n ** 63n - 1n,
      -(2n ** 63n),
      0.1,
      -1e300,
      "",
      "成都 😀 \"'\\\n",
      new Uint8Array(0),
      blob,
    ]
    const { rows } = await db.execute({ sql: `SELECT ${values.map(() => "?").join(", ")}`, args: values })
    const back = Array.from(rows[0]!).map((value) =>
      value instanceof ArrayBuffer ? new Uint8Array(value) : value,
    )
    expect(back).toEqual(values)
    const types = await db.execute({ sql: "SELECT typeof(?), typeof(?), typeof(?)", args: [1n, 1, true] })
    expect(Array.from(types.rows[0]!)).toEqual(["integer", "real", "integer"])
    const beyond = await db.execute("SELECT 9e999, -9e999, 9007199254740993")
    expect(Array.from(beyond.rows[0]!)).toEqual([
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      9007199254740993n,
    ])
  })

  test("keeps row ids beyond 2^53", async () => {
    const { lastInsertRowid } = await connect().execute(
      "INSERT INTO item (id, name) VALUES (9007199254740993, 'far')",
    )
    expect(lastInsertRowid).toBe(9007199254740993n)
  })

  test.each([":", "@", "$", ""])("finds named arguments written with %j", async (prefix) => {
    const sql = `SELECT ${prefix || ":"}a, ${prefix || ":"}b, ${prefix || ":"}a`
    const { rows } = await connect().execute({ sql, args: { [`${prefix}a`]: "x", [`${prefix}b`]: "y" } })
    expect(Array.from(rows[0]!)).toEqual(["x", "y", "x"])
  })

  test("counts numbered parameters as SQLite does and does not see them in strings or comments", async () => {
    const sql = "SELECT ?2, ?, ?1 /* ? */, '?', \":x\" FROM (SELECT 'q' AS \":x\") -- ?"
    const { rows } = await connect().execute({ sql, args: ["one", "two", "three"] })
    expect(Array.from(rows[0]!)).toEqual(["two", "three", "one", "?", "q"])
  })

  test("never lets the arguments of one call show in the next", async () => {
    const db = connect()
    const sql = "SELECT ?, ?"
    await db.execute({ sql, args: ["secret", "secret"] })
    expect(await codeOf(db.execute({ sql, args: ["only one"] }))).toBe("ARGS_INVALID")
    expect(await codeOf(db.execute({ sql, args: ["a", "b", "c"] }))).toBe("ARGS_INVALID")
    expect(await codeOf(db.execute({ sql: "SELECT :a", args: { b: 1 } }))).toBe("ARGS_INVALID")
  })

  test("names what went wrong with SQLite's extended codes", async () => {
    const db = connect()
    await db.execute("INSERT INTO item (id, name, code) VALUES (1, 'a', 'c')")
    expect(await codeOf(db.execute("INSERT INTO item (id, name) VALUES (1, 'b')"))).toBe(
      "SQLITE_CONSTRAINT_PRIMARYKEY",
    )
    expect(await codeOf(db.execute("INSERT INTO item (name, code) VALUES ('b', 'c')"))).toBe(
      "SQLITE_CONSTRAINT_UNIQUE",
    )
    expect(await codeOf(db.execute("INSERT INTO item (name) VALUES (NULL)"))).toBe(
      "SQLITE_CONSTRAINT_NOTNULL",
    )
    expect(await codeOf(db.execute("INSERT INTO child VALUES (9)"))).toBe("SQLITE_CONSTRAINT_FOREIGNKEY")
    await expect(db.execute("SELECT x FROM nowhere")).rejects.toThrow("no such table: nowhere")
    expect(await codeOf(db.execute("SELEC 1"))).toBe("SQLITE_ERROR")
    expect(await codeOf(db.execute("SELECT 1; SELECT 2"))).toBe("SQL_MANY_STATEMENTS")
    expect(await codeOf(db.execute(" -- nothing\n;"))).toBe("SQL_NO_STATEMENT")
    expect((await db.execute("SELECT count(*) AS n FROM item")).rows[0]!["n"]).toBe(1)
  })

  test("sees a column that was added after the statement was prepared", async () => {
    const db = connect()
    const sql = "SELECT * FROM child"
    expect((await db.execute(sql)).columns).toEqual(["item"])
    await db.execute("ALTER TABLE child ADD COLUMN note TEXT DEFAULT 'n'")
    expect((await db.execute(sql)).columns).toEqual(["item", "note"])
  })

  test("leaves no lock behind after EXPLAIN of a write", async () => {
    const db = connect()
    expect((await db.execute("EXPLAIN INSERT INTO item (name) VALUES ('x')")).rows.length).toBeGreaterThan(3)
    const other = await db.transaction("write")
    await other.execute("INSERT INTO item (name) VALUES ('y')")
    await other.commit()
    expect((await db.execute("SELECT count(*) AS n FROM item")).rows[0]!["n"]).toBe(1)
  })
})

describe("batches", () => {
  test("are all or nothing when a statement in the middle fails", async () => {
    const db = connect()
    const insert = (id: number) => ({ sql: "INSERT INTO item (id, name) VALUES (?, ?)", args: [id, "n"] })
    for (const mode of ["write", "deferred"] as const) {
      expect(await codeOf(db.batch([insert(1), insert(2), insert(1), insert(3)], mode))).toBe(
        "SQLITE_CONSTRAINT_PRIMARYKEY",
      )
      expect((await db.execute("SELECT count(*) AS n FROM item")).rows[0]!["n"]).toBe(0)
    }
    const done = await db.batch([insert(1), insert(2), "SELECT count(*) AS n FROM item"], "write")
    expect(done.map((result) => result.rowsAffected)).toEqual([1, 1, 0])
    expect(done[2]!.rows[0]!["n"]).toBe(2)
  })

  test("leave a usable database when only the commit fails", async () => {
    const db = connect()
    expect(await codeOf(db.batch(["INSERT INTO child VALUES (77)"], "write"))).toBe(
      "SQLITE_CONSTRAINT_FOREIGNKEY",
    )
    await db.batch(["INSERT INTO item (id, name) VALUES (77, 'p')", "INSERT INTO child VALUES (77)"], "write")
    expect((await db.execute("SELECT count(*) AS n FROM child")).rows[0]!["n"]).toBe(1)
  })

  test("refuse to write in read mode", async () => {
    expect(await codeOf(connect().batch(["INSERT INTO item (name) VALUES ('x')"], "read"))).toBe(
      "SQLITE_READONLY",
    )
    await connect().execute("INSERT INTO item (name) VALUES ('x')")
  })

  test("migrate with foreign keys off, and only for that batch", async () => {
    const db = connect()
    await db.migrate(["INSERT INTO child VALUES (5)", "DELETE FROM child"])
    expect(await codeOf(db.execute("INSERT INTO child VALUES (5)"))).toBe("SQLITE_CONSTRAINT_FOREIGNKEY")
  })

  test("count one round trip each", async () => {
    const before = server.requests()
    await connect().batch(["SELECT 1", "SELECT 2", "SELECT 2"], "read")
    expect(server.requests() - before).toBe(1)
  })

  test("work through drizzle", async () => {
    const item = sqliteTable("item", { id: integer().primaryKey(), name: text().notNull() })
    const db = drizzle(connect())
    const [, found] = await db.batch([
      db.insert(item).values([{ name: "first" }, { name: "second" }]),
      db.select().from(item).orderBy(item.id),
    ])
    expect(found).toEqual([
      { id: 1, name: "first" },
      { id: 2, name: "second" },
    ])
    const failing = db.batch([
      db.insert(item).values({ name: "third" }),
      db.insert(item).values({ id: 1, name: "1" }),
    ])
    await expect(failing).rejects.toThrow()
    expect(await db.$count(item)).toBe(2)
  })
})
