import type { ReadingBudget } from "../reading-budget.ts"
import { checkPixels, joined, refusedFile } from "./file-parts.ts"

const SOC = 0xff4f
const SIZ = 0xff51
const TLM = 0xff55
const COMMENT = 0xff64
const SOT = 0xff90
const SOD = 0xff93
const EOC = 0xffd9
/** What a picture is decoded from: sizes, coding, quantisation, lengths, order, registration; and those of part 2. */
const known: readonly number[] = [
  ...[SIZ, 0xff50, 0xff52, 0xff53, TLM, 0xff56, 0xff57, 0xff58, 0xff59, 0xff5c, 0xff5d, 0xff5e, 0xff5f],
  ...[0xff60, 0xff61, 0xff63, 0xff72, 0xff73, 0xff74, 0xff75, 0xff76, 0xff77, 0xff78, 0xff79],
]
/** Bytes of the segment that begins a part of a tile, marker included. */
const SOT_BYTES = 12

/** Steps that a segment takes, or a place in coded data that looks like an end. */
const STEPS_PER_SEGMENT = 40
const STEPS_PER_MARK = 2

const broken = () => refusedFile("attachment_broken")

/** A JPEG 2000 codestream begins so. */
export function isCodestream(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0x4f && bytes[2] === 0xff && bytes[3] === 0x51
}

const wordAt = (bytes: Uint8Array, at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)

interface Segment {
  marker: number
  bytes: Uint8Array
}

/** Reads segments until a marker that ends their header; answers what is kept of them and where the marker stands. */
function readHeader(
  bytes: Uint8Array,
  from: number,
  last: number,
  budget: ReadingBudget,
): { segments: Segment[]; dropped: number; at: number } {
  const segments: Segment[] = []
  let dropped = 0
  for (let at = from; ; ) {
    const marker = wordAt(bytes, at)
    if (marker === last) return { segments, dropped, at }
    budget.spend(STEPS_PER_SEGMENT)
    const end = at + 2 + wordAt(bytes, at + 2)
    if (end < at + 4 || end > bytes.length) throw broken()
    if (marker === COMMENT) dropped += end - at
    else if (known.includes(marker)) segments.push({ marker, bytes: bytes.subarray(at, end) })
    else throw broken()
    at = end
  }
}

function checkSize({ marker, bytes }: Segment): void {
  if (marker !== SIZ || bytes.length < 41) throw broken()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [width, height] = [view.getUint32(6) - view.getUint32(14), view.getUint32(10) - view.getUint32(18)]
  if (width <= 0 || height <= 0) throw broken()
  checkPixels(width, height)
}

/** Where the data of the last part of a tile ends, whose length is not told: no coded byte looks like the end. */
function endOfData(bytes: Uint8Array, from: number, budget: ReadingBudget): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    budget.spend(STEPS_PER_MARK)
    if (bytes[at + 1] === 0xd9) return at
  }
  throw broken()
}

/** One part of a tile without comments, added to `parts`; its length, which stands in its first segment, follows. */
function readTilePart(
  bytes: Uint8Array,
  at: number,
  parts: Uint8Array[],
  budget: ReadingBudget,
): { dropped: number; end: number } {
  budget.spend(STEPS_PER_SEGMENT)
  if (at + SOT_BYTES > bytes.length || wordAt(bytes, at + 2) !== SOT_BYTES - 2) throw broken()
  const head = bytes.slice(at, at + SOT_BYTES)
  const view = new DataView(head.buffer)
  const length = view.getUint32(6)
  const header = readHeader(bytes, at + SOT_BYTES, SOD, budget)
  const end = length === 0 ? endOfData(bytes, header.at + 2, budget) : at + length
  if (end < header.at + 2 || end > bytes.length) throw broken()
  if (length > 0) view.setUint32(6, length - header.dropped)
  parts.push(head)
  for (const segment of header.segments) parts.push(segment.bytes)
  parts.push(bytes.subarray(header.at, end))
  return { dropped: header.dropped, end }
}

/**
 * A JPEG 2000 codestream without comments, whose picture is not coded again, and without what follows its end. Throws
 * DomainError invalid, BudgetSpent.
 */
export function cleanCodestream(bytes: Uint8Array, budget: ReadingBudget): Uint8Array<ArrayBuffer> {
  if (!isCodestream(bytes)) throw broken()
  const main = readHeader(bytes, 2, SOT, budget)
  const [size] = main.segments
  if (!size) throw broken()
  checkSize(size)
  const tiles: Uint8Array[] = []
  let dropped = 0
  let at = main.at
  while (wordAt(bytes, at) === SOT) {
    const tile = readTilePart(bytes, at, tiles, budget)
    dropped += tile.dropped
    at = tile.end
  }
  if (wordAt(bytes, at) !== EOC || at + 2 > bytes.length) throw broken()
  // Lengths of parts that stand in the main header as well are for speed only: without them nothing is missing.
  const kept = main.segments.filter(({ marker }) => marker !== TLM || dropped === 0)
  const start = Uint8Array.of(SOC >> 8, SOC & 255)
  const end = Uint8Array.of(EOC >> 8, EOC & 255)
  budget.pass(bytes.length)
  return joined([start, ...kept.map((segment) => segment.bytes), ...tiles, end])
}
