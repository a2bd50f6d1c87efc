import { createHash, timingSafeEqual } from "node:crypto"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { readBody } from "./body.ts"
import { RequestError } from "./errors.ts"

export type HttpOptions = {
  /** answers one pipeline body with its JSON text; `listening` turns false when the client goes away */
  pipeline(body: string, listening: () => boolean): Promise<string>
  authToken: string | undefined
  /** bytes */
  bodyLimit: number
  /** milliseconds */
  bodyTimeout: number
}

// @libsql/client compares the type literally, so it carries no charset.
const jsonType = "application/json"

function send(
  response: ServerResponse,
  status: number,
  json: string,
  headers: Record<string, string> = {},
): void {
  if (response.headersSent || response.destroyed) return
  const length = Buffer.byteLength(json)
  response.writeHead(status, { "content-type": jsonType, "content-length": length, ...headers })
  response.end(json)
}

function sendError(response: ServerResponse, error: unknown): void {
  const known = error instanceof RequestError ? error : new RequestError(500, "INTERNAL_ERROR", String(error))
  const headers: Record<string, string> = known.status === 408 ? { connection: "close" } : {}
  if (known.status === 401) headers["www-authenticate"] = "Bearer"
  send(response, known.status, JSON.stringify({ message: known.message, code: known.code }), headers)
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest()
}

/** The HTTP side of the server: routes, the token, limits. `requests()` counts pipelines, each a round trip. */
export function createHttpServer(options: HttpOptions): { server: Server; requests(): number } {
  let requests = 0
  const expected = options.authToken === undefined ? undefined : digest(`Bearer ${options.authToken}`)

  function authorize(request: IncomingMessage): void {
    if (expected && !timingSafeEqual(digest(request.headers.authorization ?? ""), expected)) {
      throw new RequestError(401, "AUTH_REQUIRED", "The authorization token is missing or wrong")
    }
  }

  async function pipeline(request: IncomingMessage, response: ServerResponse): Promise<void> {
    authorize(request)
    requests += 1
    const body = await readBody(request, options.bodyLimit, options.bodyTimeout)
    send(response, 200, await options.pipeline(body, () => !response.destroyed))
  }

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? "/").split("?", 1)[0]
    if (path === "/v2/pipeline" || path === "/v3/pipeline") {
      if (request.method === "POST") return pipeline(request, response)
      throw new RequestError(405, "METHOD_NOT_ALLOWED", "A pipeline is a POST request")
    }
    if (path === "/v2" || path === "/v3") return send(response, 200, "{}")
    if (path === "/health") return send(response, 200, JSON.stringify({ status: "ok", requests }))
    // This is also the answer to /v3-protobuf, after which clients speak JSON.
    throw new RequestError(404, "NOT_FOUND", `There is nothing at ${path}`)
  }

  const handle = (request: IncomingMessage, response: ServerResponse) => {
    route(request, response).catch((error: unknown) => sendError(response, error))
  }
  const server = createServer({ keepAliveTimeout: 60_000, headersTimeout: 10_000, requestTimeout: 0 }, handle)
  server.on("checkContinue", (request: IncomingMessage, response: ServerResponse) => {
    if (Number(request.headers["content-length"] ?? 0) <= options.bodyLimit) response.writeContinue()
    handle(request, response)
  })
  return { server, requests: () => requests }
}
