import { once } from "node:events"
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

/**
 * How a database that is away behaves: it takes the request and says nothing; it begins its answer and says no more; it
 * does what was asked and the reply is lost; its connection is cut; a server before it says that it is away.
 */
export type Mood = "well" | "silent" | "stalled" | "reply lost" | "cut" | "bad gateway"

/** A way to a real database that a test breaks. */
export interface ShakyDatabase {
  url: string
  /** Moods of the next requests, in their order; then it is well again. */
  next(...moods: Mood[]): void
  /** The mood of all requests from now on. */
  always(mood: Mood): void
  /** Requests that came so far. */
  requests(): number
  close(): Promise<void>
}

function forward(from: IncomingMessage, url: URL, then: (answer: IncomingMessage) => void) {
  const { method, headers, url: path } = from
  const onward = request({
    host: url.hostname,
    port: url.port,
    path,
    method,
    headers: { ...headers, host: url.host },
  })
  onward.on("response", then)
  onward.on("error", () => from.destroy())
  from.pipe(onward)
}

const behaviours: Record<Mood, (from: IncomingMessage, to: ServerResponse, url: URL) => void> = {
  well: (from, to, url) =>
    forward(from, url, (answer) => {
      to.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(to)
    }),
  silent: (from) => from.resume(),
  stalled: (from, to) => {
    from.resume()
    to.writeHead(200, { "content-type": "application/json" }).write('{"baton":')
  },
  "reply lost": (from, to, url) =>
    forward(from, url, (answer) => {
      answer.resume()
      answer.on("end", () => to.destroy())
    }),
  cut: (from) => from.destroy(),
  "bad gateway": (from, to) => {
    from.resume()
    to.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad gateway</h1>")
  },
}

/** Stands before the database at `behind` on a port of its own. */
export async function openShakyDatabase(behind: string): Promise<ShakyDatabase> {
  const url = new URL(behind)
  let steady: Mood = "well"
  let moods: Mood[] = []
  let requests = 0
  const server = createServer((from, to) => {
    requests++
    from.on("error", () => {})
    to.on("error", () => {})
    behaviours[moods.shift() ?? steady](from, to, url)
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    next: (...given) => {
      moods = given
    },
    always: (mood) => {
      moods = []
      steady = mood
    },
    requests: () => requests,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
