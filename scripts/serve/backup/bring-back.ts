import { existsSync } from "node:fs"
import { readFile, rename, rm } from "node:fs/promises"
import { join, resolve } from "node:path"
import { BackupRefused, secretFile } from "../../backup/format.ts"
import { type Restored, readBackup, restoreCity } from "../../backup/restore-city.ts"
import { folderBucket } from "../bucket.ts"
import type { Configuration } from "../configuration.ts"
import { claimFolder, databaseFile, markFolder } from "../folder.ts"
import { Refused } from "../refused.ts"
import { identitiesOf, unpackArchive } from "./archive.ts"

async function keysOf(file: string | undefined): Promise<string[]> {
  if (file === undefined) return []
  const text = await readFile(resolve(file), "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new Refused(
      `密钥文件 ${file} 读不出来（${error.code}）。`,
      `--key: ${file} cannot be read (${error.code}).`,
    )
  })
  return identitiesOf(text)
}

/** The backup's secret opens what its database seals: another one would lock everybody out of second factors. */
async function requireSecret(unpacked: string, { settings, file }: Configuration): Promise<void> {
  const secret = await readFile(secretFile(unpacked, settings.CELL), "utf8").catch(() => null)
  if (secret === null || secret === settings.AUTH_SECRET) return
  throw new Refused(
    `备份的密钥与 AUTH_SECRET 不同：请在 ${file ?? "环境"} 里改为该城市原来的密钥，再恢复。`,
    `The backup was made with another AUTH_SECRET than ${file ?? "the environment"} has: write that city's own there, then restore. Nothing was changed.`,
  )
}

/**
 * Restores a backup into the folder of the configuration, which must hold no city. It is made and proved aside, and the
 * folder says whose it is last: what goes wrong leaves it without one. Throws Refused.
 */
export async function bringBack(
  configuration: Configuration,
  from: string,
  keyFile?: string,
): Promise<Restored> {
  const { settings, data } = configuration
  const archive = resolve(from)
  if (!existsSync(archive)) throw new Refused(`没有备份文件 ${from}。`, `There is no backup ${from}.`)
  const identities = await keysOf(keyFile)
  if (archive.endsWith(".age") && identities.length === 0)
    throw new Refused(
      "备份已加密：请用 --key 指明密钥文件。",
      "The backup is sealed: name its key with --key FILE.",
    )
  const giveBack = await claimFolder(data)
  const aside = join(data, ".restoring")
  try {
    for (const file of [databaseFile(data), join(data, "city.json"), join(data, "objects")])
      if (existsSync(file))
        throw new Refused(
          `数据目录 ${data} 里已有数据，没有改动：请用 DATA 另选空目录。`,
          `The data folder ${data} holds a city already, nothing was changed: set DATA to an empty one.`,
        )
    await rm(aside, { recursive: true, force: true })
    await unpackArchive(archive, join(aside, "unpacked"), identities)
    const { cells } = await readBackup(join(aside, "unpacked"))
    const cell = cells.find(({ code }) => code === settings.CELL)
    if (!cell)
      throw new Refused(
        `备份属于城市 ${cells.map(({ code }) => code).join("、")}，配置的却是 ${settings.CELL}。`,
        `The backup is of the city ${cells.map(({ code }) => code).join(", ")}, not of ${settings.CELL}: look at CELL.`,
      )
    await requireSecret(join(aside, "unpacked"), configuration)
    const made = join(aside, "made")
    const restored = await restoreCity(
      join(aside, "unpacked"),
      cell,
      made,
      folderBucket(join(made, "objects")),
    )
    for (const name of ["objects", "cell.db-wal", "cell.db"])
      if (existsSync(join(made, name))) await rename(join(made, name), join(data, name))
    await markFolder(data, settings.CELL)
    return restored
  } catch (error) {
    if (error instanceof BackupRefused)
      throw new Refused(
        "备份不完整或已损坏，没有改动：请用另一份备份。",
        `${error.message} Nothing was changed: take another backup.`,
      )
    throw error
  } finally {
    await rm(aside, { recursive: true, force: true })
    giveBack()
  }
}
