/** Bytes that are written one after the other. */
export class ByteSink {
  #bytes = new Uint8Array(4 * 1024)
  #length = 0

  get length(): number {
    return this.#length
  }

  /** Adds a part of other bytes. */
  bytes(from: Uint8Array, start: number, end: number): void {
    this.#reserve(end - start)
    this.#bytes.set(from.subarray(start, end), this.#length)
    this.#length += end - start
  }

  /** Adds a text of single bytes. */
  text(text: string): void {
    this.#reserve(text.length)
    for (let at = 0; at < text.length; at++) this.#bytes[this.#length + at] = text.charCodeAt(at)
    this.#length += text.length
  }

  /** What was written so far. */
  taken(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length)
  }

  /** The same without a copy, to be read before more is written. */
  bytesSoFar(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(this.#length + more, this.#bytes.length * 2))
    larger.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = larger
  }
}
