import { existsSync } from "node:fs"
import { readdir, readFile } from "node:fs/promises"
import { dirname, join, relative, sep } from "node:path"
import { z } from "zod"
import type { Bucket } from "../../worker/gateways/content-store.ts"
import {
  BackupRefused,
  type CellRecord,
  type FileRecord,
  fileList,
  objectFile,
  privateFolder,
  sha256,
  writePrivate,
} from "./format.ts"

/** Where objects of a bucket are read from. */
export interface FileSource {
  keys(prefix: string): AsyncIterable<string>
  /** Null when it is gone meanwhile. */
  get(key: string): Promise<Uint8Array | null>
}

/** What is used of miniflare's bucket besides the Worker's part. */
export interface ListedBucket extends Bucket {
  list(options: { prefix: string; cursor?: string }): Promise<{
    objects: { key: string }[]
    truncated: boolean
    cursor?: string
  }>
}

/** The objects of a bucket that is open in this process. */
export function bucketFiles(bucket: Pick<ListedBucket, "list" | "get">): FileSource {
  return {
    async *keys(prefix) {
      for (let cursor: string | undefined, more = true; more; ) {
        const page = await bucket.list(cursor ? { prefix, cursor } : { prefix })
        for (const { key } of page.objects) yield key
        cursor = page.cursor
        more = page.truncated
      }
    },
    async get(key) {
      const object = await bucket.get(key)
      return object && new Uint8Array(await object.arrayBuffer())
    },
  }
}

/** The objects of the bucket of an application that runs in another process (scripts/start/file-server.ts). */
export function servedFiles({ url, token }: { url: string; token: string }): FileSource {
  const ask = async (path: string, query: Record<string, string>) => {
    const answer = await fetch(`${url}${path}?${new URLSearchParams(query)}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    if (!answer.ok && answer.status !== 404) throw new Error(`the bucket answered ${answer.status}`)
    return answer
  }
  return bucketFiles({
    list: async ({ prefix, cursor = "" }) => (await ask("/list", { prefix, cursor })).json(),
    get: async (key) => {
      const answer = await ask("/object", { key })
      return answer.ok ? answer : null
    },
  })
}

const fileRecord = z.object({ key: z.string(), bytes: z.number(), sha256: z.string() })

const prefixOf = (code: string) => `cells/${code}/`

/** Every key of a city begins with its prefix and leads nowhere else. */
function requireOwnKey(code: string, key: string): void {
  const parts = key.split("/")
  if (
    !key.startsWith(prefixOf(code)) ||
    parts.some((part) => !/^[\w.~ -]+$/.test(part) || /^\.+$/.test(part))
  )
    throw new BackupRefused(`The backup names an object that cannot be one of ${code}: ${key}`)
}

/** Copies all objects of a city. What the tables refer to was there before they were read, so it is among them. */
export async function dumpFiles(
  source: FileSource,
  backup: string,
  code: string,
): Promise<CellRecord["files"]> {
  const records: FileRecord[] = []
  for await (const key of source.keys(prefixOf(code))) {
    const bytes = await source.get(key)
    if (bytes === null) continue
    requireOwnKey(code, key)
    await writePrivate(objectFile(backup, code, key), bytes)
    records.push({ key, bytes: bytes.byteLength, sha256: sha256(bytes) })
  }
  const list = records.map((record) => `${JSON.stringify(record)}\n`).join("")
  await privateFolder(dirname(fileList(backup, code)))
  await writePrivate(fileList(backup, code), list)
  const bytes = records.reduce((sum, record) => sum + record.bytes, 0)
  return { count: records.length, bytes, sha256: sha256(list) }
}

/** The objects of a bucket that was copied into a backup by the storage's own tool; null when none was. */
async function copiedFiles(backup: string, code: string): Promise<FileRecord[] | null> {
  const folder = objectFile(backup, code, "")
  if (!existsSync(folder)) return null
  const records: FileRecord[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const key = relative(folder, file).split(sep).join("/")
    const bytes = await readFile(file)
    records.push({ key, bytes: bytes.byteLength, sha256: sha256(bytes) })
  }
  return records
}

/**
 * The objects of a city in a backup: those of its list, which must be the one of the manifest, or those of a bucket that
 * was copied apart; null when that is still to be done.
 */
export async function listedFiles(backup: string, { code, files }: CellRecord): Promise<FileRecord[] | null> {
  if (files === null) {
    const copied = await copiedFiles(backup, code)
    for (const { key } of copied ?? []) requireOwnKey(code, key)
    return copied
  }
  const list = await readFile(fileList(backup, code), "utf8").catch(() => "")
  if (sha256(list) !== files.sha256) throw new BackupRefused(`Damaged: ${fileList(backup, code)}`)
  const records = list
    .split("\n")
    .filter(Boolean)
    .map((line): FileRecord => fileRecord.parse(JSON.parse(line)))
  for (const { key } of records) requireOwnKey(code, key)
  return records
}

/** One object of a backup; refuses one that is missing or changed. */
export async function backedFile(
  backup: string,
  code: string,
  record: FileRecord,
): Promise<Uint8Array<ArrayBuffer>> {
  const file = objectFile(backup, code, record.key)
  const bytes = await readFile(file).catch(() => null)
  if (bytes === null) throw new BackupRefused(`Missing: ${file}`)
  if (sha256(bytes) !== record.sha256) throw new BackupRefused(`Damaged: ${file}`)
  return new Uint8Array(bytes)
}

/** The objects in a backup as a bucket that is only read. */
export function backedBucket(backup: string, code: string): Bucket {
  const read = (key: string) => readFile(objectFile(backup, code, key)).catch(() => null)
  return {
    head: async (key) => {
      const bytes = await read(key)
      return bytes && { size: bytes.byteLength }
    },
    async get(key, options) {
      const bytes = await read(key)
      const { offset = 0, length = bytes?.byteLength ?? 0 } = options?.range ?? {}
      return (
        bytes && { arrayBuffer: async () => new Uint8Array(bytes.subarray(offset, offset + length)).buffer }
      )
    },
    put: () => Promise.reject(new Error("a backup is not written to")),
  }
}
