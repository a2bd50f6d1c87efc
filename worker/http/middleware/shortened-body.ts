import { HTTPException } from "hono/http-exception"

/** What is read of a body that is too large, so that a browser shows the answer: it waits until all was sent. */
const MOST_READ = 100 * 1024 * 1024
/** Of such a body the fields before its files and those behind them are kept. */
const KEPT = 512 * 1024

/** The newest bytes that came, a few more than are kept. */
class Tail {
  #chunks: Uint8Array[] = []
  #first = 0
  #length = 0

  add(chunk: Uint8Array): void {
    this.#chunks.push(chunk)
    this.#length += chunk.length
    for (let oldest = this.#oldest(); this.#length - oldest >= KEPT; oldest = this.#oldest()) {
      this.#length -= oldest
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

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

/**
 * Reads a body of at most `most` bytes whole. Of a longer one the beginning and the end are kept: what people typed stands
 * in them, and of its files the middle is missing. Throws 413 for one that is larger by far.
 */
export async function readShortened(
  body: ReadableStream<Uint8Array>,
  most: number,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; whole: boolean }> {
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  const tail = new Tail()
  let length = 0
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.length
    if (length > MOST_READ) throw new HTTPException(413)
    if (length <= most) chunks.push(read.value)
    else tail.add(read.value)
  }
  const bytes = joined([...chunks, ...tail.chunks])
  if (length <= most) return { bytes, whole: true }
  return { bytes: joined([bytes.subarray(0, KEPT), bytes.subarray(-KEPT)]), whole: false }
}
