import type { IncomingMessage } from "node:http"
import { RequestError } from "./errors.ts"

// A client that is still sending would lose the answer if the connection were cut at once.
const discardFactor = 8

/**
 * Reads a request's body as text.
 * @param limit bytes; a longer body is refused and the rest of it thrown away unread
 * @param timeout milliseconds for the whole body
 * @throws RequestError 413 or 408
 */
export function readBody(request: IncomingMessage, limit: number, timeout: number): Promise<string> {
  const declared = Number(request.headers["content-length"] ?? 0)
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = []
    let size = 0
    let settled = false
    const fail = (error: Error) => {
      settled = true
      chunks = []
      reject(error)
    }
    const refuse = () =>
      fail(new RequestError(413, "BODY_TOO_LARGE", `The body is larger than ${limit} bytes`))
    const timer = setTimeout(() => {
      if (settled) request.socket.destroy()
      else fail(new RequestError(408, "BODY_TIMEOUT", `The body did not arrive within ${timeout} ms`))
    }, timeout)
    request.on("data", (chunk: Buffer) => {
      size += chunk.length
      if (settled && size > limit * discardFactor) request.socket.destroy()
      if (settled) return
      if (size > limit) refuse()
      else chunks.push(chunk)
    })
    request.on("end", () => {
      clearTimeout(timer)
      if (!settled) resolve(Buffer.concat(chunks).toString("utf8"))
    })
    request.on("close", () => {
      clearTimeout(timer)
      if (!request.complete && !settled) fail(new RequestError(400, "BODY_CUT", "The body ended early"))
    })
    if (declared > limit) refuse()
  })
}
