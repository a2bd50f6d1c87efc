import type { Context } from "hono"
import { createMiddleware } from "hono/factory"
import { HTTPException } from "hono/http-exception"
import { joined } from "../../domain/bytes.ts"
import type { AppEnv } from "../app-env.ts"

/** What is read to its end and thrown away, so that the refusal reaches who is still sending. */
const MOST_DRAINED_BYTES = 32 * 1024 * 1024
const LONGEST_DRAIN_STALL_MS = 3_000
/** The longest that a body may take however steadily it comes. */
const LONGEST_MS = 10 * 60_000

type Reader = ReadableStreamDefaultReader<Uint8Array>
type Chunk = Awaited<ReturnType<Reader["read"]>>

/** The next bytes, or HTTPException 408 when none come in time. */
async function nextChunk(reader: Reader, stallMs: number): Promise<Chunk> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stalled = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new HTTPException(408)), stallMs)
  })
  try {
    return await Promise.race([reader.read(), stalled])
  } finally {
    clearTimeout(timer)
  }
}

/** A body piece by piece; HTTPException 408 when it stands still or takes longer than anybody needs. */
export async function* chunksOf(
  body: ReadableStream<Uint8Array>,
  stallMs: number,
): AsyncGenerator<Uint8Array> {
  const reader: Reader = body.getReader()
  const until = performance.now() + LONGEST_MS
  let reading = false
  try {
    for (;;) {
      reading = true
      const { done, value } = await nextChunk(reader, stallMs)
      reading = false
      if (done) return
      if (performance.now() > until) throw new HTTPException(408)
      yield value
    }
  } finally {
    // One that stands still is never given back: the runtime refuses to while it waits, and nobody would get anything.
    if (!reading) reader.releaseLock()
  }
}

/** Reads on to the end of a body that nobody wants; gives up when it is endless or stands still. */
async function drain(body: ReadableStream<Uint8Array>): Promise<void> {
  let left = MOST_DRAINED_BYTES
  try {
    for await (const { byteLength } of chunksOf(body, LONGEST_DRAIN_STALL_MS)) {
      left -= byteLength
      if (left < 0) return
    }
  } catch {
    // It stood still, or who sent it is gone: the answer is all that is left to give.
  }
}

/**
 * Reads what a refusal left unread of a body before it is answered: the runtime closes a connection after an answer to a
 * body that was not read, together with whatever request comes next on it, which then has no answer at all.
 */
export const unreadBodies = createMiddleware<AppEnv>(async (c, next) => {
  const { body } = c.req.raw
  await next()
  if (body && !body.locked) await drain(body)
})

/**
 * The body of a request, read once and put back for whoever parses it. Throws HTTPException 413 (larger than its address
 * takes) and 408 (it stood still half-way).
 */
export async function readBodyOf(c: Context, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const { raw } = c.req
  if (!raw.body || raw.bodyUsed) return new Uint8Array()
  const { bodyStallMs } = (c as Context<AppEnv>).var.services
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunksOf(raw.body, bodyStallMs)) {
    size += chunk.byteLength
    if (size > most) throw new HTTPException(413)
    chunks.push(chunk)
  }
  const bytes = joined(chunks)
  putBack(c, bytes)
  return bytes
}

/** Puts the body of a request, or what is kept of it, back for whoever parses it. */
export function putBack(c: Context, body: Uint8Array<ArrayBuffer>): void {
  const { url, method, headers: sent } = c.req.raw
  const headers = new Headers(sent)
  headers.delete("content-length")
  headers.delete("transfer-encoding")
  c.req.raw = new Request(url, { method, headers, body })
}
