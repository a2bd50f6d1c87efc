import { inflateRaw, NotDeflated } from "../inflate.ts"
import { BudgetSpent, type ReadingBudget } from "../reading-budget.ts"

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
/** Steps that an entry takes. */
const STEPS_PER_ENTRY = 100

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
function endRecord(view: DataView, budget: ReadingBudget): number {
  const first = Math.max(0, view.byteLength - 22 - 65_535)
  budget.spend(Math.max(0, view.byteLength - first))
  for (let at = view.byteLength - 22; at >= first; at--) if (view.getUint32(at, true) === END) return at
  throw new ZipRefused("file_broken")
}

/** The entries of the central directory, refused before anything is unpacked when they are too many or too large. */
function entriesOf(bytes: Uint8Array, budget: ReadingBudget): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endRecord(view, budget)
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
    budget.spend(STEPS_PER_ENTRY + nameLength)
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

/** Unpacks an entry; no more than was declared. */
function inflated(packed: Uint8Array, size: number, budget: ReadingBudget): Uint8Array {
  if (size === 0) return new Uint8Array()
  try {
    const out = inflateRaw(packed, budget, size)
    if (out.length === size) return out
  } catch (error) {
    if (error instanceof BudgetSpent) throw new ZipRefused("file_bomb")
    if (!(error instanceof NotDeflated)) throw error
  }
  throw new ZipRefused("file_broken")
}

/** The files of a zip archive, unpacked one by one when they are asked for. */
export interface ZipFile {
  /** Null when there is none of that name. Throws ZipRefused. */
  read(name: string): Uint8Array | null
  /** Whether it has files whose names begin so. */
  has(start: string): boolean
}

/**
 * Opens a zip archive within bounds: number and declared sizes of all entries are counted first, and what comes out is
 * held against what was declared. Throws ZipRefused, BudgetSpent.
 */
export function openZip(bytes: Uint8Array, budget: ReadingBudget): ZipFile {
  const entries = new Map(entriesOf(bytes, budget).map((entry) => [entry.name, entry]))
  return {
    has: (start) => [...entries.keys()].some((name) => name.startsWith(start)),
    read(name) {
      const entry = entries.get(name)
      if (!entry) return null
      const packed = packedBytes(bytes, entry)
      if (entry.method === 0) return packed
      if (entry.method !== 8) throw new ZipRefused("file_broken")
      return inflated(packed, entry.size, budget)
    },
  }
}
