import { createMiddleware } from "hono/factory"
import { HTTPException } from "hono/http-exception"
import { requestLimits } from "../../domain/request-limits.ts"
import type { AppEnv } from "../app-env.ts"

/** Whether they are more, or longer, than any browser and any program of good will sends. */
export function hasTooManyHeaders(headers: Headers): boolean {
  let count = 0
  let characters = 0
  for (const [name, value] of headers) {
    count += 1
    characters += name.length + value.length
  }
  return count > requestLimits.headers || characters > requestLimits.headerCharacters
}

/** An address or headers that no browser and no program of good will sends: 414 and 431. */
export const requestSize = createMiddleware<AppEnv>(async (c, next) => {
  if (c.req.url.length > requestLimits.address) throw new HTTPException(414)
  if (hasTooManyHeaders(c.req.raw.headers)) throw new HTTPException(431)
  await next()
})

/**
 * HEAD is answered as GET is, without the body: whatever comes after this sees a GET. Hono itself drops the answer's body;
 * what had begun to be read for it is let go. What is sent along with either is for nobody.
 */
export const headRequests = createMiddleware<AppEnv>(async (c, next) => {
  const { raw } = c.req
  const { method, body, url, headers } = raw
  if (method !== "HEAD" && !(method === "GET" && body)) return next()
  c.req.raw = new Request(url, { method: "GET", headers })
  if (method === "HEAD") c.set("headOnly", true)
  await next()
  if (method === "HEAD") await c.res.body?.cancel()
})
