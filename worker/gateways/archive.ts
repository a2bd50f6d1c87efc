import { Zip, ZipDeflate, type ZipInputFile } from "fflate"
import { z } from "zod"
import { joined } from "../domain/bytes.ts"
import type { ArchiveEntry, ArchiveFile } from "../domain/leaving/archive.ts"
import { wallClock } from "../domain/quarter.ts"
import { readStored } from "../domain/stored.ts"
import { sha256 } from "./digest.ts"

const text = new TextEncoder()
/** Offsets in a ZIP without extensions have 32 bits. */
const MOST_BYTES = 2 ** 32 - 1

interface Packed {
  entry: ArchiveEntry
  data: Uint8Array<ArrayBuffer>
}

/** Packs one file: deflated, with what a ZIP and the manifest need to know of it. */
export async function packFile({ path, text: content, rows }: ArchiveFile): Promise<Packed> {
  const bytes = text.encode(content)
  const chunks: Uint8Array<ArrayBuffer>[] = []
  const deflate = new ZipDeflate(path, { level: 6 })
  deflate.ondata = (error, chunk) => {
    if (error) throw error
    chunks.push(chunk)
  }
  deflate.push(bytes, true)
  const data = joined(chunks)
  const entry = { path, rows, bytes: bytes.byteLength, packed: data.byteLength, crc: deflate.crc }
  return { entry: { ...entry, sha256: await sha256(bytes) }, data }
}

/** Several packed files as one part: length of the directory (4 bytes), directory as JSON, data one after the other. */
export function writePart(files: readonly Packed[]): Uint8Array<ArrayBuffer> {
  const directory = text.encode(JSON.stringify(files.map(({ entry }) => entry)))
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, directory.byteLength)
  return joined([length, directory, ...files.map(({ data }) => data)])
}

const entryShape: z.ZodType<ArchiveEntry> = z.object({
  path: z.string(),
  rows: z.number(),
  bytes: z.number(),
  packed: z.number(),
  crc: z.number(),
  sha256: z.string(),
})

/** The packed files of a part that is called `name`, without copying them. */
export function readPart(name: string, part: Uint8Array<ArrayBuffer>): Packed[] {
  const length = new DataView(part.buffer, part.byteOffset).getUint32(0)
  let at = 4 + length
  const directory = new TextDecoder().decode(part.subarray(4, at))
  const entries = readStored(name, z.array(entryShape), directory)
  return entries.map((entry) => {
    const data = part.subarray(at, at + entry.packed)
    at += entry.packed
    return { entry, data }
  })
}

/** The wall clock in Asia/Shanghai as a ZIP has it, whatever the machine's own zone. */
function zipTime(at: Date): Date {
  return new Date(wallClock(at.getTime()))
}

/** A ZIP written file by file; `take` is given its bytes in order, and what was packed is not unpacked again. */
export function zipWriter(at: Date, take: (chunk: Uint8Array) => void) {
  let written = 0
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    written += chunk.byteLength
    if (written > MOST_BYTES) throw new Error("an archive cannot be larger than 4 GB")
    take(chunk)
  })
  return {
    add({ entry, data }: Packed): void {
      const { path, bytes, crc } = entry
      const file: ZipInputFile = { filename: path, size: bytes, crc, compression: 8, mtime: zipTime(at) }
      zip.add(file)
      file.ondata?.(null, data, true)
    },
    end(): void {
      zip.end()
    },
  }
}
