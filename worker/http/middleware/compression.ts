import type { Context } from "hono"
import { createMiddleware } from "hono/factory"
import type { AppEnv } from "../app-env.ts"
import { packedAnswer, takes } from "../packing.ts"

/**
 * For pages that show a secret (a key, a link of an invitation, recovery codes): never packed, here or by what stands in
 * front, since what a stranger adds to the address stands in the page too, and its packed length would tell of both (BREACH).
 */
export function showsSecret(c: Context): void {
  c.header("cache-control", "private, no-store, no-transform")
}

/** Packs the pages that are made for one request, unless they forbid it; kept pages are packed already. */
export const compression = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  const { headers, status, body } = c.res
  if (!headers.get("content-type")?.startsWith("text/html") || headers.has("content-encoding")) return
  if (headers.get("cache-control")?.includes("no-transform")) return
  if (!headers.get("vary")?.includes("Accept-Encoding")) headers.append("vary", "Accept-Encoding")
  if (!body || !takes("gzip", c.req.header("accept-encoding"))) return
  const headOnly = c.get("headOnly") ?? false
  if (headOnly) await body.cancel()
  const packed = headOnly ? null : body.pipeThrough(new CompressionStream("gzip"))
  const answer = packedAnswer(packed, { status, headers })
  answer.headers.delete("content-length")
  answer.headers.set("content-encoding", "gzip")
  c.res = undefined
  c.res = answer
})
