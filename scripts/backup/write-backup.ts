import { existsSync } from "node:fs"
import { readdir } from "node:fs/promises"
import { openClient } from "../database-client.ts"
import { dumpTables } from "./dump-tables.ts"
import { dumpFiles, type FileSource } from "./files.ts"
import {
  type BackupManifest,
  BackupRefused,
  type CellRecord,
  privateFolder,
  secretFile,
  writeManifest,
  writePrivate,
} from "./format.ts"
import { migrationTag } from "./schema-version.ts"

/** A city that is backed up. */
export interface Source {
  code: string
  name: string | null
  hosts: string[] | null
  url: string
  authToken?: string
  /** Null: the bucket is copied apart. */
  files: FileSource | null
  secret: string | null
}

async function backUpCity(backup: string, source: Source, still: boolean): Promise<CellRecord> {
  const { code, name, hosts, url, authToken, secret } = source
  const client = openClient({ url, authToken, intMode: "bigint" })
  try {
    const { tables, migration } = await dumpTables(client, { backup, code, still })
    const schema = migrationTag(migration)
    if (secret !== null) await writePrivate(secretFile(backup, code), secret)
    const files = source.files && (await dumpFiles(source.files, backup, code))
    return { code, name, hosts, schema, tables, files }
  } finally {
    client.close()
  }
}

async function requireEmpty(out: string): Promise<void> {
  if (existsSync(out) && (await readdir(out)).length > 0)
    throw new BackupRefused(`${out} is not empty: a backup gets a folder of its own.`)
  await privateFolder(out)
}

/** Backs up cities into the new folder `out`: of each all tables as of one moment, then its objects. Throws BackupRefused. */
export async function backUp(
  out: string,
  sources: readonly Source[],
  still = false,
): Promise<BackupManifest> {
  await requireEmpty(out)
  const at = new Date().toISOString()
  const cells: CellRecord[] = []
  for (const source of sources) cells.push(await backUpCity(out, source, still))
  const manifest: BackupManifest = { format: 1, at, cells }
  await writeManifest(out, manifest)
  return manifest
}
