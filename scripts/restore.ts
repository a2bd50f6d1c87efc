import { existsSync } from "node:fs"
import { mkdir, rename, rm } from "node:fs/promises"
import { join, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { createClient } from "@libsql/client"
import { checkReleases } from "./backup/check-releases.ts"
import { backedBucket, listedFiles } from "./backup/files.ts"
import { type BackupManifest, BackupRefused, type CellRecord } from "./backup/format.ts"
import { requireUnused } from "./backup/load-tables.ts"
import { type Restored, readBackup, restoreCity, restoreDatabase, rowsOf } from "./backup/restore-city.ts"
import { answerHelp } from "./call.ts"
import { openClient } from "./database-client.ts"
import { migrate } from "./migrate.ts"
import { cityFolder, mainCity } from "./start/cells.ts"
import { endLeftRuntimes } from "./start/leftover.ts"
import { claimLock, LockHeld } from "./start/lock.ts"
import { openReleaseBucket } from "./start/runtime.ts"

async function requireUnusedFolder(data: string): Promise<void> {
  for (const file of [join(data, "cell.db"), join(data, "cells")]) {
    if (!existsSync(file)) continue
    if (file.endsWith("cells")) throw new BackupRefused(`${data} holds cities: nothing was changed.`)
    const client = createClient({ url: `file:${file}` })
    try {
      await requireUnused(client, file)
    } finally {
      client.close()
    }
  }
}

/** What moves into the data folder, the main database last: a folder with it is complete. */
const kept = ["r2", "cells", "secret", "cell.db"]

async function restoreAside(from: string, { cells }: BackupManifest, aside: string): Promise<Restored[]> {
  const { bucket, close } = await openReleaseBucket(aside)
  try {
    const restored: Restored[] = []
    for (const cell of cells)
      restored.push(
        await restoreCity(from, cell, cell.code === mainCity ? aside : cityFolder(aside, cell.code), bucket),
      )
    return restored
  } finally {
    await close()
  }
}

/**
 * Restores every city of a backup into a data folder that holds nobody and that no process uses. It is made and checked
 * aside and moved in at the end: what goes wrong before leaves the folder as it was. Throws BackupRefused with a sentence.
 */
export async function restoreFolder(from: string, folder: string): Promise<Restored[]> {
  const data = resolve(folder)
  const manifest = await readBackup(resolve(from))
  if (!manifest.cells.some(({ code }) => code === mainCity))
    throw new BackupRefused(`The backup does not hold ${mainCity}, the city of a data folder.`)
  const giveBack = await claimLock(join(data, "lock")).catch((error: unknown) => {
    if (!(error instanceof LockHeld)) throw error
    throw new BackupRefused(`${data} is in use by process ${error.pid}: nothing was changed.`)
  })
  const aside = join(data, ".restoring")
  try {
    await requireUnusedFolder(data)
    await endLeftRuntimes(aside, () => {})
    await rm(aside, { recursive: true, force: true })
    await mkdir(aside, { recursive: true, mode: 0o700 })
    const restored = await restoreAside(resolve(from), manifest, aside)
    for (const name of kept) {
      for (const end of name === "cell.db" ? ["", "-wal", "-shm"] : [""])
        await rm(join(data, name + end), { recursive: true, force: true })
      if (existsSync(join(aside, name))) await rename(join(aside, name), join(data, name))
    }
    return restored
  } finally {
    await rm(aside, { recursive: true, force: true })
    giveBack()
  }
}

/** Reads the releases of a restored database from the files beside it in the backup. */
async function releasesIn(from: string, cell: CellRecord, database: { url: string; authToken?: string }) {
  if ((await listedFiles(from, cell)) === null) return null
  const client = openClient(database)
  try {
    return await checkReleases(client, backedBucket(from, cell.code), cell.code)
  } finally {
    client.close()
  }
}

/** Restores one city's tables into an empty database of its own; its bucket is restored apart. */
export async function restoreRemote(
  from: string,
  { code, url, authToken }: { code: string; url: string; authToken?: string },
): Promise<Restored> {
  const { cells } = await readBackup(resolve(from))
  const cell = cells.find((one) => one.code === code)
  if (!cell) throw new BackupRefused(`The backup does not hold ${code}.`)
  const client = openClient({ url, authToken })
  try {
    await requireUnused(client, "The database")
  } finally {
    client.close()
  }
  await restoreDatabase(resolve(from), cell, url, authToken).catch((error: unknown) => {
    throw new Error("The database is filled in part: make a new one for the next try.", { cause: error })
  })
  const releases = await releasesIn(resolve(from), cell, { url, authToken })
  await migrate(url, authToken)
  return { code, rows: rowsOf(cell), files: 0, releases }
}

const usage = `npm run restore -- --from BACKUP --data DIR
npm run restore -- --from BACKUP --url libsql://… [--auth-token …] [--cell 510100]

Restores a backup into a data folder, or one city of it into a database, that holds nobody and nothing written.`

async function main(): Promise<void> {
  answerHelp(usage)
  const { values } = parseArgs({
    options: {
      from: { type: "string" },
      data: { type: "string" },
      url: { type: "string" },
      "auth-token": { type: "string" },
      cell: { type: "string", default: mainCity },
    },
  })
  const { from, data, url, cell: code } = values
  if (from === undefined || (data === undefined) === (url === undefined)) throw new BackupRefused(usage)
  const authToken = values["auth-token"] ?? process.env["LIBSQL_AUTH_TOKEN"]
  const restored =
    url === undefined
      ? await restoreFolder(from, data ?? "")
      : [await restoreRemote(from, { code, url, authToken })]
  for (const { code, rows, files, releases } of restored) {
    const read = releases === null ? "no files to check them by" : "read to their last file"
    console.log(`${code}: ${rows} rows and ${files} files, checked; ${releases ?? "its"} releases: ${read}`)
    if (url !== undefined) console.log(`now copy ${join(from, code, "files")} into the bucket`)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  main().catch((error: unknown) => {
    console.error(error instanceof BackupRefused ? error.message : error)
    process.exitCode = 1
  })
