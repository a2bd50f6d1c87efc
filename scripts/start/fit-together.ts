import { existsSync } from "node:fs"
import { open, readdir, stat } from "node:fs/promises"
import { join } from "node:path"
import { openClient } from "../database-client.ts"
import { isFinished } from "./finished-seed.ts"

/** What is wrong with a data folder, in Chinese and English; the way out is the same for all. */
export class DoesNotFit extends Error {
  constructor(data: string, zh: string, en: string) {
    super(
      `数据目录 ${data} ${zh}。为了不丢数据，没有启动，也没有改动任何内容。\n` +
        `请把这个目录移到别处，再从备份恢复：npm run restore -- --from 备份目录 --data ${data}\n` +
        `The data folder ${en}. Nothing was started or changed: move the folder away and restore a backup, ` +
        `npm run restore -- --from BACKUP --data ${data}.`,
    )
    this.name = "DoesNotFit"
  }
}

const magic = "SQLite format 3\0"

/**
 * Whether a file begins as a database does and is as long as that beginning says. Its pages are not read: of a large city
 * they are many. With a log of its own beside it, what is missing may stand there.
 */
async function isDatabase(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(100), 0, 100, 0)
    if (bytesRead < 100 || buffer.toString("latin1", 0, 16) !== magic) return false
    const log = await stat(`${file}-wal`).catch(() => null)
    if (log && log.size > 0) return true
    const said = buffer.readUInt16BE(16)
    // The number of pages is good when it was written with the last change.
    const pages = buffer.readUInt32BE(24) === buffer.readUInt32BE(92) ? buffer.readUInt32BE(28) : 0
    return (await handle.stat()).size >= pages * (said === 1 ? 65_536 : said)
  } finally {
    await handle.close()
  }
}

const damaged = (data: string, file: string) =>
  new DoesNotFit(data, `里的数据库 ${file} 是空的或已损坏`, `holds an empty or damaged database, ${file}`)

/** An error of opening a city's database, by what it means for its folder: a damaged one leads to `restore`. */
export function openingError(error: unknown, data: string, folder: string): unknown {
  for (let one = error; one instanceof Error; one = one.cause)
    if (
      /SQLITE_(CORRUPT|NOTADB)|malformed|not a database/.test(
        `${(one as { code?: string }).code} ${one.message}`,
      )
    )
      return damaged(data, join(folder, "cell.db"))
  return error
}

const holdsFiles = async (folder: string) => existsSync(folder) && (await readdir(folder)).length > 0

/**
 * Looks whether the database of a data folder, or of an added city's folder in it, is there, begins as one and is not
 * cut off; damage further in is found where it is read. A folder with nothing of a city is a new one, and so is one whose
 * demonstration is made but was not moved in to the end. Throws DoesNotFit; reads only.
 */
export async function requireDatabase(data: string, folder = data): Promise<void> {
  const file = join(folder, "cell.db")
  if (!existsSync(file)) {
    if (folder === data && isFinished(data)) return
    const rest =
      existsSync(join(folder, "secret")) || (folder === data && (await holdsFiles(join(data, "r2"))))
    if (rest)
      throw new DoesNotFit(
        data,
        `里没有数据库 ${file}，其他数据却在`,
        `lacks its database ${file}, all else is there`,
      )
  } else if (!(await isDatabase(file))) throw damaged(data, file)
}

/**
 * Looks whether what a city's database speaks of stands beside it: the bucket with its releases, the secret that its
 * second factors are sealed with. Throws DoesNotFit; reads only.
 */
export async function requireBeside(data: string, folder: string, libsqlUrl: string): Promise<void> {
  const client = openClient({ url: libsqlUrl })
  try {
    const { rows } = await client.execute(
      `select exists (select 1 from publications) as released,
       exists (select 1 from credentials where totp_secret is not null) as sealed`,
    )
    const released = rows[0]?.["released"]
    const sealed = rows[0]?.["sealed"]
    if (Number(released) === 1 && !(await holdsFiles(join(data, "r2"))))
      throw new DoesNotFit(data, "里没有发布文件（r2）", "lacks the files of its releases (r2)")
    if (Number(sealed) === 1 && !existsSync(join(folder, "secret")))
      throw new DoesNotFit(
        data,
        `里没有密钥文件 ${join(folder, "secret")}，已登记的两步验证都解不开`,
        `lacks its secret ${join(folder, "secret")}, without which no second factor can be opened`,
      )
  } finally {
    client.close()
  }
}
