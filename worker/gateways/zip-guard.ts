import { Inflate } from "fflate"

/** An entry of a zip archive as its central directory declares it. */
interface Entry {
  name: string
  method: number
  packed: number
  size: number
  at: number
}

/** Far more than a table of a few thousand rows needs. */
const MOST_ENTRIES = 300
const MOST_BYTES = 20 * 1024 * 1024
/** Bytes inflated at a time: a thousand times as many can come of them. */
const STEP = 4096

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50

/** A zip archive that is none, or that holds more than it may. */
export class ZipRefused extends Error {
  readonly rule: "file_broken" | "file_bomb"
  constructor(rule: ZipRefused["rule"]) {
    super(rule)
    this.rule = rule
  }
}

/** The place of the end record: the last 22 bytes and a comment of at most 65,535 bytes after it. */
function endRecord(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - 65_535)
  for (let at = view.byteLength - 22; at >= first; at--) if (view.getUint32(at, true) === END) return at
  throw new ZipRefused("file_broken")
}

/** The entries of the central directory, refused before anything is unpacked when they are too many or too large. */
function entriesOf(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endRecord(view)
  const count = view.getUint16(end + 10, true)
  if (count > MOST_ENTRIES) throw new ZipRefused("file_bomb")
  const entries: Entry[] = []
  let at = view.getUint32(end + 16, true)
  let total = 0
  for (let k = 0; k < count; k++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) throw new ZipRefused("file_broken")
    const nameLength = view.getUint16(at + 28, true)
    const entry = {
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    }
    total += entry.size
    if (total > MOST_BYTES) throw new ZipRefused("file_bomb")
    entries.push(entry)
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/** The packed bytes of an entry, behind its local header. */
function packedBytes(bytes: Uint8Array, { at, packed }: Entry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (at + 30 > bytes.length || view.getUint32(at, true) !== LOCAL) throw new ZipRefused("file_broken")
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  if (start + packed > bytes.length) throw new ZipRefused("file_broken")
  return bytes.subarray(start, start + packed)
}

/** Unpacks an entry; stops as soon as more comes out than was declared. */
function inflated(packed: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size)
  let length = 0
  const inflate = new Inflate((chunk) => {
    if (length + chunk.length > size) throw new ZipRefused("file_bomb")
    out.set(chunk, length)
    length += chunk.length
  })
  try {
    for (let at = 0; at < packed.length; at += STEP)
      inflate.push(packed.subarray(at, at + STEP), at + STEP >= packed.length)
  } catch (error) {
    throw error instanceof ZipRefused ? error : new ZipRefused("file_broken")
  }
  if (length !== size) throw new ZipRefused("file_broken")
  return out
}

/**
 * The files of a zip archive that `wanted` names, unpacked within bounds: number and declared sizes of all entries are
 * counted first, and what comes out is held against what was declared. Throws ZipRefused.
 */
export function unzipGuarded(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = Object.create(null)
  for (const entry of entriesOf(bytes)) {
    if (!wanted(entry.name)) continue
    const packed = packedBytes(bytes, entry)
    if (entry.method !== 0 && entry.method !== 8) throw new ZipRefused("file_broken")
    files[entry.name] = entry.method === 0 ? packed : inflated(packed, entry.size)
  }
  return files
}
