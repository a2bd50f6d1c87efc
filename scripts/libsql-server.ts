import { once } from "node:events"
import { mkdirSync } from "node:fs"
import type { Server } from "node:http"
import type { AddressInfo } from "node:net"
import { dirname, resolve } from "node:path"
import { parseArgs } from "node:util"
import { Batons } from "./libsql/batons.ts"
import { createHttpServer } from "./libsql/http.ts"
import { runPipeline } from "./libsql/pipeline.ts"
import { Pool } from "./libsql/pool.ts"

export type LibsqlServerOptions = {
  /** the database file; made with its folder when it is missing */
  file: string
  /** default 0: any free port */
  port?: number
  /** default 127.0.0.1 */
  host?: string
  /** asked for as `Authorization: Bearer …` when given */
  authToken?: string
  /** bytes of one request, default 8 MB */
  bodyLimit?: number
  /** milliseconds in which a body must have arrived, default 15 s */
  bodyTimeout?: number
  /** pages of 4 KB that the file may have; beyond it writes are refused as on a full disk */
  mostPages?: number
  /** milliseconds a statement waits for the write lock, default 3 s: less than a client waits for its answer */
  busyTimeout?: number
  /** default true; false where a power cut may take the last writes (a test's file): only a killed process may not */
  durable?: boolean
  /** milliseconds an interactive stream may rest before it is rolled back, default 10 s */
  streamTimeout?: number
}

export type LibsqlServer = {
  url: string
  port: number
  /** pipeline requests since the start: each is one round trip to the database */
  requests(): number
  /** answers what has arrived, rolls open transactions back, checkpoints, closes */
  close(): Promise<void>
}

const streamCapacity = 256
const closeGrace = 3_000

/**
 * Serves one SQLite file by Hrana over HTTP (versions 2 and 3 in JSON), as a libSQL server does.
 * An acknowledged write is on disk: WAL with synchronous=FULL.
 * @throws when the file cannot be opened or the port is taken
 */
export async function startLibsqlServer(options: LibsqlServerOptions): Promise<LibsqlServer> {
  const file = resolve(options.file)
  mkdirSync(dirname(file), { recursive: true })
  const { mostPages, durable } = options
  const pool = new Pool(file, options.busyTimeout ?? 3_000, { mostPages, durable })
  await pool.open()
  const batons = new Batons(pool, options.streamTimeout ?? 10_000, streamCapacity)
  const { server, requests } = createHttpServer({
    pipeline: (body, listening) => runPipeline(batons, body, listening),
    authToken: options.authToken,
    bodyLimit: options.bodyLimit ?? 8 * 1024 * 1024,
    bodyTimeout: options.bodyTimeout ?? 15_000,
  })
  const host = options.host ?? "127.0.0.1"
  server.listen(options.port ?? 0, host)
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= closeServer(server, batons, pool)
    return closing
  }
  return { url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`, port, requests, close }
}

async function closeServer(server: Server, batons: Batons, pool: Pool): Promise<void> {
  const closed = new Promise((done) => server.close(done))
  batons.closeAll()
  const sweep = setInterval(() => server.closeIdleConnections(), 20)
  const grace = setTimeout(() => server.closeAllConnections(), closeGrace)
  await closed
  clearInterval(sweep)
  clearTimeout(grace)
  batons.closeAll()
  pool.close()
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      file: { type: "string" },
      port: { type: "string", default: "8080" },
      host: { type: "string" },
      "auth-token": { type: "string" },
    },
  })
  const port = Number(values.port)
  if (!values.file || !Number.isInteger(port) || port < 0 || port > 65535) {
    console.error("Usage: libsql-server --file FILE [--port 8080] [--host 127.0.0.1] [--auth-token TOKEN]")
    process.exit(2)
  }
  const server = await startLibsqlServer({
    file: values.file,
    port,
    host: values.host,
    authToken: values["auth-token"],
  })
  console.log(`libSQL at ${server.url}`)
  const stop = () => {
    server.close().then(() => process.exit(0))
  }
  process.once("SIGINT", stop)
  process.once("SIGTERM", stop)
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    console.error(`libSQL server: ${error instanceof Error ? error.message : error}`)
    process.exit(1)
  })
}
