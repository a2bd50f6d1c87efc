/**
 * What an isolate keeps in memory to be fast: files of releases, finished pages, editions. All of it lies in one store
 * with one bound, whatever the number of cities, so that caches together never outgrow the isolate (128 MB).
 */

/** The bound of all caches of an isolate together, in bytes as they lie in memory. */
export const KEPT_TOGETHER = 48 * 1024 * 1024

/** Charged for every entry besides its value: key, map, links. */
const overhead = 256

/** Keeps values by name; the longest unused goes first. Values only: in workerd no promise may be shared by requests. */
export class Memory {
  readonly limit: number
  readonly #kept = new Map<string, { value: unknown; bytes: number }>()
  readonly #held = new Map<string, number>()
  #bytes = 0

  constructor(limitInBytes: number) {
    this.limit = limitInBytes
  }

  /** Bytes that are kept and held now. */
  get bytes(): number {
    return this.#bytes
  }

  get<T>(name: string): T | undefined {
    const found = this.#kept.get(name)
    if (!found) return undefined
    this.#kept.delete(name)
    this.#kept.set(name, found)
    return found.value as T
  }

  /** Keeps a value that takes `bytes` (see sizeOf); one that fills more than a quarter of the bound is not kept. */
  put(name: string, value: unknown, bytes: number): void {
    this.#drop(name)
    const size = bytes + 2 * name.length + overhead
    if (size > this.limit / 4) return
    this.#kept.set(name, { value, bytes: size })
    this.#bytes += size
    this.#shrink()
  }

  /** Charges what is kept elsewhere and cannot be dropped, so that everything else makes room for it. */
  hold(name: string, bytes: number): void {
    this.#bytes += bytes - (this.#held.get(name) ?? 0)
    this.#held.set(name, bytes)
    this.#shrink()
  }

  #shrink(): void {
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.limit) return
      this.#drop(oldest)
    }
  }

  #drop(name: string): void {
    const found = this.#kept.get(name)
    if (!found) return
    this.#kept.delete(name)
    this.#bytes -= found.bytes
  }
}

/** The one memory of this isolate. */
export const isolateMemory = new Memory(KEPT_TOGETHER)

/** Bytes of a text as JavaScript keeps it: two for each character as soon as one is beyond Latin-1. */
function textSize(text: string): number {
  return 24 + (/[\u0100-\uffff]/.test(text) ? 2 : 1) * text.length
}

/**
 * About how many bytes a parsed value takes in memory, rather more than less: parsed JSON takes two to four times the
 * bytes of its file. Plain objects, arrays, texts, numbers, buffers and views on buffers.
 */
export function sizeOf(value: unknown): number {
  if (typeof value === "string") return textSize(value)
  if (typeof value === "number") return Number.isInteger(value) ? 0 : 16
  if (typeof value !== "object" || value === null) return 0
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return 128 + value.byteLength
  let size = 40
  if (Array.isArray(value)) {
    for (const item of value) size += 8 + sizeOf(item)
    return size
  }
  for (const item of Object.values(value)) size += 8 + sizeOf(item)
  return size
}
