import type { Client } from "@libsql/client/web"
import { Unavailable, type UnavailableRule, unavailableIn } from "../domain/unavailable.ts"

type Fetch = (request: Request, init?: RequestInit) => Promise<Response>

/** What keeps a request from ever reaching a server, in the words of Node and of workerd. */
const neverSent =
  /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|connection refused|DNS lookup failed/i

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = "code" in error ? String(error.code) : ""
  return `${code} ${error.message} ${error.cause === undefined ? "" : wordsOf(error.cause)}`
}

const lost = (cause: unknown, whole = true) =>
  new Unavailable("database_away", { reached: whole && !neverSent.test(wordsOf(cause)), cause })

/** How a batch begins that writes (write.ts), as JSON. */
const writing = 'insert into \\"writes\\"'

/**
 * The same request with its body in two pieces, and whether the second one was taken. workerd says the same of a
 * connection that was refused and of one that was cut; of a body whose end nobody took, nothing can have been done.
 */
async function inPieces(request: Request): Promise<{ request: Request; whole(): boolean }> {
  const text = await request.text()
  const { url, method, headers } = request
  if (!text.includes(writing))
    return { request: new Request(url, { method, headers, body: text }), whole: () => true }
  const bytes = new TextEncoder().encode(text)
  const pieces = [bytes.subarray(0, 1), bytes.subarray(1)]
  let taken = 0
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const piece = pieces[taken++]
        if (piece) controller.enqueue(piece)
        else controller.close()
      },
    },
    { highWaterMark: 0 },
  )
  const streamed = { method, headers, body, duplex: "half" } as RequestInit
  return { request: new Request(url, streamed), whole: () => taken > 1 }
}

/**
 * A fetch that gives up after `deadlineMs`, to the last byte of the answer. Everything that keeps it from a whole answer,
 * a server's own failure too, is thrown as Unavailable.
 */
export function boundedFetch(fetch: Fetch, deadlineMs: number): (request: Request) => Promise<Response> {
  return async (given) => {
    const { request, whole } = await inPieces(given)
    const response = await fetch(request, { signal: AbortSignal.timeout(deadlineMs) }).catch((error) => {
      throw lost(error, whole())
    })
    if (response.status >= 500 || response.status === 429) {
      await response.body?.cancel()
      throw lost(new Error(`the database answered ${response.status}`))
    }
    const read = response.json.bind(response)
    // An answer that ends in its middle is none.
    response.json = () =>
      read().catch((error) => {
        throw lost(error)
      })
    return response
  }
}

/** SQLite's codes, and the one of a server that takes no more writes, for what passes by itself. */
const passing: readonly (readonly [prefix: string, rule: UnavailableRule, reached: boolean])[] = [
  ["SQLITE_BUSY", "database_locked", false],
  ["SQLITE_LOCKED", "database_locked", false],
  ["SQLITE_FULL", "storage_full", false],
  ["BLOCKED", "storage_full", false],
  // Of a commit that broke off on the disk nobody knows whether it will be there.
  ["SQLITE_IOERR", "database_away", true],
  ["SQLITE_CANTOPEN", "database_away", false],
  ["SQLITE_READONLY", "database_away", false],
]

function named(error: unknown): unknown {
  if (unavailableIn(error)) return error
  const code = error instanceof Error && "code" in error ? String(error.code) : ""
  const found = passing.find(([prefix]) => code.startsWith(prefix))
  return found ? new Unavailable(found[1], { reached: found[2], cause: error }) : error
}

/** The same client; what passes by itself is thrown as Unavailable. */
export function namingClient(client: Client): Client {
  const naming =
    <A extends unknown[], T>(call: (...args: A) => Promise<T>) =>
    (...args: A): Promise<T> =>
      call(...args).catch((error) => {
        throw named(error)
      })
  return Object.assign(client, {
    execute: naming(client.execute.bind(client)),
    batch: naming(client.batch.bind(client)),
  })
}
