import type { Client } from "@libsql/client"

/** A row that a write has changed. */
export interface ChangedRow {
  table: string
  op: "insert" | "update" | "delete"
  /** The columns before and after; empty where there was no row, or is none. */
  before: Record<string, unknown>
  after: Record<string, unknown>
}

/** Keeps the rows that change in a database, for whoever asks what a write has written. */
export interface RowRecorder {
  /** Forgets what changed so far. */
  forget(): Promise<void>
  /** What changed since, in the order of the changes. */
  changed(): Promise<ChangedRow[]>
  /** The table of every id, and its row's number there where it was there from the beginning: `users 3`. */
  names(): Promise<Map<string, { table: string; number: number | null }>>
}

/** What every write changes alike, and tells nothing of the act. */
const left = new Set(["writes", "__drizzle_migrations"])

const asJson = (of: "old" | "new", columns: readonly string[]) =>
  `json_object(${columns.map((name) => `'${name}', ${of}."${name}"`).join(", ")})`

/** Installs triggers that keep each changed row as it was and as it is. */
export async function recordRows(client: Client): Promise<RowRecorder> {
  const { rows } = await client.execute(
    "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'spy_%'",
  )
  const tables = rows.map((row) => String(row["name"])).filter((name) => !left.has(name))
  const statements = [
    "create table spy_rows (n integer primary key, tbl text, op text, was text, became text)",
  ]
  const withId: string[] = []
  for (const table of tables) {
    const columns = (await client.execute(`pragma table_info("${table}")`)).rows
    const names = columns.map((row) => String(row["name"]))
    if (names.includes("id") && table !== "audit_events") withId.push(table)
    const texts = {
      insert: ["'{}'", asJson("new", names)],
      update: [asJson("old", names), asJson("new", names)],
    }
    for (const [op, [was, became]] of Object.entries({ ...texts, delete: [asJson("old", names), "'{}'"] }))
      statements.push(`create trigger "spy_rows_${table}_${op}" after ${op} on "${table}" begin
        insert into spy_rows (tbl, op, was, became) values ('${table}', '${op}', ${was}, ${became}); end`)
  }
  await client.batch(statements, "write")
  const unions = withId.map((table) => `select '${table}' tbl, id, rowid n from "${table}"`)
  const ids = async () => (await client.execute(unions.join(" union all "))).rows
  const seeded = new Set((await ids()).map((row) => String(row["id"])))
  return {
    async forget() {
      await client.execute("delete from spy_rows")
    },
    async changed() {
      const found = await client.execute("select tbl, op, was, became from spy_rows order by n")
      return found.rows.map((row) => ({
        table: String(row["tbl"]),
        op: row["op"] as ChangedRow["op"],
        before: JSON.parse(String(row["was"])) as Record<string, unknown>,
        after: JSON.parse(String(row["became"])) as Record<string, unknown>,
      }))
    },
    async names() {
      const named = (await ids()).map((row) => {
        const id = String(row["id"])
        return [id, { table: String(row["tbl"]), number: seeded.has(id) ? Number(row["n"]) : null }] as const
      })
      return new Map(named)
    },
  }
}
