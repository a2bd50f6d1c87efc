import { Buffer } from "node:buffer"
import type { ReadingBudget } from "../reading-budget.ts"
import { refusedFile } from "./file-parts.ts"
import { unpackObjects } from "./pdf-filters.ts"
import { PdfSyntax } from "./pdf-syntax.ts"
import {
  brokenPdf,
  dictOf,
  keyOf,
  nameOf,
  type PdfDict,
  type PdfObjects,
  PdfRaw,
  PdfRef,
  PdfStream,
  type PdfValue,
  resolve,
  wholeOf,
} from "./pdf-values.ts"

export interface PdfDocument {
  objects: PdfObjects
  root: PdfRef
}

/** Steps that an object takes besides those of its bytes. */
const STEPS_PER_OBJECT = 200
const END_OF_DATA = "endstream"
/** White space that may stand between data and their end. */
const MOST_GAP = 4

/** What stands in a file, in its order: objects by their keys, and what its trailers say together, the last one first. */
interface Scanned {
  entries: [key: number, value: PdfValue][]
  trailer: PdfDict
}

class Scanner {
  readonly #bytes: Uint8Array
  readonly #buffer: Buffer
  readonly #budget: ReadingBudget
  readonly #syntax: PdfSyntax
  readonly #objects: PdfObjects = new Map()
  readonly #found: Scanned = { entries: [], trailer: new Map() }

  constructor(bytes: Uint8Array, budget: ReadingBudget) {
    this.#bytes = bytes
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#budget = budget
    this.#syntax = new PdfSyntax(bytes, budget)
  }

  scan(): Scanned {
    for (;;) {
      const { before, keyword } = this.#syntax.keyword()
      if (keyword === "") return this.#found
      if (keyword === "trailer") this.#takeTrailer()
      if (keyword === "obj") this.#takeObjects(before)
    }
  }

  #takeTrailer(): void {
    const [dict] = this.#syntax.values().items
    if (!(dict instanceof Map)) throw brokenPdf()
    this.#addTrailer(dict)
  }

  #addTrailer(dict: PdfDict): void {
    for (const [name, value] of dict) this.#found.trailer.set(name, value)
  }

  /** An object, and those that follow it where the word that ends it is missing. */
  #takeObjects(header: readonly (PdfValue | null)[]): void {
    for (let [number, generation] = header; ; ) {
      const [first, second] = [wholeOf(number ?? undefined), wholeOf(generation ?? undefined)]
      if (first === null || second === null) throw brokenPdf()
      const { items, keyword } = this.#syntax.values()
      const [value, ...more] = items
      if (value === undefined) throw brokenPdf()
      this.#add(keyOf(first, second), keyword === "stream" ? this.#takeStream(value) : value)
      if (keyword !== "obj") return
      ;[number, generation] = more
    }
  }

  #add(key: number, value: PdfValue): void {
    this.#budget.spend(STEPS_PER_OBJECT)
    this.#objects.set(key, value)
    this.#found.entries.push([key, value])
    if (value instanceof PdfStream && nameOf(value.dict.get("Type")) === "XRef") this.#addTrailer(value.dict)
  }

  #takeStream(dict: PdfValue): PdfStream {
    if (!(dict instanceof Map)) throw brokenPdf()
    const bytes = this.#bytes
    let from = this.#syntax.at
    if (bytes[from] === 13) from += 1
    if (bytes[from] === 10) from += 1
    const length = wholeOf(resolve(this.#objects, dict.get("Length")))
    const told = length === null ? -1 : this.#endAfter(from + length)
    const end = told === -1 ? this.#buffer.indexOf(END_OF_DATA, from, "latin1") : told
    if (end === -1) throw brokenPdf()
    this.#budget.pass(end - from)
    this.#syntax.at = end + END_OF_DATA.length
    let to = told === -1 || length === null ? end : from + length
    if (told === -1 && to > from && bytes[to - 1] === 10) to -= 1
    if (told === -1 && to > from && bytes[to - 1] === 13) to -= 1
    return new PdfStream(dict, bytes.subarray(from, to))
  }

  /** Where the word stands that ends data of a length that was told; -1 when it does not stand there. */
  #endAfter(at: number): number {
    for (let end = at; end <= at + MOST_GAP && end < this.#bytes.length; end++) {
      if (this.#bytes[end] !== END_OF_DATA.charCodeAt(0)) continue
      const found = this.#buffer.toString("latin1", end, end + END_OF_DATA.length) === END_OF_DATA
      return found ? end : -1
    }
    return -1
  }
}

/** The objects of a stream of objects, by their keys. */
function objectsIn(stream: PdfStream, objects: PdfObjects, budget: ReadingBudget): [number, PdfValue][] {
  const count = wholeOf(resolve(objects, stream.dict.get("N")))
  const first = wholeOf(resolve(objects, stream.dict.get("First")))
  const bytes = unpackObjects(stream, objects, budget)
  if (count === null || first === null || first > bytes.length) throw brokenPdf()
  const numbers = new PdfSyntax(bytes, budget, 0, first).values().items.map(wholeOf)
  if (numbers.length < 2 * count) throw brokenPdf()
  const places = Array.from({ length: count }, (_, at) => {
    const [number, offset] = [numbers[2 * at] ?? null, numbers[2 * at + 1] ?? null]
    if (number === null || offset === null) throw brokenPdf()
    return { number, from: first + offset }
  }).sort((a, b) => a.from - b.from)
  return places.map(({ number, from }, at) => {
    const end = places[at + 1]?.from ?? bytes.length
    const { items, keyword } = new PdfSyntax(bytes, budget, from, end).values()
    const [value, another] = items
    if (value === undefined || another !== undefined || keyword !== "") throw brokenPdf()
    budget.spend(STEPS_PER_OBJECT)
    return [keyOf(number, 0), value]
  })
}

/** The catalogue: as the trailer says, otherwise the last one that there is. */
function rootOf(objects: PdfObjects, trailer: PdfDict): PdfRef {
  const isCatalogue = (value: PdfValue | undefined) => nameOf(dictOf(value)?.get("Type")) === "Catalog"
  const told = trailer.get("Root")
  if (told instanceof PdfRef && isCatalogue(objects.get(told.key))) return told
  const [key] = [...objects].findLast(([, value]) => isCatalogue(value)) ?? []
  if (key === undefined) throw brokenPdf()
  return new PdfRef(key)
}

/**
 * Reads a PDF from its first byte to its last: of several versions of an object the last one counts, and where things
 * stand is found and not believed, so that cross-references are not read at all. Throws DomainError invalid, BudgetSpent.
 */
export function readPdf(bytes: Uint8Array, budget: ReadingBudget): PdfDocument {
  const { entries, trailer } = new Scanner(bytes, budget).scan()
  const encrypted = trailer.get("Encrypt")
  if (encrypted && !isNull(encrypted)) throw refusedFile("attachment_encrypted")
  const plain: PdfObjects = new Map(entries)
  const objects: PdfObjects = new Map()
  for (const [key, value] of entries) {
    objects.set(key, value)
    if (!(value instanceof PdfStream)) continue
    const type = value.dict.get("Type")
    // A type that stands elsewhere would hide what a stream is.
    if (type !== undefined && nameOf(type) === null) throw brokenPdf()
    if (nameOf(type) !== "ObjStm") continue
    for (const [inner, object] of objectsIn(value, plain, budget)) objects.set(inner, object)
  }
  // An object that is only the name of another one would hide what it is from everybody who looks at one step.
  for (const object of objects.values()) if (object instanceof PdfRef) throw brokenPdf()
  // Who made the document with what, whoever names it besides the trailer.
  const info = trailer.get("Info")
  if (info instanceof PdfRef) objects.delete(info.key)
  return { objects, root: rootOf(objects, trailer) }
}

function isNull(value: PdfValue): boolean {
  return value instanceof PdfRaw && value.bytes[value.from] === 0x6e
}
