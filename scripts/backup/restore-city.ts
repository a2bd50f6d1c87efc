import { mkdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { Bucket } from "../../worker/gateways/content-store.ts"
import { openClient } from "../database-client.ts"
import { migrate } from "../migrate.ts"
import { checkReleases } from "./check-releases.ts"
import { backedFile, listedFiles } from "./files.ts"
import {
  type BackupManifest,
  BackupRefused,
  type CellRecord,
  objectFile,
  readManifest,
  secretFile,
  sha256,
  tableFile,
} from "./format.ts"
import { loadTables } from "./load-tables.ts"
import { migrateUpTo, requireKnown } from "./schema-version.ts"

/** What objects are restored into. */
type RestoredBucket = Pick<Bucket, "head" | "get"> & {
  put(key: string, value: Uint8Array<ArrayBuffer>): Promise<unknown>
}

/** What was restored of one city. */
export interface Restored {
  code: string
  rows: number
  files: number
  /** Releases whose every file was read and is what its name says; null when the backup holds no files. */
  releases: number | null
}

/** Reads the whole backup before anything is written: every file must be there and be what the manifest says. */
export async function readBackup(from: string): Promise<BackupManifest> {
  const manifest = await readManifest(from)
  for (const cell of manifest.cells) {
    requireKnown(cell.schema)
    for (const { name, sha256: expected } of cell.tables) {
      const file = tableFile(from, cell.code, name)
      const text = await readFile(file).catch(() => null)
      if (text === null) throw new BackupRefused(`Missing: ${file}`)
      if (sha256(text) !== expected) throw new BackupRefused(`Damaged: ${file}`)
    }
    for (const record of (await listedFiles(from, cell)) ?? []) await backedFile(from, cell.code, record)
  }
  return manifest
}

/** How many rows a city has. */
export const rowsOf = ({ tables }: CellRecord) => tables.reduce((sum, { rows }) => sum + rows, 0)

/** Fills an empty database with the tables of a backup, as they were. */
export async function restoreDatabase(
  from: string,
  cell: CellRecord,
  url: string,
  authToken?: string,
): Promise<void> {
  const client = openClient({ url, authToken, intMode: "bigint" })
  try {
    await migrateUpTo(client, cell.schema)
    await loadTables(client, from, cell)
  } finally {
    client.close()
  }
}

async function restoreFiles(from: string, cell: CellRecord, bucket: RestoredBucket): Promise<number> {
  const records = (await listedFiles(from, cell)) ?? []
  for (const record of records) await bucket.put(record.key, await backedFile(from, cell.code, record))
  return records.length
}

/** Makes one city below `folder` as a data folder has it; its database gets the newest tables at the end. */
export async function restoreCity(
  from: string,
  cell: CellRecord,
  folder: string,
  bucket: RestoredBucket,
): Promise<Restored> {
  const { code, name, hosts } = cell
  if ((await listedFiles(from, cell)) === null)
    throw new BackupRefused(
      `Missing: ${objectFile(from, code, "")}, where the bucket of ${code} is to be copied.`,
    )
  await mkdir(folder, { recursive: true })
  const url = `file:${join(folder, "cell.db")}`
  await restoreDatabase(from, cell, url)
  const files = await restoreFiles(from, cell, bucket)
  const client = openClient({ url })
  try {
    const releases = await checkReleases(client, bucket, code)
    await migrate(url)
    const secret = await readFile(secretFile(from, code), "utf8").catch(() => null)
    if (secret !== null) await writeFile(join(folder, "secret"), secret, { mode: 0o600 })
    if (name !== null) await writeFile(join(folder, "cell.json"), JSON.stringify({ code, name, hosts }))
    return { code, rows: rowsOf(cell), files, releases }
  } finally {
    client.close()
  }
}
