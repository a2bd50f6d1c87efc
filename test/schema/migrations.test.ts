import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Client, createClient } from "@libsql/client"
import { drizzle } from "drizzle-orm/libsql"
import { migrate as runMigrations } from "drizzle-orm/libsql/migrator"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type LibsqlServer, startLibsqlServer } from "../../scripts/libsql-server.ts"
import { migrate } from "../../scripts/migrate.ts"

interface Journal {
  entries: { tag: string }[]
}

const journal: Journal = JSON.parse(readFileSync("schema/migrations/meta/_journal.json", "utf8"))
const folder = mkdtempSync(join(tmpdir(), "shige-migrations-"))
const opened: Client[] = []

function database(name: string): { url: string; client: Client } {
  const url = `file:${join(folder, name)}`
  const client = createClient({ url })
  opened.push(client)
  return { url, client }
}

afterAll(() => {
  for (const client of opened) client.close()
})

/** Applies the first `count` migrations only, as a cell that was deployed back then. */
async function migrateUpTo(client: Client, count: number): Promise<void> {
  const copy = join(folder, `first-${count}`)
  cpSync("schema/migrations", copy, { recursive: true })
  const entries = journal.entries.slice(0, count)
  writeFileSync(join(copy, "meta", "_journal.json"), JSON.stringify({ ...journal, entries }))
  await runMigrations(drizzle(client), { migrationsFolder: copy })
}

async function tableNames(client: Client): Promise<string[]> {
  const { rows } = await client.execute(
    "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name <> '__drizzle_migrations'",
  )
  return rows.map((row) => String(row["name"]))
}

/** Two rows in every table; texts are r1 and r2 everywhere, so that every reference finds its row. */
async function fillAllTables(client: Client): Promise<void> {
  await client.execute("pragma foreign_keys = off")
  for (const table of await tableNames(client))
    for (const number of [1, 2]) {
      const { rows } = await client.execute(`pragma table_info("${table}")`)
      const names = rows.map((row) => `"${row["name"]}"`).join(", ")
      const args = rows.map((row) => (String(row["type"]).toLowerCase() === "text" ? `r${number}` : number))
      const marks = args.map(() => "?").join(", ")
      await client.execute({ sql: `insert into "${table}" (${names}) values (${marks})`, args })
    }
  await client.execute("pragma foreign_keys = on")
}

async function contents(client: Client): Promise<Map<string, Record<string, unknown>[]>> {
  const all = new Map<string, Record<string, unknown>[]>()
  for (const table of await tableNames(client)) {
    const { rows, columns } = await client.execute(`select * from "${table}" order by 1, 2`)
    all.set(
      table,
      rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column]]))),
    )
  }
  return all
}

/** Tables of the identity that 0003 replaced: passwords moved to `credentials`, everybody signs in again. */
const gone: Record<string, boolean> = { accounts: true, verifications: true }

test.each(journal.entries.map(({ tag }, at) => [tag, at + 1] as const))(
  "from %s on, migrating forward loses no row",
  async (_, applied) => {
    const { url, client } = database(`from-${applied}.db`)
    await migrateUpTo(client, applied)
    await fillAllTables(client)
    const before = await contents(client)
    expect(before.size).toBeGreaterThan(15)
    expect(await migrate(url)).toEqual(journal.entries.slice(applied).map(({ tag }) => tag))
    const after = await contents(client)
    for (const [table, rows] of before) {
      if (gone[table] && !after.has(table)) continue
      const kept = rows.map(({ image: _, ...row }) => row)
      if (table !== "sessions" || applied > 3) expect(after.get(table), table).toMatchObject(kept)
    }
    if (before.has("accounts"))
      expect(after.get("credentials")).toMatchObject([
        { user_id: "r1", password_hash: "r1" },
        { user_id: "r2", password_hash: "r2" },
      ])
    const { rows: orphans } = await client.execute("pragma foreign_key_check")
    expect(orphans).toEqual([])
  },
)

test("migrating an up-to-date database applies nothing and changes nothing", async () => {
  const { url, client } = database("twice.db")
  expect(await migrate(url)).toEqual(journal.entries.map(({ tag }) => tag))
  await fillAllTables(client)
  const before = await contents(client)
  expect(await migrate(url)).toEqual([])
  expect(await contents(client)).toEqual(before)
})

test("a faulty address is refused with a sentence", async () => {
  await expect(migrate("nonsense")).rejects.toThrow()
})

let server: LibsqlServer
beforeAll(async () => {
  server = await startLibsqlServer({ file: join(folder, "served.db") })
})
afterAll(() => server.close())

test("over HTTP: migrated twice, audit events refuse UPDATE, and DELETE within 180 days", async () => {
  expect(await migrate(server.url)).toEqual(journal.entries.map(({ tag }) => tag))
  expect(await migrate(server.url)).toEqual([])
  const client = createClient({ url: server.url })
  opened.push(client)
  await client.execute(
    `insert into audit_events (id, at, actor_kind, action, entity, entity_id, detail)
     values ('a', strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-179 days'), 'system', 'test', 'estate', 'e', '{}'),
            ('b', strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-181 days'), 'system', 'old', 'estate', 'e', '{}')`,
  )
  await expect(client.execute("update audit_events set action = 'other'")).rejects.toThrow("append-only")
  await expect(client.execute("delete from audit_events")).rejects.toThrow("kept for 180 days")
  await client.execute("delete from audit_events where action = 'old'")
  const { rows } = await client.execute("select action from audit_events")
  expect(rows.map((row) => row["action"])).toEqual(["test"])
})
