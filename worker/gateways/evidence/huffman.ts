import type { ReadingBudget } from "../reading-budget.ts"

/** Data that no decoder can follow; whoever reads it for its look alone does without. */
export class NotReadable extends Error {}

/** A Huffman table of a JPEG (ITU-T T.81, annex C): for each code of up to 16 bits its length and its sign. */
export class HuffmanTable {
  /** Length × 256 + sign, by the next 16 bits; 0 where no code begins so. */
  readonly #codes = new Uint16Array(65_536)

  /** `counts`: how many codes of each length from 1 to 16; `signs`: their signs in order. */
  constructor(counts: Uint8Array, signs: Uint8Array) {
    let [code, next] = [0, 0]
    for (let length = 1; length <= 16; length++) {
      for (let at = 0; at < (counts[length - 1] ?? 0); at++, code++, next++) {
        const from = code << (16 - length)
        const to = (code + 1) << (16 - length)
        if (to > 65_536) throw new NotReadable("codes")
        this.#codes.fill(length * 256 + (signs[next] ?? 0), from, to)
      }
      code <<= 1
    }
  }

  at(bits: number): number {
    return this.#codes[bits] ?? 0
  }
}

/** Steps of making a table, and of one code with the bits behind it. */
export const STEPS_PER_TABLE = 10_000
const STEPS_PER_CODE = 2

/** The bits of a scan's coded data, from left to right. */
export class ScanBits {
  readonly #bytes: Uint8Array
  readonly #budget: ReadingBudget
  #at: number
  #bits = 0
  #held = 0

  constructor(bytes: Uint8Array, from: number, budget: ReadingBudget) {
    this.#bytes = bytes
    this.#at = from
    this.#budget = budget
  }

  /** Holds at least so many bits, at most 16; past the end, or before a marker, they are ones. */
  #fill(least: number): void {
    while (this.#held < least) {
      let byte = this.#bytes[this.#at] ?? 0xff
      if (byte === 0xff && this.#bytes[this.#at + 1] !== 0) byte = 0xff
      else this.#at += byte === 0xff ? 2 : 1
      this.#bits = ((this.#bits << 8) | byte) & 0xffffff
      this.#held += 8
    }
  }

  /** The sign of the next code. Throws NotReadable, BudgetSpent. */
  sign(table: HuffmanTable): number {
    this.#budget.spend(STEPS_PER_CODE)
    this.#fill(16)
    const found = table.at((this.#bits >>> (this.#held - 16)) & 0xffff)
    if (found === 0) throw new NotReadable("code")
    this.#held -= found >> 8
    return found & 255
  }

  /** Passes over bits, 16 at most. */
  skip(bits: number): void {
    this.#fill(bits)
    this.#held -= bits
  }

  /** A number of so many bits, as T.81 F.2.2.1 extends it. */
  number(bits: number): number {
    if (bits === 0) return 0
    if (bits > 16) throw new NotReadable("number")
    this.#fill(bits)
    this.#held -= bits
    const value = (this.#bits >>> this.#held) & ((1 << bits) - 1)
    return value < 1 << (bits - 1) ? value - (1 << bits) + 1 : value
  }

  /** Goes on behind the next restart marker. Throws NotReadable where there is none. */
  restart(): void {
    this.#held = 0
    const marker = this.#bytes[this.#at + 1] ?? 0
    if (this.#bytes[this.#at] !== 0xff || marker < 0xd0 || marker > 0xd7) throw new NotReadable("restart")
    this.#at += 2
  }
}
