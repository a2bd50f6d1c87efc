import { existsSync } from "node:fs"
import { readdir, readFile, rename, writeFile } from "node:fs/promises"
import { join } from "node:path"

/** What stands beside the backups of the newest one that was made and proved. */
export interface LastBackup {
  /** When its reading began: every write acknowledged before is in it. */
  at: string
  file: string
  bytes: number
  sha256: string
  rows: number
  objects: number
  releases: number
  /** The hash of the audit log's last sealed block. */
  auditHead: string | null
}

const lastFile = (folder: string) => join(folder, "last.json")

/** The newest proved backup of a folder, or null. */
export async function lastBackup(folder: string): Promise<LastBackup | null> {
  if (!existsSync(lastFile(folder))) return null
  try {
    return JSON.parse(await readFile(lastFile(folder), "utf8")) as LastBackup
  } catch {
    return null
  }
}

export async function writeLast(folder: string, last: LastBackup): Promise<void> {
  await writeFile(`${lastFile(folder)}.new`, `${JSON.stringify(last, null, 2)}\n`, { mode: 0o600 })
  await rename(`${lastFile(folder)}.new`, lastFile(folder))
}

const named = /^(\d{6})-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.tar\.gz(\.age)?$/

/** The name of a backup: its city and the instant that it is of. */
export const backupName = (cell: string, at: Date, sealed: boolean): string =>
  `${cell}-${at.toISOString().replace(/[-:]/g, "").replace(/\.\d+/, "")}.tar.gz${sealed ? ".age" : ""}`

/** The backups of a city in a folder, with their instants. */
export async function backupsIn(folder: string, cell: string): Promise<{ name: string; at: Date }[]> {
  const names = existsSync(folder) ? await readdir(folder) : []
  return names.flatMap((name) => {
    const [, code, year, month, day, hour, minute, second] = named.exec(name) ?? []
    if (code !== cell) return []
    return [{ name, at: new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) }]
  })
}
