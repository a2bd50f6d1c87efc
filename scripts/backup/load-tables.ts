import { createReadStream } from "node:fs"
import { createInterface } from "node:readline"
import type { Client, InStatement, InValue } from "@libsql/client"
import { z } from "zod"
import { describeTables } from "./dump-tables.ts"
import { BackupRefused, type CellRecord, decodeRow, tableFile } from "./format.ts"

const rowsAtOnce = 100
const statementsAtOnce = 10

/** Filled by migrating, not by loading. */
const made = "__drizzle_migrations"
const counters = "sqlite_sequence"

async function* linesOf(file: string): AsyncGenerator<string> {
  yield* createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Number.POSITIVE_INFINITY })
}

function insertOf(table: string, columns: readonly string[], rows: readonly InValue[][]): InStatement {
  const names = columns.map((name) => `"${name}"`).join(", ")
  const marks = `(${columns.map(() => "?").join(", ")})`
  return {
    sql: `insert into "${table}" (${names}) values ${rows.map(() => marks).join(", ")}`,
    args: rows.flat(),
  }
}

const columnNames = z.array(z.string())

async function loadTable(client: Client, file: string, table: string): Promise<void> {
  let columns: string[] | undefined
  let rows: InValue[][] = []
  let statements: InStatement[] = []
  const flush = async (all: boolean) => {
    if (rows.length > 0 && columns) statements.push(insertOf(table, columns, rows))
    rows = []
    if (statements.length === 0 || (!all && statements.length < statementsAtOnce)) return
    // In any order: a row may refer to one that comes later.
    await client.migrate(statements)
    statements = []
  }
  for await (const line of linesOf(file)) {
    if (columns === undefined) columns = columnNames.parse(JSON.parse(line))
    else rows.push(decodeRow(line))
    if (rows.length === rowsAtOnce) await flush(false)
  }
  await flush(true)
}

/** Numbers that were given once are not given again, even when their rows are gone. */
async function loadCounters(client: Client, file: string): Promise<void> {
  let first = true
  for await (const line of linesOf(file)) {
    if (first) first = false
    else {
      const [name = null, seq = null] = decodeRow(line)
      await client.execute({ sql: "delete from sqlite_sequence where name = ?", args: [name] })
      await client.execute({
        sql: "insert into sqlite_sequence (name, seq) values (?, ?)",
        args: [name, seq],
      })
    }
  }
}

/** Refuses a database that somebody uses: anybody in it, anything written. */
export async function requireUnused(client: Client, where: string): Promise<void> {
  const { rows } = await client.execute("select name from sqlite_master where name in ('users', 'writes')")
  for (const { name } of rows) {
    const { rows: found } = await client.execute(`select 1 from "${name}" limit 1`)
    if (found.length > 0) throw new BackupRefused(`${where} is not empty: nothing was changed.`)
  }
}

/**
 * Loads the tables of one city into a database that has been migrated to the backup's own version and holds nothing.
 * Then reads everything back: each table must be what the backup says, and every reference must find its row.
 */
export async function loadTables(client: Client, backup: string, cell: CellRecord): Promise<void> {
  const names = new Set(cell.tables.map(({ name }) => name))
  for (const { name } of cell.tables)
    if (name !== made && name !== counters) await loadTable(client, tableFile(backup, cell.code, name), name)
  if (names.has(counters)) await loadCounters(client, tableFile(backup, cell.code, counters))
  const loaded = new Map((await describeTables(client)).map((table) => [table.name, table]))
  for (const { name, rows, sha256 } of cell.tables) {
    const table = loaded.get(name)
    if (table?.rows !== rows) throw new Error(`${name}: ${table?.rows ?? 0} rows instead of ${rows}`)
    if (table.sha256 !== sha256 && name !== made && name !== counters)
      throw new Error(`${name}: its rows are not those of the backup`)
  }
  const { rows: dangling } = await client.execute("pragma foreign_key_check")
  if (dangling.length > 0)
    throw new Error(`${dangling.length} references lead nowhere, the first in ${dangling[0]?.[0]}`)
}
