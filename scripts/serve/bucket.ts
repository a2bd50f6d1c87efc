import { createReadStream } from "node:fs"
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises"
import { dirname, join } from "node:path"
import { Readable } from "node:stream"

/** A part of a key: what our own keys are made of, and nothing that leads out of the folder or hides in it. */
const part = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,200}$/

/** Where what is being written lies until it is whole; no key begins so. */
const ASIDE = ".making"

type Body = string | ArrayBuffer | ArrayBufferView

function bytesOf(body: Body): Uint8Array {
  if (typeof body === "string") return new TextEncoder().encode(body)
  if (body instanceof ArrayBuffer) return new Uint8Array(body)
  return new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
}

const missing = (error: unknown) =>
  ["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")

async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if (missing(error)) return null
    throw error
  }
}

/** Makes what was renamed or made in a folder last through a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}

async function readRange(
  file: string,
  { offset, length }: { offset: number; length: number },
): Promise<Buffer> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

function objectOf(bytes: Buffer) {
  const { buffer, byteOffset, byteLength } = bytes
  const whole = () => (buffer as ArrayBuffer).slice(byteOffset, byteOffset + byteLength)
  return { arrayBuffer: async () => whole(), text: async () => bytes.toString("utf8") }
}

/**
 * Objects as files below a folder, by the part of R2's interface that the product uses. A file appears whole under its
 * name or not at all, and is on the disk when its writer is told so. Throws for a key that is no path of ours.
 */
export function folderBucket(folder: string) {
  let number = 0

  function fileOf(key: string): string {
    const parts = key.split("/")
    if (!parts.every((one) => part.test(one))) throw new Error(`not the name of an object: ${key}`)
    return join(folder, ...parts)
  }

  async function aside(): Promise<{ handle: FileHandle; path: string }> {
    const path = join(folder, ASIDE, `${process.pid}-${++number}`)
    await mkdir(dirname(path), { recursive: true })
    return { handle: await open(path, "w", 0o600), path }
  }

  async function settle({ handle, path }: Awaited<ReturnType<typeof aside>>, key: string): Promise<void> {
    const file = fileOf(key)
    await handle.sync()
    await handle.close()
    await mkdir(dirname(file), { recursive: true })
    await rename(path, file)
    await syncFolder(dirname(file))
  }

  async function discard({ handle, path }: Awaited<ReturnType<typeof aside>>): Promise<void> {
    await handle.close().catch(() => {})
    await rm(path, { force: true })
  }

  async function* filesBelow(path: string, key: string): AsyncGenerator<string> {
    for (const entry of (await orNull(readdir(path, { withFileTypes: true }))) ?? []) {
      if (entry.name === ASIDE) continue
      const own = key === "" ? entry.name : `${key}/${entry.name}`
      if (entry.isDirectory()) yield* filesBelow(join(path, entry.name), own)
      else yield own
    }
  }

  const sizeOf = async (key: string) => (await orNull(stat(fileOf(key))))?.size ?? null

  return {
    async head(key: string) {
      const size = await sizeOf(key)
      return size === null ? null : { key, size }
    },

    async get(key: string, options?: { range?: { offset: number; length: number } }) {
      const file = fileOf(key)
      const range = options?.range
      if (range) {
        const bytes = await orNull(readRange(file, range))
        return bytes && { key, size: bytes.byteLength, ...objectOf(bytes) }
      }
      const size = await sizeOf(key)
      if (size === null) return null
      const read = async () => objectOf(await readFile(file))
      return {
        key,
        size,
        get body() {
          return Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>
        },
        arrayBuffer: async () => (await read()).arrayBuffer(),
        text: async () => (await read()).text(),
      }
    },

    async put(key: string, body: Body) {
      fileOf(key)
      const made = await aside()
      try {
        await made.handle.writeFile(bytesOf(body))
        await settle(made, key)
      } catch (error) {
        await discard(made)
        throw error
      }
      return { key }
    },

    async delete(keys: string | readonly string[]) {
      for (const key of [keys].flat()) await rm(fileOf(key), { force: true })
    },

    async list({
      prefix = "",
      limit = 1_000,
      cursor = "",
    }: {
      prefix?: string
      limit?: number
      cursor?: string
    } = {}) {
      const at = prefix.slice(0, prefix.lastIndexOf("/") + 1).replace(/\/$/, "")
      const root = at === "" ? folder : fileOf(at)
      const keys: string[] = []
      for await (const key of filesBelow(root, at)) if (key.startsWith(prefix) && key > cursor) keys.push(key)
      keys.sort()
      const objects = await Promise.all(
        keys.slice(0, limit).map(async (key) => ({ key, size: (await sizeOf(key)) ?? 0 })),
      )
      const truncated = keys.length > limit
      return { objects, truncated, ...(truncated ? { cursor: keys[limit - 1] } : {}), delimitedPrefixes: [] }
    },

    async createMultipartUpload(key: string) {
      fileOf(key)
      const made = await aside()
      return {
        async uploadPart(partNumber: number, value: Uint8Array) {
          await made.handle.writeFile(value)
          return { partNumber, etag: String(partNumber) }
        },
        complete: () => settle(made, key),
        abort: () => discard(made),
      }
    },

    /** Takes away what a killed process was writing. */
    clear: () => rm(join(folder, ASIDE), { recursive: true, force: true }),
  }
}
