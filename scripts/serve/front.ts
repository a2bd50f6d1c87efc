import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http"
import { createServer as createSecureServer, type Server as SecureServer } from "node:https"
import { type BlockList, isIP } from "node:net"
import { getRequestListener } from "@hono/node-server"
import { addressList, isOf, plainAddress } from "./addresses.ts"
import type { Certificate } from "./certificate.ts"
import { type Metrics, mayRead } from "./metrics.ts"

/** The header that the product reads the visitor's address from; what a visitor sends under it is taken away. */
export const ADDRESS_HEADER = "x-serve-address"

/** Slow clients: a head within ten seconds, a whole request within eleven minutes (the product limits bodies itself). */
const HEAD_MS = 10_000
const REQUEST_MS = 11 * 60_000
const KEPT_MS = 65_000
const QUIET_MS = 120_000
const MOST_CONNECTIONS = 4_000

export interface FrontOptions {
  fetch: (request: Request) => Response | Promise<Response>
  /** Addresses and networks of proxies whose word about the visitor's address counts. */
  trusted: readonly string[]
  /** The header in which a trusted proxy says it. */
  header: string
  certificate: Certificate | null
  /** The figures, and the token that lets others than this machine read them. */
  metrics?: { figures: Metrics; token: string | undefined }
  /** Milliseconds that the head of a request, or a handshake, may take. */
  headMs?: number
}

/** The address of who asks: the last one of the header where a trusted proxy sends it, otherwise the connection's own. */
function visitorOf(request: IncomingMessage, trusted: BlockList, header: string): string {
  const peer = plainAddress(request.socket.remoteAddress ?? "")
  if (!isOf(trusted, peer)) return peer
  const said = [request.headers[header]].flat().join(",")
  const last = plainAddress(said.slice(said.lastIndexOf(",") + 1).trim())
  return isIP(last) ? last : peer
}

/** Puts a header of ours in the place of whatever was sent under its name. */
function setHeader(request: IncomingMessage, name: string, value: string): void {
  const { rawHeaders } = request
  for (let at = rawHeaders.length - 2; at >= 0; at -= 2)
    if (rawHeaders[at]?.toLowerCase() === name) rawHeaders.splice(at, 2)
  rawHeaders.push(name, value)
  request.headers[name] = value
}

async function sendFigures(figures: Metrics, response: ServerResponse): Promise<void> {
  const text = await figures.text().catch(() => null)
  response.writeHead(text === null ? 503 : 200, {
    "content-type": figures.contentType,
    "cache-control": "no-store",
  })
  response.end(text ?? "")
}

/** The server in front of the product, plain or with TLS; it does not listen yet. */
export function frontServer({
  fetch,
  trusted,
  header,
  certificate,
  metrics,
  headMs = HEAD_MS,
}: FrontOptions): Server | SecureServer {
  const proxies = addressList(trusted)
  const answer = getRequestListener((request) => fetch(request), { hostname: "invalid" })
  const listener: RequestListener = (request, response) => {
    if (metrics) {
      const began = performance.now()
      response.once("close", () => metrics.figures.answered(response.statusCode, performance.now() - began))
      if (request.url === "/metrics" && mayRead(request, metrics.token, header)) {
        void sendFigures(metrics.figures, response)
        return
      }
    }
    setHeader(request, ADDRESS_HEADER, visitorOf(request, proxies, header))
    void answer(request, response)
  }
  const limits = {
    headersTimeout: headMs,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: KEPT_MS,
    connectionsCheckingInterval: Math.min(2_000, headMs),
    maxHeaderSize: 32 * 1024,
    noDelay: true,
  }
  const server = certificate
    ? createSecureServer({ ...limits, ...certificate.current(), handshakeTimeout: headMs }, listener)
    : createServer(limits, listener)
  server.maxConnections = MOST_CONNECTIONS
  // Who takes nothing of its answer, or sends nothing more, is let go.
  server.setTimeout(QUIET_MS)
  server.on("clientError", (_error, socket) => {
    if (socket.writable) socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
  })
  return server
}
