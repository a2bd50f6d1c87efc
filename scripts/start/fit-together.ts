import { existsSync } from "node:fs"
import { open, readdir, readFile, stat } from "node:fs/promises"
import { join } from "node:path"
import { secretBox } from "../../worker/gateways/secret-box.ts"
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
    if (!(await handle.stat()).isFile()) return false
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

/** Whether the bucket of a data folder holds an object: its index may be there, and all that it speaks of gone. */
export async function holdsFiles(bucket: string): Promise<boolean> {
  const entries = existsSync(bucket) ? await readdir(bucket, { withFileTypes: true }) : []
  for (const entry of entries) {
    const blobs = join(bucket, entry.name, "blobs")
    if (entry.isDirectory() && existsSync(blobs) && (await readdir(blobs)).length > 0) return true
  }
  return false
}

/** The sentence of a bucket whose index is no database any more, or one with damaged pages. */
export const damagedIndex = (data: string) =>
  new DoesNotFit(
    data,
    "里的发布文件（r2）读不出来，索引已损坏",
    "holds files of its releases (r2) that cannot be read: their index is damaged",
  )

/** Looks whether what the runtime keeps beside the objects of its bucket are databases; one that is new may be empty. */
async function requireIndex(data: string): Promise<void> {
  const bucket = join(data, "r2")
  const names = existsSync(bucket) ? await readdir(bucket) : []
  for (const name of names) {
    const folder = join(bucket, name)
    const files = (await stat(folder)).isDirectory() ? await readdir(folder) : []
    for (const file of files.filter((one) => one.endsWith(".sqlite")))
      if ((await stat(join(folder, file))).size > 0 && !(await isDatabase(join(folder, file))))
        throw damagedIndex(data)
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

const holdsAnything = async (folder: string) => existsSync(folder) && (await readdir(folder)).length > 0

/**
 * Looks whether the database that is served holds anybody: one with no table, or with nobody in it, stands beside a
 * secret or files of a city that is no longer in it. Throws DoesNotFit; reads only, so it comes before the migration.
 */
export async function requireFilled(data: string, folder: string, libsqlUrl: string): Promise<void> {
  const beside =
    existsSync(join(folder, "secret")) || (folder === data && (await holdsFiles(join(data, "r2"))))
  if (!beside) return
  const client = openClient({ url: libsqlUrl })
  try {
    const { rows } = await client.execute("select 1 from sqlite_schema where name = 'users'")
    const held = rows.length > 0 && (await client.execute("select 1 from users limit 1")).rows.length > 0
    if (!held) throw damaged(data, join(folder, "cell.db"))
  } finally {
    client.close()
  }
}

/** The shortest secret that the Worker takes. */
const SHORTEST_SECRET = 32

/** What is wrong with the secret of a city that second factors were sealed with, in Chinese and English; null when it opens one. */
async function faultOfSecret(
  file: string,
  sealed: readonly string[],
): Promise<[zh: string, en: string] | null> {
  if (!existsSync(file))
    return sealed.length === 0
      ? null
      : [
          `里没有密钥文件 ${file}，已登记的两步验证都解不开`,
          `lacks its secret ${file}, without which no second factor can be opened`,
        ]
  const secret = await readFile(file, "utf8")
  if (secret.length < SHORTEST_SECRET)
    return [`里的密钥文件 ${file} 是空的或不完整`, `holds an empty or cut secret, ${file}`]
  const box = secretBox(secret, "second factor")
  const opened = await Promise.all(
    sealed.map((one) =>
      box.open(one).then(
        () => true,
        () => false,
      ),
    ),
  )
  return sealed.length === 0 || opened.includes(true)
    ? null
    : [
        `里的密钥文件 ${file} 不是这个数据库的，已登记的两步验证都解不开`,
        `holds another city's secret, ${file}, which opens no second factor`,
      ]
}

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
      existsSync(join(folder, "secret")) || (folder === data && (await holdsAnything(join(data, "r2"))))
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
    const { rows } = await client.execute("select exists (select 1 from publications) as released")
    const released = rows[0]?.["released"]
    if (Number(released) === 1 && !(await holdsFiles(join(data, "r2"))))
      throw new DoesNotFit(data, "里没有发布文件（r2）", "lacks the files of its releases (r2)")
    const credentials = await client.execute(
      "select totp_secret from credentials where totp_secret is not null limit 20",
    )
    await requireIndex(data)
    const sealed = credentials.rows.map((row) => String(row["totp_secret"]))
    const fault = await faultOfSecret(join(folder, "secret"), sealed)
    if (fault) throw new DoesNotFit(data, ...fault)
  } finally {
    client.close()
  }
}
