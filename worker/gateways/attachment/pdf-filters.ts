import { inflateRaw, NotDeflated } from "../inflate.ts"
import type { ReadingBudget } from "../reading-budget.ts"
import { hexDigit } from "./pdf-syntax.ts"
import {
  brokenPdf,
  dictOf,
  nameOf,
  type PdfObjects,
  type PdfStream,
  type PdfValue,
  resolve,
  shortList,
  wholeOf,
} from "./pdf-values.ts"

/** Filters by all their names. */
const filterNames: Record<string, PdfFilter> = {
  FlateDecode: "deflated",
  Fl: "deflated",
  LZWDecode: "lzw",
  LZW: "lzw",
  RunLengthDecode: "runs",
  RL: "runs",
  ASCIIHexDecode: "hex",
  AHx: "hex",
  ASCII85Decode: "letters",
  A85: "letters",
  DCTDecode: "jpeg",
  DCT: "jpeg",
  JPXDecode: "jp2",
  CCITTFaxDecode: "bits",
  CCF: "bits",
  JBIG2Decode: "bits",
}
export type PdfFilter = "deflated" | "lzw" | "runs" | "hex" | "letters" | "jpeg" | "jp2" | "bits"

/** What makes more bytes out of few. */
const packing: readonly PdfFilter[] = ["deflated", "lzw", "runs"]

/** How a stream is packed, outermost first. Throws DomainError invalid for unknown ways, and for what is packed twice. */
export function filtersOf(stream: PdfStream, objects: PdfObjects): PdfFilter[] {
  const told = stream.dict.get("Filter") ?? stream.dict.get("F")
  const filters = shortList(objects, told).map((one) => {
    const name = nameOf(resolve(objects, one)) ?? ""
    const filter = Object.hasOwn(filterNames, name) ? filterNames[name] : undefined
    if (filter === undefined) throw brokenPdf()
    return filter
  })
  if (filters.filter((one) => packing.includes(one)).length > 1) throw brokenPdf()
  return filters
}

/** The parameters of each filter of a stream, as they stand there: a dictionary or the name of one. */
export function parametersOf(stream: PdfStream, objects: PdfObjects): readonly PdfValue[] {
  return shortList(objects, stream.dict.get("DecodeParms") ?? stream.dict.get("DP"))
}

const isSpace = (byte: number) =>
  byte === 0 || byte === 9 || byte === 10 || byte === 12 || byte === 13 || byte === 32

/** Bytes that were written as hexadecimal digits. */
function fromHex(bytes: Uint8Array, budget: ReadingBudget): Uint8Array {
  budget.spend(bytes.length)
  const out = new Uint8Array((bytes.length + 1) >> 1)
  let digits = 0
  for (const byte of bytes) {
    if (byte === 0x3e) break
    if (isSpace(byte)) continue
    const digit = hexDigit(byte)
    if (digit === -1) throw brokenPdf()
    out[digits >> 1] = (out[digits >> 1] ?? 0) | (digits % 2 === 0 ? digit << 4 : digit)
    digits += 1
  }
  return out.subarray(0, (digits + 1) >> 1)
}

/** Bytes that were written as letters, five for four. */
function fromLetters(bytes: Uint8Array, budget: ReadingBudget): Uint8Array {
  budget.spend(bytes.length)
  const out = new Uint8Array(bytes.length * 4)
  let [length, count, value] = [0, 0, 0]
  const flush = (kept: number) => {
    for (let at = 0; at < kept; at++) out[length++] = Math.floor(value / 256 ** (3 - at)) % 256
    count = 0
    value = 0
  }
  for (const byte of bytes) {
    if (byte === 0x7e) break
    if (isSpace(byte)) continue
    if (byte === 0x7a && count === 0) flush(4)
    else if (byte < 0x21 || byte > 0x75) throw brokenPdf()
    else {
      value = value * 85 + byte - 0x21
      count += 1
      if (count === 5) flush(4)
    }
  }
  if (count > 0) {
    const kept = count - 1
    for (; count < 5; count++) value = value * 85 + 84
    flush(kept)
  }
  budget.pass(length)
  return out.subarray(0, length)
}

/** How much comes out of data packed by LZW: lengths are enough to know it. */
function lzwSize(bytes: Uint8Array, early: number, budget: ReadingBudget): number {
  const lengths = new Uint32Array(4096).fill(1, 0, 256)
  let [width, next, before, size] = [9, 258, 0, 0]
  for (let bit = 0; bit + width <= bytes.length * 8; ) {
    const at = bit >> 3
    const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    const code = (word >> (24 - width - (bit & 7))) & ((1 << width) - 1)
    bit += width
    budget.spend(2)
    if (code === 257) break
    if (code === 256) {
      ;[width, next, before] = [9, 258, 0]
      continue
    }
    const length = code < next ? (lengths[code] ?? 0) : before + 1
    if (before > 0 && next < 4096) lengths[next++] = before + 1
    if (next + early >= 1 << width && width < 12) width += 1
    size += length
    before = length
  }
  return size
}

/** How much comes out of data packed by the lengths of runs. */
function runsSize(bytes: Uint8Array, budget: ReadingBudget): number {
  let size = 0
  for (let at = 0; at < bytes.length; ) {
    const length = bytes[at] ?? 128
    budget.spend(2)
    if (length === 128) break
    size += length < 128 ? length + 1 : 257 - length
    at += length < 128 ? length + 2 : 2
  }
  return size
}

/** Deflated data, behind the two bytes of zlib's header, which say nothing that is needed. */
function inflated(packed: Uint8Array, budget: ReadingBudget): Uint8Array {
  if (packed.length <= 2) return new Uint8Array()
  try {
    return inflateRaw(packed.subarray(2), budget)
  } catch (error) {
    throw error instanceof NotDeflated ? brokenPdf() : error
  }
}

/** What a filter that writes bytes as signs was given; undefined for another filter. */
function fromSigns(filter: PdfFilter, bytes: Uint8Array, budget: ReadingBudget): Uint8Array | undefined {
  if (filter === "hex") return fromHex(bytes, budget)
  return filter === "letters" ? fromLetters(bytes, budget) : undefined
}

/** Counts what would come out of a stream for whoever draws it. Throws DomainError invalid, BudgetSpent. */
export function countUnpacked(stream: PdfStream, objects: PdfObjects, budget: ReadingBudget): void {
  let bytes = stream.content
  for (const [at, filter] of filtersOf(stream, objects).entries()) {
    const signs = fromSigns(filter, bytes, budget)
    if (signs) bytes = signs
    else if (filter === "deflated") bytes = inflated(bytes, budget)
    else {
      const own = dictOf(resolve(objects, parametersOf(stream, objects)[at]))
      if (filter === "runs") budget.take(runsSize(bytes, budget))
      if (filter === "lzw") budget.take(lzwSize(bytes, wholeOf(own?.get("EarlyChange")) ?? 1, budget))
      return
    }
  }
}

/** The bytes of a stream of objects, which is packed in the one usual way or not at all. */
export function unpackObjects(stream: PdfStream, objects: PdfObjects, budget: ReadingBudget): Uint8Array {
  const [filter, ...more] = filtersOf(stream, objects)
  if (filter === undefined) return stream.content
  const differences = dictOf(resolve(objects, parametersOf(stream, objects)[0]))?.get("Predictor")
  const plain = differences === undefined || wholeOf(differences) === 1
  if (filter !== "deflated" || more.length > 0 || !plain) throw brokenPdf()
  return inflated(stream.content, budget)
}

/** Undoes what a photo was packed with once more, all but its last filter; what cannot be undone safely is refused. */
export function unpackPhoto(
  stream: PdfStream,
  filters: readonly PdfFilter[],
  objects: PdfObjects,
  budget: ReadingBudget,
): Uint8Array {
  const parameters = parametersOf(stream, objects)
  let bytes = stream.content
  for (const [at, filter] of filters.slice(0, -1).entries()) {
    const signs = fromSigns(filter, bytes, budget)
    const differences = dictOf(resolve(objects, parameters[at]))?.has("Predictor")
    if (!signs && (filter !== "deflated" || differences)) throw brokenPdf()
    bytes = signs ?? inflated(bytes, budget)
  }
  return bytes
}
