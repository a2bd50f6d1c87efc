import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { mkdir, rename, rm } from "node:fs/promises"
import { join } from "node:path"
import Database from "libsql"
import { openClient } from "../database-client.ts"
import { migrate } from "../migrate.ts"
import { copiesFolder, databaseFile } from "./folder.ts"
import { Refused } from "./refused.ts"
import { databaseUrl, type Settings } from "./settings.ts"

const migrationsFolder = join(import.meta.dirname, "..", "..", "schema", "migrations")
const copiesKept = 3

interface Target {
  settings: Settings
  data: string
}

/** The hashes of this version's migrations, as drizzle writes them down, oldest first. */
function ownMigrations(): string[] {
  const journal: { entries: { tag: string }[] } = JSON.parse(
    readFileSync(join(migrationsFolder, "meta", "_journal.json"), "utf8"),
  )
  return journal.entries.map(({ tag }) =>
    createHash("sha256")
      .update(readFileSync(join(migrationsFolder, `${tag}.sql`), "utf8"))
      .digest("hex"),
  )
}

async function appliedMigrations(target: Target): Promise<string[]> {
  const client = openClient({ url: databaseUrl(target), authToken: target.settings.LIBSQL_AUTH_TOKEN })
  try {
    const table = await client.execute("select 1 from sqlite_master where name = '__drizzle_migrations'")
    if (table.rows.length === 0) return []
    const { rows } = await client.execute("select hash from __drizzle_migrations order by created_at")
    return rows.map((row) => String(row["hash"]))
  } catch (error) {
    throw notReadable(target, error)
  } finally {
    client.close()
  }
}

function notReadable(target: Target, error: unknown): unknown {
  const words = `${(error as { code?: string }).code} ${(error as Error).message}`
  if (/SQLITE_(CORRUPT|NOTADB)|malformed|not a database/.test(words))
    return new Refused(
      `数据目录 ${target.data} 里的数据库 cell.db 已损坏：请从备份恢复到新目录。`,
      `The data folder ${target.data} holds a damaged database, cell.db: restore a backup into a new folder.`,
    )
  if (target.settings.LIBSQL_URL === undefined) return error
  return new Refused(
    "LIBSQL_URL 的数据库连不上：请检查地址、令牌和网络。",
    `The database of LIBSQL_URL does not answer: look at address, token and network (${(error as Error).message}).`,
  )
}

/** Copies a database with all that stands in its log into one new file, which appears whole or not at all. */
export async function copyDatabase(file: string, to: string): Promise<void> {
  const aside = `${to}.making`
  await rm(aside, { force: true })
  const database = new Database(file)
  try {
    database.prepare("VACUUM INTO ?").run(aside)
  } finally {
    database.close()
  }
  await rename(aside, to)
}

/** Keeps the database as it was before a change of version, the newest few copies. */
async function keepCopy(data: string, version: string): Promise<string> {
  const folder = copiesFolder(data)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const copy = join(folder, `before-${version}.db`)
  await copyDatabase(databaseFile(data), copy)
  const names = readdirSync(folder)
    .filter((name) => /^before-.*\.db$/.test(name))
    .sort()
  for (const name of names.slice(0, -copiesKept)) await rm(join(folder, name), { force: true })
  return copy
}

/**
 * Brings the database to this version, after a copy of it: of a file all migrations are tried on the copy's copy first, so
 * that one that fails has changed nothing. Throws Refused for a database of a newer version.
 */
export async function upgrade(target: Target, say: (line: string) => void): Promise<void> {
  const { data, settings } = target
  const own = ownMigrations()
  const applied = await appliedMigrations(target)
  const unknown = applied.filter((hash) => !own.includes(hash))
  if (unknown.length > 0 || applied.length > own.length)
    throw new Refused(
      `数据库由更新的版本写过：请运行新版本程序，或用 copies 里升级前的副本。`,
      "The database was written by a newer version: run that one, or take the copy in copies that was made before.",
    )
  if (applied.length === own.length) return
  if (settings.LIBSQL_URL !== undefined) {
    await migrate(settings.LIBSQL_URL, settings.LIBSQL_AUTH_TOKEN)
    return
  }
  const file = databaseFile(data)
  if (!existsSync(file) || applied.length === 0) return
  const number = String(applied.length).padStart(4, "0")
  const copy = await keepCopy(data, number)
  say(`副本 · copied to ${copy}`)
  const trial = join(copiesFolder(data), "trial.db")
  try {
    await copyDatabase(file, trial)
    await migrate(`file:${trial}`)
    await renameOver(trial, file)
  } catch (error) {
    throw new Refused(
      `升级失败，数据库没有改动（副本 ${copy}）。`,
      `The upgrade failed and nothing was changed (a copy is ${copy}): ${(error as Error).message}`,
    )
  } finally {
    for (const end of ["", "-wal", "-shm"]) await rm(trial + end, { force: true })
  }
  say(`数据库已升级 · migrated from ${applied.length} to ${own.length}`)
}

/**
 * Puts a finished database in another's place. Both are written out first and stand for themselves: a log that is left
 * beside a file would be read into the one that takes its name.
 */
async function renameOver(made: string, file: string): Promise<void> {
  const ready = `${made}.ready`
  await copyDatabase(made, ready)
  const database = new Database(file)
  try {
    const [told] = database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").all() as { busy: number }[]
    if (told?.busy !== 0) throw new Error("the database is in use")
  } finally {
    database.close()
  }
  for (const end of ["-wal", "-shm"]) await rm(file + end, { force: true })
  await rename(ready, file)
}
