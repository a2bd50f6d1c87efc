import { type DatabaseAddress, openDatabase } from "./data/database.ts"
import { findActor } from "./data/members.ts"
import { openData } from "./data/open.ts"
import { publicData } from "./data/public-data.ts"
import type { RequestMark } from "./data/scope.ts"
import type { Actor } from "./domain/actor.ts"
import { type Cell, cellOfHost, type Env, readCell, readEnv } from "./env.ts"
import { clock } from "./gateways/clock.ts"
import { contentStore } from "./gateways/content-store.ts"
import { digestText } from "./gateways/digest.ts"
import { decoyHash, verifyPassword } from "./gateways/password.ts"
import { secretBox } from "./gateways/secret-box.ts"
import { newToken, tokenHash } from "./gateways/token.ts"
import { isLocalHost } from "./http/middleware/own-origin.ts"
import type { OpenDataReader } from "./http/public/reader.ts"
import type { Services } from "./http/services.ts"
import type { ReleaseParams, SystemServices } from "./jobs/system-services.ts"
import type { UseCaseContext } from "./usecases/context.ts"
import type { Outbox } from "./usecases/mail/outbox.ts"
import { publicReader } from "./usecases/public/public-reader.ts"
import type { StartRelease } from "./usecases/release/start-release.ts"

const newId = () => crypto.randomUUID()
const KEPT_BYTES = 32 * 1024 * 1024

/** A use-case context on a database client of its own: clients are not shared between requests. */
export function openContext<A extends Actor>(
  cell: { code: string; address: DatabaseAddress; now(): Date },
  actor: A,
  request?: RequestMark,
): UseCaseContext<A> {
  const data = openData(openDatabase(cell.address), actor, request)
  return {
    actor,
    cell: cell.code,
    now: cell.now,
    newId,
    read: data.read,
    write: (command, change) => data.write({ ...command, at: cell.now() }, change),
  }
}

function cellFor(env: Env, { code, database }: Cell, now = clock(env.CLOCK_OFFSET_MS)) {
  return { code, address: database, now }
}

function startWith(env: Env, cell: string): StartRelease {
  return async (releaseId, instanceId) => {
    try {
      const params: ReleaseParams = { cell, releaseId, instanceId }
      const created = await env.RELEASE_WORKFLOW?.create({ id: instanceId, params })
      // The answer is an RPC stub, which the runtime wants given back.
      ;(created as Partial<Disposable> | undefined)?.[Symbol.dispose]?.()
    } catch (error) {
      // The release is stored; the sweep starts what does not move.
      console.error(JSON.stringify({ cell, release: releaseId, error: String(error) }))
    }
  }
}

const readers = new WeakMap<Cell, OpenDataReader>()

/** One public reader an isolate and cell: it keeps plain values only, and opens a database client for each look. */
function readerOf(env: Env, cell: Cell, now: () => Date): OpenDataReader {
  const known = readers.get(cell)
  if (known) return known
  const open = () => publicData(openDatabase(cell.database))
  const released = publicReader({
    open,
    files: contentStore(env.RELEASES, { cell: cell.code, folder: "releases", keepBytes: KEPT_BYTES }),
    digest: digestText,
    now: () => now().getTime(),
  })
  const reader = { ...released, editionDocument: (id: string) => open().editionDocument(id) }
  readers.set(cell, reader)
  return reader
}

function openOutbox({ secret }: Cell): Outbox {
  const box = secretBox(secret, "mail")
  return { seal: (letter) => box.seal(JSON.stringify(letter)), notify: () => {} }
}

const SESSION_COOKIE = "shige.session"

function openSessions({ secret }: Cell, request: Request): Services["sessions"] {
  const secure = !isLocalHost(new URL(request.url).hostname)
  return {
    cookieName: secure ? `__Host-${SESSION_COOKIE}` : SESSION_COOKIE,
    secure,
    secret,
    signIn: { verifyPassword, decoyHash, newToken, tokenHash },
  }
}

/**
 * The composition root of a request: what the pages and actions of its cell need from outside; null for a host that no
 * cell has. Here alone a request meets its cell. Tests give a clock.
 */
export function openServices(request: Request, bindings: object, now?: () => Date): Services | null {
  const env = readEnv(bindings)
  const code = cellOfHost(env, request.url)
  if (code === null) return null
  const own = readCell(bindings, code)
  const cell = cellFor(env, own, now)
  return {
    cell: code,
    now: cell.now,
    newId,
    findActor: (token) => findActor(openDatabase(cell.address), tokenHash(token), cell.now()),
    contextFor: (actor, mark) => openContext(cell, actor, mark),
    sessions: openSessions(own, request),
    outbox: openOutbox(own),
    publicReader: readerOf(env, own, cell.now),
    startRelease: startWith(env, code),
  }
}

/** The codes of all cells of this Worker, for cron. */
export function cellCodes(bindings: object): string[] {
  return readEnv(bindings).cells.map(({ code }) => code)
}

/** The composition root of cron, workflows and queues, for one cell. Throws when this Worker has no such cell. */
export function systemServices(bindings: object, job: string, cell: string): SystemServices {
  const env = readEnv(bindings)
  const own = readCell(bindings, cell)
  return {
    context: openContext(cellFor(env, own), { kind: "system", job }),
    release: {
      files: contentStore(env.RELEASES, { cell, folder: "releases" }),
      work: contentStore(env.RELEASES, { cell, folder: "work" }),
      digest: digestText,
    },
    startRelease: startWith(env, cell),
  }
}
