/** A finished answer: bytes and headers, ready to be sent again. */
export interface CachedPage {
  body: Uint8Array<ArrayBuffer>
  headers: Record<string, string>
  status: 200 | 404
  etag: string
}

/** Charged for every entry besides its bytes: key, headers, map. */
const overhead = 512

/**
 * Finished pages of one isolate, least recently used out first, bounded by bytes. Only plain values are kept: workerd
 * forbids that requests share promises. Keys carry the version of the public state, so nothing is ever invalidated.
 */
export class PageCache {
  readonly #entries = new Map<string, CachedPage>()
  readonly #limit: number
  #bytes = 0

  constructor(limitInBytes: number) {
    this.#limit = limitInBytes
  }

  get bytes(): number {
    return this.#bytes
  }

  get(key: string): CachedPage | undefined {
    const entry = this.#entries.get(key)
    if (entry) {
      this.#entries.delete(key)
      this.#entries.set(key, entry)
    }
    return entry
  }

  /** Keeps a page; one that is larger than the whole cache is not kept. */
  put(key: string, page: CachedPage): void {
    this.#drop(key)
    const size = page.body.byteLength + overhead
    if (size > this.#limit) return
    this.#entries.set(key, page)
    this.#bytes += size
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#limit) break
      this.#drop(oldest)
    }
  }

  #drop(key: string): void {
    const entry = this.#entries.get(key)
    if (!entry) return
    this.#entries.delete(key)
    this.#bytes -= entry.body.byteLength + overhead
  }
}

/** Encodes a page and names its content (SHA-256, 32 hex digits) for conditional requests. */
export async function finishPage(
  content: string,
  status: 200 | 404,
  headers: Record<string, string>,
): Promise<CachedPage> {
  const body = new TextEncoder().encode(content)
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body))
  const etag = `"${Array.from(digest.slice(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("")}"`
  return {
    body,
    status,
    etag,
    headers: { "cache-control": "public, max-age=0, must-revalidate", ...headers, etag },
  }
}

/** Answers with a finished page, or 304 when the reader has it. */
export function sendPage(page: CachedPage, ifNoneMatch: string | undefined): Response {
  const known = ifNoneMatch !== undefined && (ifNoneMatch === page.etag || holds(ifNoneMatch, page.etag))
  if (known && page.status === 200) {
    const { "content-type": _, ...headers } = page.headers
    return new Response(null, { status: 304, headers })
  }
  return new Response(page.body, { status: page.status, headers: page.headers })
}

/** Proxies that compress make entity tags weak; lists and `*` are allowed. */
function holds(list: string, etag: string): boolean {
  return list.split(",").some((part) => {
    const tag = part.trim()
    return tag === "*" || tag.replace(/^W\//, "") === etag
  })
}
