import { existsSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { join, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { bucketFiles, type FileSource, servedFiles } from "./backup/files.ts"
import { type BackupManifest, BackupRefused, manifestFile } from "./backup/format.ts"
import { backUp, type Source } from "./backup/write-backup.ts"
import { answerHelp } from "./call.ts"
import { addedCities, cityFolder, mainCity } from "./start/cells.ts"
import { claimLock } from "./start/lock.ts"
import { findRunning } from "./start/running.ts"

/** The cities of a data folder. SQLite lets a second process read a database while the application writes to it. */
async function citiesOf(data: string, files: FileSource): Promise<Source[]> {
  const main = { code: mainCity, name: null, hosts: null, folder: data }
  const added = (await addedCities(data)).map((city) => ({ ...city, folder: cityFolder(data, city.code) }))
  const sources: Source[] = []
  for (const { code, name, hosts, folder } of [main, ...added]) {
    const url = `file:${join(folder, "cell.db")}`
    const secret = await readFile(join(folder, "secret"), "utf8").catch(() => null)
    sources.push({ code, name, hosts, url, files, secret })
  }
  return sources
}

/**
 * Backs up all cities of a data folder into the new folder `out`, whether `npm start` runs on it or not: per city all
 * tables as of one moment, then the objects of its bucket. Throws BackupRefused with a sentence.
 */
export async function backUpFolder(folder: string, out: string): Promise<BackupManifest> {
  const data = resolve(folder)
  if (!existsSync(join(data, "cell.db"))) throw new BackupRefused(`${data} holds no database.`)
  const running = await findRunning(data)
  if (running === "starting")
    throw new BackupRefused(`${data} is in use by a process that is just starting or ending: try again.`)
  if (running) return backUp(resolve(out), await citiesOf(data, servedFiles(running.files)))
  const giveBack = await claimLock(join(data, "lock"))
  try {
    // Miniflare takes a second to load, which a backup of a running application is spared.
    const { openReleaseBucket } = await import("./start/runtime.ts")
    const { bucket, close } = await openReleaseBucket(data)
    try {
      return await backUp(resolve(out), await citiesOf(data, bucketFiles(bucket)))
    } finally {
      await close()
    }
  } finally {
    giveBack()
  }
}

/** Backs up the database of a deployed city; its bucket is copied apart, into `<out>/<code>/files`. */
export async function backUpRemote(
  out: string,
  { code, url, authToken, still }: { code: string; url: string; authToken?: string; still: boolean },
): Promise<BackupManifest> {
  const source = { code, name: null, hosts: null, url, authToken, files: null, secret: null }
  return backUp(resolve(out), [source], still)
}

const usage = `npm run backup -- --out DIR [--data .data]
npm run backup -- --out DIR --url libsql://… [--auth-token …] [--cell 510100] [--copy]

DIR must be new or empty. With --data every city of the folder is backed up, also while npm start runs on it. With --url
the database is; its bucket is copied by the storage's own tool into DIR/<cell>/files (see README). --copy: the database
is a copy that nobody writes to.`

async function main(): Promise<void> {
  answerHelp(usage)
  const { values } = parseArgs({
    options: {
      out: { type: "string" },
      data: { type: "string", default: ".data" },
      url: { type: "string" },
      "auth-token": { type: "string" },
      cell: { type: "string", default: mainCity },
      copy: { type: "boolean", default: false },
    },
  })
  const { out, url, cell: code, copy: still } = values
  if (out === undefined) throw new BackupRefused(usage)
  const authToken = values["auth-token"] ?? process.env["LIBSQL_AUTH_TOKEN"]
  const { cells, at } = await (url === undefined
    ? backUpFolder(values.data, out)
    : backUpRemote(out, { code, url, authToken, still }))
  for (const { code, tables, schema, files } of cells) {
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    const objects = files
      ? `${files.count} files of ${files.bytes} bytes`
      : "the bucket is to be copied apart"
    console.log(`${code}: ${rows} rows of ${tables.length} tables (${schema}), ${objects}`)
  }
  console.log(`as of ${at}: ${manifestFile(out)}`)
  console.log("It holds personal data and secrets: keep it encrypted, away from this machine.")
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  main().catch((error: unknown) => {
    console.error(error instanceof BackupRefused ? error.message : error)
    process.exitCode = 1
  })
