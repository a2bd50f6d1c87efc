import { createHash } from "node:crypto"
import { type FileHandle, open } from "node:fs/promises"
import { dirname } from "node:path"
import type { Client, InStatement, ResultSet } from "@libsql/client"
import { BackupRefused, encodeRow, privateFolder, type TableRecord, tableFile } from "./format.ts"

const pageRows = 500

interface Reader {
  execute(statement: InStatement): Promise<ResultSet>
}

/** Names of the tables that hold rows of ours; the counters of SQLite are one of them. */
async function tableNames(reader: Reader): Promise<string[]> {
  const { rows } = await reader.execute(
    `select name from sqlite_master where type = 'table'
     and (name = 'sqlite_sequence' or (name not like 'sqlite\\_%' escape '\\' and name not like 'libsql\\_%' escape '\\'))
     order by name`,
  )
  return rows.map((row) => String(row["name"]))
}

/** Writes one table: a line of column names, then a line for each row, in the order of their rowids. */
async function dumpTable(reader: Reader, name: string, out: FileHandle | null): Promise<TableRecord> {
  const hash = createHash("sha256")
  const put = async (text: string) => {
    hash.update(text)
    await out?.write(text)
  }
  const count = { rows: 0 }
  for (let after: bigint | null = null, more = true; more; ) {
    const { columns, rows } = await reader.execute({
      sql: `select rowid as "rowid of the dump", * from "${name}" where ? is null or rowid > ? order by rowid limit ${pageRows}`,
      args: [after, after],
    })
    if (after === null) await put(`${JSON.stringify(columns.slice(1))}\n`)
    const lines = rows.map((row) => `${encodeRow(columns.slice(1).map((_, at) => row[at + 1] ?? null))}\n`)
    await put(lines.join(""))
    count.rows += rows.length
    more = rows.length === pageRows
    after = BigInt(Number(rows.at(-1)?.[0] ?? 0))
  }
  return { name, rows: count.rows, sha256: hash.digest("hex") }
}

/** What all tables hold, without writing it: the same record as that of the dump they were loaded from. */
export async function describeTables(reader: Reader): Promise<TableRecord[]> {
  const records: TableRecord[] = []
  for (const name of await tableNames(reader)) records.push(await dumpTable(reader, name, null))
  return records
}

async function writeTables(reader: Reader, backup: string, code: string): Promise<TableRecord[]> {
  const records: TableRecord[] = []
  for (const name of await tableNames(reader)) {
    const file = tableFile(backup, code, name)
    await privateFolder(dirname(file))
    const out = await open(file, "w", 0o600)
    try {
      records.push(await dumpTable(reader, name, out))
      await out.sync()
    } finally {
      await out.close()
    }
  }
  return records
}

/** The newest migration of a database, by the time that the journal gives it. */
export async function newestMigration(reader: Reader): Promise<number> {
  const { rows } = await reader.execute("select max(created_at) as at from __drizzle_migrations")
  return Number(rows[0]?.["at"] ?? 0)
}

/**
 * Dumps every table as of one moment: all is read in one transaction, which keeps nobody from writing. `still` reads
 * without one, for a copy that nobody writes to. The client must give integers as bigint.
 */
export async function dumpTables(
  client: Client,
  { backup, code, still }: { backup: string; code: string; still: boolean },
): Promise<{ tables: TableRecord[]; migration: number }> {
  const both = async (reader: Reader) => ({
    migration: await newestMigration(reader),
    tables: await writeTables(reader, backup, code),
  })
  if (still) return both(client)
  const transaction = await client.transaction("read")
  try {
    return await both(transaction)
  } catch (error) {
    if (!transaction.closed) throw error
    throw new BackupRefused(
      "The database ended the reading transaction before all was read (Turso allows five seconds): make a copy of it " +
        "(turso db create COPY --from-db NAME) and back that up with --copy.",
    )
  } finally {
    transaction.close()
  }
}
