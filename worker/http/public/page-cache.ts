import { type Memory, sizeOf } from "../../domain/memory.ts"

/** A finished answer: bytes and headers, ready to be sent again. */
export interface CachedPage {
  body: Uint8Array<ArrayBuffer>
  headers: Record<string, string>
  status: 200 | 404
  etag: string
}

/**
 * Finished pages, kept in the memory that all caches of an isolate share. Only plain values are kept: workerd forbids
 * that requests share promises. Keys carry the version of the public state, so nothing is ever invalidated.
 */
export class PageCache {
  readonly #memory: Memory

  constructor(memory: Memory) {
    this.#memory = memory
  }

  get(key: string): CachedPage | undefined {
    return this.#memory.get(`page\n${key}`)
  }

  /** Keeps a page, counted with all its bytes and headers. */
  put(key: string, page: CachedPage): void {
    this.#memory.put(`page\n${key}`, page, sizeOf(page))
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
