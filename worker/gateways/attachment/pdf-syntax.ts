import type { ReadingBudget } from "../reading-budget.ts"
import {
  brokenPdf,
  keyOf,
  type PdfDict,
  PdfName,
  PdfRaw,
  PdfRef,
  type PdfValue,
  wholeOf,
} from "./pdf-values.ts"

/** Values within values: deeper than any program writes. */
const MOST_DEPTH = 100

/** What a byte is: part of a word, white space, or a delimiter. */
const WORD = 0
const SPACE = 1
const DELIMITER = 2
const kinds = new Uint8Array(256)
for (const byte of [0, 9, 10, 12, 13, 32]) kinds[byte] = SPACE
for (const sign of "()<>[]{}/%") kinds[sign.charCodeAt(0)] = DELIMITER

const code = (sign: string) => sign.charCodeAt(0)
const [OPEN, CLOSE, ESCAPE, LESS, GREATER] = ["(", ")", "\\", "<", ">"].map(code) as [
  number,
  number,
  number,
  number,
  number,
]
const [SLASH, PERCENT, BEGIN, END, HASH] = ["/", "%", "[", "]", "#"].map(code) as [
  number,
  number,
  number,
  number,
  number,
]

const literals: readonly string[] = ["true", "false", "null"]
/** Longer than any name that programs write. */
const MOST_NAME = 1000
/** Longer words are no keywords. */
const MOST_KEYWORD = 16
/** Steps that a value takes besides those of its bytes. */
const STEPS_PER_VALUE = 30

/** A byte's value as a hexadecimal digit; -1 when it is none. */
export function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1
}

const isNumeric = (byte: number) =>
  (byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e

function dictionary(items: readonly PdfValue[]): PdfDict {
  if (items.length % 2 !== 0) throw brokenPdf()
  const dict: PdfDict = new Map()
  for (let at = 0; at < items.length; at += 2) {
    const [key, value] = [items[at], items[at + 1]]
    if (!(key instanceof PdfName) || value === undefined) throw brokenPdf()
    dict.set(key.text, value)
  }
  return dict
}

/** Two numbers before an R, which they become one reference with. */
function foldReference(items: PdfValue[]): void {
  const [generation, number] = [wholeOf(items.pop()), wholeOf(items.pop())]
  if (number === null || generation === null) throw brokenPdf()
  items.push(new PdfRef(keyOf(number, generation)))
}

/**
 * Reads the syntax of PDF from left to right, each byte once, without going back and without recursion. Throws
 * DomainError invalid for what is none, BudgetSpent.
 */
export class PdfSyntax {
  at: number
  readonly #bytes: Uint8Array
  readonly #end: number
  readonly #budget: ReadingBudget

  constructor(bytes: Uint8Array, budget: ReadingBudget, from = 0, end = bytes.length) {
    this.#bytes = bytes
    this.#budget = budget
    this.at = from
    this.#end = end
  }

  /** Values up to the next keyword, which is passed over; `""` at the end of the bytes. */
  values(): { items: PdfValue[]; keyword: string } {
    const outer: PdfValue[] = []
    const open: { items: PdfValue[]; list: boolean }[] = []
    let items = outer
    for (let from = this.at; ; from = this.at) {
      const byte = this.#skipSpace()
      const word = byte === -1 ? "" : this.#token(byte, items)
      this.#budget.spend(this.at - from + STEPS_PER_VALUE)
      if (word === null) continue
      if (word === "[" || word === "<<") {
        if (open.length === MOST_DEPTH) throw brokenPdf()
        open.push({ items, list: word === "[" })
        items = []
      } else if (word === "]" || word === ">>") {
        const level = open.pop()
        if (level?.list !== (word === "]")) throw brokenPdf()
        level.items.push(level.list ? items : dictionary(items))
        items = level.items
      } else if (word === "R") foldReference(items)
      else if (open.length > 0) throw brokenPdf()
      else return { items: outer, keyword: word }
    }
  }

  /** The next keyword between objects, and the two words before it; whatever else stands there is nothing. */
  keyword(): { before: [PdfRaw | null, PdfRaw | null]; keyword: string } {
    const from = this.at
    let before: [PdfRaw | null, PdfRaw | null] = [null, null]
    for (;;) {
      const byte = this.#skipSpace()
      const start = this.at
      if (byte !== -1) this.#skipWord()
      if (this.at === start && byte !== -1) {
        this.at += 1
        before = [null, null]
        continue
      }
      if (byte !== -1 && isNumeric(byte)) {
        before = [before[1], new PdfRaw(this.#bytes, start, this.at)]
        continue
      }
      this.#budget.spend(this.at - from + 1)
      return { before, keyword: this.#text(start, this.at) }
    }
  }

  /** The byte at the next place that is neither white space nor a comment; -1 at the end. */
  #skipSpace(): number {
    while (this.at < this.#end) {
      const byte = this.#bytes[this.at] ?? 0
      if (byte === PERCENT) this.#skipComment()
      else if (kinds[byte] === SPACE) this.at += 1
      else return byte
    }
    return -1
  }

  #skipComment(): void {
    while (this.at < this.#end) {
      const byte = this.#bytes[this.at]
      if (byte === 10 || byte === 13) return
      this.at += 1
    }
  }

  #skipWord(): void {
    while (this.at < this.#end && kinds[this.#bytes[this.at] ?? 0] === WORD) this.at += 1
  }

  #text(from: number, to: number): string {
    if (to - from > MOST_KEYWORD) return "?"
    let text = ""
    for (let at = from; at < to; at++) text += String.fromCharCode(this.#bytes[at] ?? 0)
    return text
  }

  /** Takes one token: a value goes to `items` and the answer is null, anything else is answered. */
  #token(byte: number, items: PdfValue[]): string | null {
    const start = this.at
    if (byte === SLASH) {
      items.push(new PdfName(this.#name()))
      return null
    }
    if (byte === OPEN) this.#skipString()
    else if (byte === LESS || byte === GREATER) {
      if (this.#bytes[start + 1] === byte && start + 1 < this.#end) {
        this.at += 2
        return byte === LESS ? "<<" : ">>"
      }
      if (byte === GREATER) throw brokenPdf()
      this.#skipHex()
    } else if (byte === BEGIN || byte === END) {
      this.at += 1
      return byte === BEGIN ? "[" : "]"
    } else {
      this.#skipWord()
      if (this.at === start) throw brokenPdf()
      if (!isNumeric(byte)) {
        const word = this.#text(start, this.at)
        if (!literals.includes(word)) return word
      }
    }
    items.push(new PdfRaw(this.#bytes, start, this.at))
    return null
  }

  #name(): string {
    this.at += 1
    const start = this.at
    let escaped = false
    for (; this.at < this.#end; this.at++) {
      const byte = this.#bytes[this.at] ?? 0
      if (kinds[byte] !== WORD) break
      if (this.at - start === MOST_NAME) throw brokenPdf()
      escaped ||= byte === HASH
    }
    let text = ""
    for (let at = start; at < this.at; at++) {
      const byte = this.#bytes[at] ?? 0
      const high = escaped && byte === HASH && at + 2 < this.at ? hexDigit(this.#bytes[at + 1] ?? 0) : -1
      const low = high === -1 ? -1 : hexDigit(this.#bytes[at + 2] ?? 0)
      text += String.fromCharCode(low === -1 ? byte : high * 16 + low)
      if (low !== -1) at += 2
    }
    return text
  }

  #skipString(): void {
    let depth = 0
    for (; this.at < this.#end; this.at++) {
      const byte = this.#bytes[this.at]
      if (byte === ESCAPE) this.at += 1
      else if (byte === OPEN) depth += 1
      else if (byte === CLOSE) {
        depth -= 1
        if (depth > 0) continue
        this.at += 1
        return
      }
    }
    throw brokenPdf()
  }

  #skipHex(): void {
    const end = this.#bytes.indexOf(GREATER, this.at)
    if (end === -1 || end >= this.#end) throw brokenPdf()
    this.at = end + 1
  }
}
