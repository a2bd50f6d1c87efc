import { mkdir, rename, rm } from "node:fs/promises"
import { join } from "node:path"
import { bucketFiles } from "../../backup/files.ts"
import { type Restored, readBackup, restoreCity } from "../../backup/restore-city.ts"
import { backUp } from "../../backup/write-backup.ts"
import { openClient } from "../../database-client.ts"
import { folderBucket } from "../bucket.ts"
import type { Configuration } from "../configuration.ts"
import { objectsFolder } from "../folder.ts"
import { Refused } from "../refused.ts"
import { databaseUrl } from "../settings.ts"
import { newKey, packFolder, unpackArchive } from "./archive.ts"
import { keptBackups } from "./keep.ts"
import { backupName, backupsIn, type LastBackup, writeLast } from "./made.ts"

/** Restores an archive into a temporary place as anybody would, to the last row, object and release. */
async function prove(archive: string, aside: string, identities: readonly string[]): Promise<Restored> {
  const folder = join(aside, "unpacked")
  await unpackArchive(archive, folder, identities)
  const [cell] = (await readBackup(folder)).cells
  if (!cell) throw new Error("the backup holds no city")
  return restoreCity(folder, cell, join(aside, "restored"), folderBucket(join(aside, "restored", "objects")))
}

async function auditHead(database: string): Promise<string | null> {
  const client = openClient({ url: `file:${database}` })
  try {
    const { rows } = await client.execute("select hash from audit_seals order by number desc limit 1")
    return rows[0] ? String(rows[0]["hash"]) : null
  } finally {
    client.close()
  }
}

/** Takes away what is kept no longer. */
async function prune(folder: string, cell: string): Promise<void> {
  const all = await backupsIn(folder, cell)
  const kept = keptBackups(all.map(({ at }) => at))
  for (const { name, at } of all) if (!kept.includes(at)) await rm(join(folder, name), { force: true })
}

/**
 * Makes a backup of a city beside the program that serves it: every table as of one moment, every object, the secret,
 * packed, sealed for the key of the configuration, and proved by restoring it. It has its name when it is proved, so one
 * that was broken off is none. Throws Refused.
 */
export async function makeBackup({ settings, data }: Configuration, folder: string): Promise<LastBackup> {
  const aside = join(folder, ".making")
  await rm(aside, { recursive: true, force: true }).catch(() => {})
  await mkdir(join(aside, "content"), { recursive: true, mode: 0o700 }).catch(
    (error: NodeJS.ErrnoException) => {
      throw new Refused(
        `备份目录 ${folder} 无法写入（${error.code}）。`,
        `BACKUP_FOLDER: ${folder} cannot be written (${error.code}).`,
      )
    },
  )
  try {
    const source = {
      code: settings.CELL,
      name: settings.CELL_NAME ?? null,
      hosts: settings.HOSTS,
      url: databaseUrl({ settings, data }),
      authToken: settings.LIBSQL_AUTH_TOKEN,
      files: bucketFiles(folderBucket(objectsFolder(data))),
      secret: settings.AUTH_SECRET,
    }
    const { at } = await backUp(join(aside, "content"), [source])
    const sealed = settings.BACKUP_RECIPIENT
    // A key that lives as long as the proof: the one that opens the backup for good is not on this machine.
    const proof = await newKey()
    const name = backupName(settings.CELL, new Date(at), sealed !== undefined)
    const archive = join(aside, name)
    const packed = await packFolder(join(aside, "content"), archive, sealed ? [sealed, proof.recipient] : [])
    await rm(join(aside, "content"), { recursive: true, force: true })
    const { rows, files, releases } = await prove(archive, aside, [proof.identity])
    const head = await auditHead(join(aside, "restored", "cell.db"))
    await rename(archive, join(folder, name))
    const last = { at, file: name, ...packed, rows, objects: files, releases: releases ?? 0, auditHead: head }
    await writeLast(folder, last)
    await prune(folder, settings.CELL)
    return last
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}
