import { readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import type { Client } from "@libsql/client"
import { drizzle } from "drizzle-orm/libsql"
import { migrate as runMigrations } from "drizzle-orm/libsql/migrator"
import { answerHelp } from "./call.ts"
import { openClient } from "./database-client.ts"
import { fillSearchTexts } from "./seeding/search-texts.ts"

const migrationsFolder = join(fileURLToPath(new URL(".", import.meta.url)), "..", "schema", "migrations")

/**
 * Brings the database of a cell up to the newest migration, over the HTTP client for http(s) and libsql addresses, a
 * local file for `file:`. Running it again changes nothing. Returns the names of the migrations applied this time.
 */
export async function migrate(url: string, authToken?: string): Promise<string[]> {
  const client = openClient({ url, authToken })
  try {
    const before = await appliedCount(client)
    await runMigrations(drizzle(client), { migrationsFolder })
    await fillSearchTexts(client)
    return migrationNames().slice(before, await appliedCount(client))
  } finally {
    client.close()
  }
}

async function appliedCount(client: Client): Promise<number> {
  const table = await client.execute("select 1 from sqlite_master where name = '__drizzle_migrations'")
  if (table.rows.length === 0) return 0
  const { rows } = await client.execute("select count(*) as applied from __drizzle_migrations")
  return Number(rows[0]?.["applied"])
}

function migrationNames(): string[] {
  const journal: { entries: { tag: string }[] } = JSON.parse(
    readFileSync(join(migrationsFolder, "meta", "_journal.json"), "utf8"),
  )
  return journal.entries.map((entry) => entry.tag)
}

const usage = `npm run migrate -- --url URL [--auth-token TOKEN]
Brings the database of a city (or LIBSQL_URL) up to the newest migration; run again it changes nothing.`

async function main(): Promise<void> {
  answerHelp(usage)
  const { values } = parseArgs({ options: { url: { type: "string" }, "auth-token": { type: "string" } } })
  const url = values.url ?? process.env["LIBSQL_URL"]
  if (url === undefined) throw new Error(`Say which database: ${usage}`)
  const applied = await migrate(url, values["auth-token"] ?? process.env["LIBSQL_AUTH_TOKEN"])
  for (const name of applied) console.log(`applied ${name}`)
  if (applied.length === 0) console.log("nothing to apply: the database is up to date")
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
