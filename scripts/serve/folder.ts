import { existsSync } from "node:fs"
import { mkdir, open, readFile, rename, rm, statfs, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { claimLock, LockHeld } from "../start/lock.ts"
import { Refused } from "./refused.ts"

export const databaseFile = (data: string) => join(data, "cell.db")
export const objectsFolder = (data: string) => join(data, "objects")
/** Copies that are made before the database is changed. */
export const copiesFolder = (data: string) => join(data, "copies")
/** Says whose folder it is. */
const markFile = (data: string) => join(data, "city.json")

interface Mark {
  format: 1
  cell: string
}

/** Below this nothing is started: a migration, a log and a copy want room. */
const LEAST_FREE = 64 * 1024 * 1024

/** File systems of other machines, where SQLite's locks and its log in shared memory cannot be relied on. */
const distant = new Map([
  [0x6969, "NFS"],
  [0xfe534d42, "SMB"],
  [0xff534d42, "CIFS"],
  [0x517b, "SMB"],
  [0x01021997, "9P"],
  [0x00c36400, "Ceph"],
  [0x65735546, "FUSE"],
  [0x5346414f, "AFS"],
])

/** What statfs tells of a folder, as far as it keeps one from starting. Throws Refused. */
export function requireDisk(
  data: string,
  { type, bavail, bsize }: { type: number; bavail: number; bsize: number },
): void {
  const name = distant.get(type >>> 0)
  if (name)
    throw new Refused(
      `数据目录 ${data} 在网络文件系统（${name}）上，数据库会损坏：请把 DATA 改到本机磁盘。`,
      `The data folder ${data} is on a network file system (${name}), where a database gets damaged: set DATA to a disk of this machine.`,
    )
  if (bavail * bsize < LEAST_FREE)
    throw new Refused(
      `数据目录 ${data} 所在磁盘几乎已满：请先腾出空间（至少 ${LEAST_FREE / 1024 / 1024} MB）。`,
      `The disk of the data folder ${data} is nearly full: make room first (at least ${LEAST_FREE / 1024 / 1024} MB).`,
    )
}

async function requireWritable(data: string): Promise<void> {
  try {
    await mkdir(data, { recursive: true, mode: 0o700 })
    const probe = join(data, `.probe-${process.pid}`)
    await writeFile(probe, "")
    await rm(probe)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === "ENOSPC" || code === "EDQUOT") requireDisk(data, { type: 0, bavail: 0, bsize: 0 })
    throw new Refused(
      `数据目录 ${data} 无法写入（${code}）：请检查所有者和权限，或用 DATA 另选目录。`,
      `The data folder ${data} cannot be written (${code}): look at its owner and mode, or set DATA to another one.`,
    )
  }
}

/** Takes a data folder for this process; a second one is refused. Answers what gives it back. Throws Refused. */
export async function claimFolder(data: string): Promise<() => void> {
  await requireWritable(data)
  requireDisk(data, await statfs(data))
  try {
    return await claimLock(join(data, "lock"))
  } catch (error) {
    if (!(error instanceof LockHeld)) throw error
    throw new Refused(
      `数据目录 ${data} 正由另一个进程（${error.pid}）使用：请先结束它，或用 DATA 另选目录。`,
      `The data folder ${data} is in use by process ${error.pid}: end it first, or set DATA to another one.`,
    )
  }
}

async function markOf(data: string): Promise<Mark | null> {
  if (!existsSync(markFile(data))) return null
  try {
    return JSON.parse(await readFile(markFile(data), "utf8")) as Mark
  } catch {
    throw new Refused(
      `数据目录 ${data} 里的 city.json 已损坏：请从备份恢复到新目录。`,
      `The data folder ${data} holds a damaged city.json: restore a backup into a new folder.`,
    )
  }
}

/** Says for good whose folder it is. */
export async function markFolder(data: string, cell: string): Promise<void> {
  const aside = `${markFile(data)}.new`
  const handle = await open(aside, "w", 0o600)
  try {
    await handle.writeFile(JSON.stringify({ format: 1, cell } satisfies Mark))
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(aside, markFile(data))
}

/** Looks whether a folder is one that `init` made, and this city's. Throws Refused. */
export async function openFolder({
  data,
  settings,
}: {
  data: string
  settings: { CELL: string; LIBSQL_URL?: string }
}): Promise<void> {
  const mark = await markOf(data)
  if (mark === null) {
    if (existsSync(join(data, "r2")))
      throw new Refused(
        `数据目录 ${data} 是 npm start 的目录，不能用于正式运行：请用 DATA 另选目录。`,
        `The data folder ${data} is one of npm start, not of a city in earnest: set DATA to another one.`,
      )
    throw new Refused(
      `数据目录 ${data} 里还没有城市：请先运行 npm run serve -- init，或从备份恢复。`,
      `The data folder ${data} holds no city yet: run npm run serve -- init first, or restore a backup.`,
    )
  }
  if (mark.format !== 1)
    throw new Refused(
      `数据目录 ${data} 由更新的版本创建：请使用新版本程序。`,
      `The data folder ${data} was made by a newer version: run that one.`,
    )
  if (mark.cell !== settings.CELL)
    throw new Refused(
      `数据目录 ${data} 属于城市 ${mark.cell}，配置的却是 ${settings.CELL}：请检查 CELL 和 DATA。`,
      `The data folder ${data} is of the city ${mark.cell}, not of ${settings.CELL}: look at CELL and DATA.`,
    )
  if (settings.LIBSQL_URL === undefined && !existsSync(databaseFile(data)))
    throw new Refused(
      `数据目录 ${data} 里没有数据库 cell.db：请从备份恢复到新目录。`,
      `The data folder ${data} lacks its database, cell.db: restore a backup into a new folder.`,
    )
}
