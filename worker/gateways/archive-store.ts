import { createHash } from "node:crypto"
import type { ArchiveEntry, ArchiveStore } from "../domain/leaving/archive.ts"
import { FileLost } from "../domain/unavailable.ts"
import { packFile, readPart, writePart, zipWriter } from "./archive.ts"
import { sha256 } from "./digest.ts"

interface UploadedPart {
  partNumber: number
  etag: string
}

interface MultipartUpload {
  uploadPart(number: number, value: Uint8Array): Promise<UploadedPart>
  complete(parts: UploadedPart[]): Promise<unknown>
  abort(): Promise<void>
}

/** The part of an R2 bucket that is used. */
export interface ArchiveBucket {
  get(
    key: string,
  ): Promise<{ body: ReadableStream<Uint8Array>; size: number; arrayBuffer(): Promise<ArrayBuffer> } | null>
  put(key: string, value: Uint8Array): Promise<unknown>
  delete(keys: string[]): Promise<void>
  list(options: { prefix: string }): Promise<{ objects: { key: string }[] }>
  createMultipartUpload(key: string): Promise<MultipartUpload>
}

/** Pieces of an upload: R2 wants all but the last of one size, 5 MiB or more. */
const PIECE = 8 * 1024 * 1024

/** Uploads bytes as they come, holding one piece; what is smaller than a piece is put at once. */
function uploadTo(bucket: ArchiveBucket, key: string) {
  const waiting: Uint8Array[] = []
  const done: UploadedPart[] = []
  let held = 0
  let upload: MultipartUpload | null = null

  function take(size: number): Uint8Array {
    const piece = new Uint8Array(size)
    let at = 0
    while (at < size) {
      const first = waiting[0]!
      const part = first.subarray(0, size - at)
      piece.set(part, at)
      at += part.byteLength
      if (part.byteLength === first.byteLength) waiting.shift()
      else waiting[0] = first.subarray(part.byteLength)
    }
    held -= size
    return piece
  }

  async function send(size: number): Promise<void> {
    upload ??= await bucket.createMultipartUpload(key)
    done.push(await upload.uploadPart(done.length + 1, take(size)))
  }

  return {
    push(chunk: Uint8Array): void {
      waiting.push(chunk)
      held += chunk.byteLength
    },
    /** Sends what is full. */
    async drain(): Promise<void> {
      while (held >= PIECE) await send(PIECE)
    },
    async end(): Promise<void> {
      if (upload === null) {
        await bucket.put(key, take(held))
        return
      }
      if (held > 0) await send(held)
      await upload.complete(done)
    },
    async abort(): Promise<void> {
      await upload?.abort()
    },
  }
}

/** Parts and archives in R2 below `cells/<cell>/exports/<export>/`: nothing of it is public. */
export function archiveStore(bucket: ArchiveBucket, { cell }: { cell: string }): ArchiveStore {
  const folder = (exportId: string) => `cells/${cell}/exports/${exportId}/`
  const archiveKey = (exportId: string) => `${folder(exportId)}archive.zip`
  const partKey = (exportId: string, name: string) => `${folder(exportId)}parts/${name}`

  async function removeBelow(prefix: string): Promise<void> {
    for (;;) {
      const { objects } = await bucket.list({ prefix })
      if (objects.length === 0) return
      await bucket.delete(objects.map(({ key }) => key))
    }
  }

  async function openPart(exportId: string, name: string): Promise<Uint8Array<ArrayBuffer>> {
    const object = await bucket.get(partKey(exportId, name))
    if (!object) throw new FileLost("missing", partKey(exportId, name))
    const bytes = new Uint8Array(await object.arrayBuffer())
    if ((await sha256(bytes)) !== name) throw new FileLost("damaged", partKey(exportId, name))
    return bytes
  }

  return {
    async putPart(exportId, files) {
      const packed = []
      for (const file of files) packed.push(await packFile(file))
      const part = writePart(packed)
      const name = await sha256(part)
      await bucket.put(partKey(exportId, name), part)
      return name
    },

    async assemble(exportId, parts, { at, last }) {
      const upload = uploadTo(bucket, archiveKey(exportId))
      const hash = createHash("sha256")
      let bytes = 0
      const zip = zipWriter(at, (chunk) => {
        hash.update(chunk)
        bytes += chunk.byteLength
        upload.push(chunk)
      })
      try {
        const entries: ArchiveEntry[] = []
        for (const name of parts) {
          for (const packed of readPart(`${folder(exportId)}${name}`, await openPart(exportId, name))) {
            zip.add(packed)
            entries.push(packed.entry)
          }
          await upload.drain()
        }
        for (const file of last(entries)) zip.add(await packFile(file))
        zip.end()
        await upload.drain()
        await upload.end()
      } catch (error) {
        await upload.abort()
        throw error
      }
      return { bytes, hash: hash.digest("hex") }
    },

    async open(exportId) {
      const object = await bucket.get(archiveKey(exportId))
      return object && { body: object.body, bytes: object.size }
    },

    removeParts: (exportId) => removeBelow(`${folder(exportId)}parts/`),
    remove: (exportId) => removeBelow(folder(exportId)),
  }
}
