import { type Memory, sizeOf } from "../../domain/memory.ts"
import type { Gzip } from "../../gateways/gzip.ts"
import { packedAnswer } from "../packing.ts"
import { streamOf } from "./stream.ts"

/** A finished answer: bytes and headers, ready to be sent again. */
export interface CachedPage {
  body: Uint8Array<ArrayBuffer>
  /** Whether the body is gzip: so it is kept, a sixth of its size. */
  packed: boolean
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

const revalidate = { "cache-control": "public, max-age=0, must-revalidate" }

/** Weak: packed and as it is an answer has the same one. */
async function tagOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))
  return `W/"${Array.from(digest.slice(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("")}"`
}

/** The tag of an answer that its key makes unique: the key holds the version of everything public. */
export const etagOf = (key: string) => tagOf(new TextEncoder().encode(key))

/**
 * Encodes a page and names it for conditional requests: by its content (SHA-256, 32 hex digits) unless it has a name already;
 * one that nobody may keep has none.
 */
export async function finishPage(
  content: string | Uint8Array<ArrayBuffer>,
  status: 200 | 404,
  headers: Record<string, string>,
  named: string | null = null,
): Promise<CachedPage> {
  const body = typeof content === "string" ? new TextEncoder().encode(content) : content
  const etag = named ?? (await tagOf(body))
  const tag: Record<string, string> = headers["cache-control"]?.includes("no-store") ? {} : { etag }
  return { body, packed: false, status, etag, headers: { ...revalidate, ...headers, ...tag } }
}

/** The same page with its body packed. */
export function packPage(page: CachedPage, { pack }: Gzip): CachedPage {
  return { ...page, body: pack(page.body), packed: true }
}

function unchanged({ "content-type": _, ...headers }: Record<string, string>): Response {
  return new Response(null, { status: 304, headers })
}

/**
 * Answers with what is made while it is sent, and packed while it is sent where the reader takes gzip; with 304 when the
 * reader has it, and to HEAD without a body: then nothing of it is made. Its length is known to nobody.
 */
export async function sendStream(
  parts: AsyncIterator<string>,
  { etag, headers }: { etag: string; headers: Record<string, string> },
  asked: { ifNoneMatch: string | undefined; headOnly: boolean; takesGzip: boolean },
  failed: (error: unknown) => void,
): Promise<Response> {
  const all = { ...revalidate, ...headers, etag }
  const known = isKnown(asked.ifNoneMatch, etag)
  const unread = known || asked.headOnly
  if (unread) await parts.return?.()
  if (known) return unchanged(all)
  const body = unread ? null : await streamOf(parts, failed)
  if (!asked.takesGzip) return new Response(body, { headers: all })
  const packed = body?.pipeThrough(new CompressionStream("gzip")) ?? null
  return packedAnswer(packed, { headers: { ...all, "content-encoding": "gzip" } })
}

/** Answers with a finished page, packed where the reader takes gzip, or 304 when the reader has it. */
export function sendPage(
  page: CachedPage,
  reader: { ifNoneMatch: string | undefined; takesGzip: boolean },
  { pack, unpack }: Gzip,
): Response {
  const { status, headers } = page
  if (status === 200 && headers["etag"] && isKnown(reader.ifNoneMatch, page.etag)) return unchanged(headers)
  if (reader.takesGzip) {
    const body = page.packed ? page.body : pack(page.body)
    const length = String(body.byteLength)
    return packedAnswer(body, {
      status,
      headers: { ...headers, "content-encoding": "gzip", "content-length": length },
    })
  }
  const body = page.packed ? unpack(page.body) : page.body
  return new Response(body, { status, headers: { ...headers, "content-length": String(body.byteLength) } })
}

/** Whether If-None-Match names the tag; proxies make tags weak or strong, lists and `*` are allowed. */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  const opaque = (tag: string) => tag.trim().replace(/^W\//, "")
  return ifNoneMatch.split(",").some((part) => part.trim() === "*" || opaque(part) === opaque(etag))
}
