import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Client } from "@libsql/client"
import { drizzle } from "drizzle-orm/libsql"
import { migrate } from "drizzle-orm/libsql/migrator"
import { z } from "zod"
import { BackupRefused } from "./format.ts"

const folder = fileURLToPath(new URL("../../schema/migrations", import.meta.url))

const journal = z
  .object({ entries: z.array(z.object({ tag: z.string(), when: z.number() })) })
  .parse(JSON.parse(readFileSync(join(folder, "meta", "_journal.json"), "utf8")))

/** The name of the newest migration of a database; refuses one that this program does not know. */
export function migrationTag(when: number): string {
  const known = journal.entries.find((entry) => entry.when === when)
  if (known) return known.tag
  throw new BackupRefused(
    "The database has tables that this program does not know: use the program that made them.",
  )
}

/** Refuses a backup whose tables are newer than this program. */
export function requireKnown(tag: string): void {
  if (journal.entries.some((entry) => entry.tag === tag)) return
  throw new BackupRefused(
    `The backup was made by a newer program: its tables are of ${tag}, this program knows up to ${journal.entries.at(-1)?.tag}.`,
  )
}

/** Brings an empty database to the tables of one migration, as they were when the backup was made. */
export async function migrateUpTo(client: Client, tag: string): Promise<void> {
  requireKnown(tag)
  const count = journal.entries.findIndex((entry) => entry.tag === tag) + 1
  const copy = mkdtempSync(join(tmpdir(), "shige-migrations-"))
  try {
    cpSync(folder, copy, { recursive: true })
    const first = { ...journal, entries: journal.entries.slice(0, count) }
    writeFileSync(join(copy, "meta", "_journal.json"), JSON.stringify(first))
    await migrate(drizzle(client), { migrationsFolder: copy })
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}
