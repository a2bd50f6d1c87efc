import { Buffer } from "node:buffer"
import { deflateSync } from "node:zlib"
import type { ReadingBudget } from "../reading-budget.ts"
import { ByteSink } from "./byte-sink.ts"
import type { PdfDocument } from "./pdf-document.ts"
import { type PdfDict, PdfName, PdfRaw, PdfRef, PdfStream, type PdfValue, visitWithin } from "./pdf-values.ts"

/** Objects that are packed together. */
const PACKED_TOGETHER = 200
/** Bytes of the three columns of cross-references: kind, place, place within. */
const [KIND_BYTES, AT_BYTES, WITHIN_BYTES] = [1, 4, 2]
const ENTRY_BYTES = 7
/** Fast more than small: most of a document is packed already. */
const LEVEL = 1

/** Bytes that would not be read as part of a name: white space, what is no sign, delimiters, and the escape itself. */
const escaped = /[^!-~]|[()<>[\]{}/%#]/g

/** A name as it is written. */
function written(name: string): string {
  const text = name.replace(escaped, (sign) => `#${sign.charCodeAt(0).toString(16).padStart(2, "0")}`)
  return `/${text}`
}

/** The objects that can be reached from the catalogue, in the order in which they are met. Throws BudgetSpent. */
export function reachable({ objects, root }: PdfDocument, budget: ReadingBudget): number[] {
  const met = new Set([root.key])
  for (const key of met) {
    const object = objects.get(key)
    if (object === undefined) continue
    visitWithin(object, budget, (inside) => {
      if (inside instanceof PdfRef && objects.has(inside.key)) met.add(inside.key)
    })
  }
  return [...met]
}

/** Steps of writing a value, besides those of its bytes. */
const STEPS_PER_VALUE = 4

/** Where an object stands: at a byte of the file, or as one of those of a stream of objects. */
type Place = { kind: 1; at: number; within: 0 } | { kind: 2; at: number; within: number }

function numberOf(value: number): PdfRaw {
  const bytes = Buffer.from(String(value), "latin1")
  return new PdfRaw(bytes, 0, bytes.length)
}

class Writer {
  readonly #sink = new ByteSink()
  readonly #budget: ReadingBudget
  readonly #numbers: ReadonlyMap<number, number>
  readonly #places: Place[]
  readonly #names = new Map<string, string>()
  #last: number

  constructor(reached: readonly number[], budget: ReadingBudget) {
    this.#budget = budget
    this.#numbers = new Map(reached.map((key, at) => [key, at + 1]))
    this.#last = reached.length
    this.#places = new Array(reached.length + 1)
    this.#sink.text("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
  }

  stream(number: number, dict: PdfDict, content: Uint8Array): void {
    this.#places[number] = { kind: 1, at: this.#sink.length, within: 0 }
    this.#sink.text(`${number} 0 obj\n`)
    this.#value(this.#sink, new Map(dict).set("Length", numberOf(content.length)))
    this.#sink.text("\nstream\n")
    this.#budget.pass(content.length)
    this.#sink.bytes(content, 0, content.length)
    this.#sink.text("\nendstream\nendobj\n")
  }

  /** Objects that are no streams, packed together. */
  packed(group: readonly (readonly [number: number, value: PdfValue])[]): void {
    const [head, body] = [new ByteSink(), new ByteSink()]
    for (const [within, [number, value]] of group.entries()) {
      this.#places[number] = { kind: 2, at: this.#last + 1, within }
      head.text(`${number} ${body.length} `)
      this.#value(body, value)
      body.text("\n")
    }
    const dict = new Map([["First", numberOf(head.length)]])
    head.bytes(body.bytesSoFar(), 0, body.length)
    this.#addStream("ObjStm", dict.set("N", numberOf(group.length)), head.bytesSoFar())
  }

  /** Ends the file with where everything stands. */
  end(root: PdfRef): Uint8Array<ArrayBuffer> {
    const start = this.#sink.length
    this.#places[this.#last + 1] = { kind: 1, at: start, within: 0 }
    const table = Buffer.alloc(this.#places.length * ENTRY_BYTES)
    table.writeUInt16BE(0xffff, KIND_BYTES + AT_BYTES)
    for (let number = 1; number < this.#places.length; number++) {
      const place = this.#places[number]
      const from = number * ENTRY_BYTES
      table.writeUInt8(place?.kind ?? 0, from)
      table.writeUInt32BE(place?.at ?? 0, from + KIND_BYTES)
      table.writeUInt16BE(place?.within ?? 0, from + KIND_BYTES + AT_BYTES)
    }
    const dict: PdfDict = new Map([["Root", root]])
    dict.set("Size", numberOf(this.#places.length))
    dict.set("W", [KIND_BYTES, AT_BYTES, WITHIN_BYTES].map(numberOf))
    this.#addStream("XRef", dict, table)
    this.#sink.text(`startxref\n${start}\n%%EOF\n`)
    return this.#sink.taken()
  }

  #addStream(type: string, dict: PdfDict, content: Uint8Array): void {
    this.#last += 1
    dict.set("Type", new PdfName(type)).set("Filter", new PdfName("FlateDecode"))
    this.#budget.spend(content.length)
    this.stream(this.#last, dict, deflateSync(content, { level: LEVEL }))
  }

  #name(to: ByteSink, name: string): void {
    const text = this.#names.get(name) ?? written(name)
    this.#names.set(name, text)
    this.#budget.pass(text.length)
    to.text(text)
  }

  /**
   * Writes a value, its references by their new numbers; what a reference names and is missing is null. Each value is written
   * once, where it stood. Throws BudgetSpent.
   */
  #value(to: ByteSink, value: PdfValue): void {
    this.#budget.spend(STEPS_PER_VALUE)
    if (value instanceof PdfRaw) {
      this.#budget.pass(value.to - value.from)
      to.bytes(value.bytes, value.from, value.to)
    } else if (value instanceof PdfName) this.#name(to, value.text)
    else if (value instanceof PdfRef) {
      const number = this.#numbers.get(value.key)
      to.text(number === undefined ? "null" : `${number} 0 R`)
    } else if (Array.isArray(value)) {
      to.text("[")
      for (const one of value) {
        this.#value(to, one)
        to.text(" ")
      }
      to.text("]")
    } else if (value instanceof Map) {
      to.text("<<")
      for (const [name, one] of value) {
        this.#name(to, name)
        to.text(" ")
        this.#value(to, one)
      }
      to.text(">>")
    }
  }
}

/** Writes a document anew: nothing is left between, before or behind the objects that are reached. Throws BudgetSpent. */
export function writePdf(
  { objects, root }: PdfDocument,
  reached: readonly number[],
  budget: ReadingBudget,
): Uint8Array<ArrayBuffer> {
  const writer = new Writer(reached, budget)
  const others: [number, PdfValue][] = []
  for (const [at, key] of reached.entries()) {
    const object = objects.get(key)
    if (object instanceof PdfStream) writer.stream(at + 1, object.dict, object.content)
    else if (object !== undefined) others.push([at + 1, object])
  }
  for (let from = 0; from < others.length; from += PACKED_TOGETHER)
    writer.packed(others.slice(from, from + PACKED_TOGETHER))
  return writer.end(root)
}
