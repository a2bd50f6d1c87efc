import { type DatabaseAddress, openDatabase } from "./data/database.ts"
import { findActor } from "./data/members.ts"
import { openData } from "./data/open.ts"
import { publicData } from "./data/public-data.ts"
import type { RequestMark } from "./data/scope.ts"
import type { Actor } from "./domain/actor.ts"
import { type Env, readEnv } from "./env.ts"
import { clock } from "./gateways/clock.ts"
import { contentStore } from "./gateways/content-store.ts"
import { digestText } from "./gateways/digest.ts"
import { decoyHash, verifyPassword } from "./gateways/password.ts"
import { secretBox } from "./gateways/secret-box.ts"
import { newToken, tokenHash } from "./gateways/token.ts"
import { isLocalHost } from "./http/middleware/own-origin.ts"
import type { OpenDataReader } from "./http/public/reader.ts"
import type { Services } from "./http/services.ts"
import type { SystemServices } from "./jobs/system-services.ts"
import type { UseCaseContext } from "./usecases/context.ts"
import type { Outbox } from "./usecases/mail/outbox.ts"
import { publicReader } from "./usecases/public/public-reader.ts"
import type { StartRelease } from "./usecases/release/start-release.ts"

const newId = () => crypto.randomUUID()
const KEPT_BYTES = 32 * 1024 * 1024

function addressOf(env: Env): DatabaseAddress {
  return { url: env.LIBSQL_URL, authToken: env.LIBSQL_AUTH_TOKEN }
}

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

function cellOf(env: Env, now = clock(env.CLOCK_OFFSET_MS)) {
  return { code: env.CELL, address: addressOf(env), now }
}

function startWith(env: Env): StartRelease {
  return async (releaseId, instanceId) => {
    try {
      const created = await env.RELEASE_WORKFLOW?.create({
        id: instanceId,
        params: { releaseId, instanceId },
      })
      // The answer is an RPC stub, which the runtime wants given back.
      ;(created as Partial<Disposable> | undefined)?.[Symbol.dispose]?.()
    } catch (error) {
      // The release is stored; the sweep starts what does not move.
      console.error(JSON.stringify({ release: releaseId, error: String(error) }))
    }
  }
}

const readers = new WeakMap<Env, OpenDataReader>()

/** One public reader an isolate: it keeps plain values only, and opens a database client for each look. */
function readerOf(env: Env, now: () => Date): OpenDataReader {
  const known = readers.get(env)
  if (known) return known
  const open = () => publicData(openDatabase(addressOf(env)))
  const released = publicReader({
    open,
    files: contentStore(env.RELEASES, { folder: "releases", keepBytes: KEPT_BYTES }),
    digest: digestText,
    now: () => now().getTime(),
  })
  const reader = { ...released, editionDocument: (id: string) => open().editionDocument(id) }
  readers.set(env, reader)
  return reader
}

function openOutbox(env: Env): Outbox {
  const box = secretBox(env.AUTH_SECRET, "mail")
  return { seal: (letter) => box.seal(JSON.stringify(letter)), notify: () => {} }
}

const SESSION_COOKIE = "shige.session"

function openSessions(env: Env, request: Request): Services["sessions"] {
  const secure = !isLocalHost(new URL(request.url).hostname)
  return {
    cookieName: secure ? `__Host-${SESSION_COOKIE}` : SESSION_COOKIE,
    secure,
    secret: env.AUTH_SECRET,
    signIn: { verifyPassword, decoyHash, newToken, tokenHash },
  }
}

/** The composition root of a request: what its cell's pages and actions need from outside. Tests give a clock. */
export function openServices(request: Request, bindings: object, now?: () => Date): Services {
  const env = readEnv(bindings)
  const cell = cellOf(env, now)
  return {
    cell: cell.code,
    now: cell.now,
    newId,
    findActor: (token) => findActor(openDatabase(cell.address), tokenHash(token), cell.now()),
    contextFor: (actor, mark) => openContext(cell, actor, mark),
    sessions: openSessions(env, request),
    outbox: openOutbox(env),
    publicReader: readerOf(env, cell.now),
    startRelease: startWith(env),
  }
}

/** The composition root of cron and workflows. */
export function systemServices(bindings: object, job: string): SystemServices {
  const env = readEnv(bindings)
  return {
    context: openContext(cellOf(env), { kind: "system", job }),
    release: {
      files: contentStore(env.RELEASES, { folder: "releases" }),
      work: contentStore(env.RELEASES, { folder: "work" }),
      digest: digestText,
    },
    startRelease: startWith(env),
  }
}
