import { HTTPException } from "hono/http-exception"
import { joined } from "../../domain/bytes.ts"
import { chunksOf } from "./request-body.ts"

/** What is read of a body that is too large, so that a browser shows the answer: it waits until all was sent. */
const MOST_READ = 100 * 1024 * 1024

const none = new Uint8Array()

/** The newest bytes that came, a few more than are kept. */
class Tail {
  #chunks: Uint8Array[] = []
  #first = 0
  #length = 0
  readonly #kept: number

  constructor(kept: number) {
    this.#kept = kept
  }

  add(chunk: Uint8Array): void {
    this.#chunks.push(chunk)
    this.#length += chunk.length
    for (let oldest = this.#oldest(); this.#length - oldest >= this.#kept; oldest = this.#oldest()) {
      this.#length -= oldest
      // Let go at once: its place in the list goes later, with many others.
      this.#chunks[this.#first] = none
      this.#first += 1
    }
    if (this.#first < 1024) return
    this.#chunks = this.#chunks.slice(this.#first)
    this.#first = 0
  }

  get chunks(): Uint8Array[] {
    return this.#chunks.slice(this.#first)
  }

  #oldest(): number {
    return this.#chunks[this.#first]?.length ?? 0
  }
}

/**
 * Reads a body whole as long as `allows` says so of the bytes that came. Of a longer one the beginning and the end are
 * kept, and nothing else is held from then on: what people typed stands in them, and of its files the middle is missing.
 * Throws 413 for one that is larger by far, 408 for one that stands still.
 */
export async function readShortened(
  body: ReadableStream<Uint8Array>,
  { allows, kept, stallMs }: { allows: (bytes: number) => boolean; kept: number; stallMs: number },
): Promise<{ bytes: Uint8Array<ArrayBuffer>; whole: boolean }> {
  let chunks: Uint8Array[] = []
  let head: Uint8Array | null = null
  const tail = new Tail(kept)
  let length = 0
  for await (const chunk of chunksOf(body, stallMs)) {
    length += chunk.length
    if (length > MOST_READ) throw new HTTPException(413)
    if (head) {
      tail.add(chunk)
      continue
    }
    chunks.push(chunk)
    if (allows(length)) continue
    head = joined(chunks).slice(0, kept)
    for (const one of chunks) tail.add(one)
    chunks = []
  }
  if (!head) return { bytes: joined(chunks), whole: true }
  return { bytes: joined([head, joined(tail.chunks).subarray(-kept)]), whole: false }
}
