import { countIn, findKey, knownKey } from "./data/api-keys.ts"
import { countedAddress, type DatabaseAddress, openDatabase } from "./data/database.ts"
import { knownKeysOf } from "./data/known-keys.ts"
import { findActor, findPerson } from "./data/members.ts"
import { openData } from "./data/open.ts"
import { publicData } from "./data/public-data.ts"
import { databaseState } from "./data/readiness.ts"
import type { RequestMark } from "./data/scope.ts"
import { sessionUse } from "./data/sessions.ts"
import type { Actor } from "./domain/actor.ts"
import { idleMs } from "./domain/identity/session.ts"
import { isolateMemory } from "./domain/memory.ts"
import { type Cell, cellOfHost, type Env, readEnv as readBindings, readCell } from "./env.ts"
import { type ArchiveBucket, archiveStore } from "./gateways/archive-store.ts"
import { writeBook } from "./gateways/book-writer.ts"
import { calendarFile } from "./gateways/calendar-file.ts"
import { clock } from "./gateways/clock.ts"
import { contentStore } from "./gateways/content-store.ts"
import { cursorSeal } from "./gateways/cursor-seal.ts"
import { keyedHashes, tokenMaker } from "./gateways/derived-token.ts"
import { digestText } from "./gateways/digest.ts"
import { writeDocument } from "./gateways/document-writer.ts"
import { expressions } from "./gateways/expression.ts"
import { gzip } from "./gateways/gzip.ts"
import { objectionSecrets } from "./gateways/objection-secrets.ts"
import { passkeys } from "./gateways/passkey.ts"
import { passwords } from "./gateways/password.ts"
import { patientBucket } from "./gateways/patient-bucket.ts"
import { spell, syllables } from "./gateways/pinyin.ts"
import { qrCode } from "./gateways/qr.ts"
import { sealedLink } from "./gateways/sealed-link.ts"
import { secondFactors } from "./gateways/second-factor.ts"
import { simplify } from "./gateways/simplified.ts"
import { readTableFile } from "./gateways/table-file.ts"
import { writeWorkbook } from "./gateways/table-writer.ts"
import { keyHash, newToken, tokenHash } from "./gateways/token.ts"
import { workingDays } from "./gateways/working-days.ts"
import { archiveWords, publicArchiveWords } from "./http/archive-words.ts"
import { clockLinks, linksAt } from "./http/clock-links.ts"
import { siteOf } from "./http/middleware/own-origin.ts"
import { sessionCookie } from "./http/middleware/session-cookie.ts"
import type { OpenDataReader } from "./http/public/reader.ts"
import type { OpenAsset } from "./http/routes/assets.ts"
import type { Background, Services } from "./http/services.ts"
import type { SystemServices } from "./jobs/system-services.ts"
import { fileServices, filesOf } from "./services/files.ts"
import { openOutbox, openSending, tellQueue } from "./services/mail.ts"
import { archiveReader, publishingOf } from "./services/programme-archives.ts"
import { cronMarkOf, openProbes } from "./services/readiness.ts"
import { releaseDepsOf } from "./services/release.ts"
import { startersOf } from "./services/starters.ts"
import type { UseCaseContext } from "./usecases/context.ts"
import type { ExportDeps } from "./usecases/export/export-run.ts"
import type { Outbox } from "./usecases/mail/outbox.ts"
import { publicReader } from "./usecases/public/public-reader.ts"

const newId = () => crypto.randomUUID()

const patient = new WeakMap<Env, Env>()

/** The bindings with a bucket that answers in time or says that it is away. */
function readEnv(bindings: object): Env {
  const env = readBindings(bindings)
  const known = patient.get(env)
  if (known) return known
  const made = { ...env, RELEASES: patientBucket(env.RELEASES, env.FILES_TIMEOUT_MS) }
  patient.set(env, made)
  return made
}

/** A use-case context on a database client of its own: clients are not shared between requests. */
export function openContext<A extends Actor>(
  cell: { code: string; address: DatabaseAddress; site: string; now(): Date; outbox: Outbox },
  actor: A,
  request?: RequestMark,
  wrote: () => void = () => {},
): UseCaseContext<A> {
  const data = openData(openDatabase(cell.address), actor, request, cell.outbox.seal)
  return {
    actor,
    cell: cell.code,
    now: cell.now,
    newId,
    calendar: workingDays,
    ...linksAt(cell.site),
    read: data.read,
    async write(command, change) {
      const written = await data.write({ ...command, at: cell.now() }, change)
      wrote()
      cell.outbox.notify(written.mails)
      return written
    },
    outrun: data.outrun,
    undeclared: (act, rule) => console.error(JSON.stringify({ level: "error", event: "refusal", act, rule })),
  }
}

function cellFor(env: Env, own: Cell, background: Background, now = clock(env.CLOCK_OFFSET_MS)) {
  return { code: own.code, address: own.database, now, outbox: openOutbox(env, own, background) }
}

const archivesOf = (env: Env, { code }: Cell) =>
  archiveStore(env.RELEASES as unknown as ArchiveBucket, { cell: code })

/** What making an archive needs: where it is kept, and what each organisation may see of the cell's data. */
function openExports(env: Env, cell: Cell): ExportDeps {
  return {
    archive: archivesOf(env, cell),
    files: contentStore(env.RELEASES, { cell: cell.code, folder: "releases" }),
    words: archiveWords,
    readAs: (organisation) => openData(openDatabase(cell.database), organisation).read,
  }
}

const QUICK_MS = 1_000

const quickly = (database: Cell["database"]) => ({
  ...database,
  deadlineMs: Math.min(QUICK_MS, database.deadlineMs),
})

const readers = new WeakMap<Cell, OpenDataReader>()

/** One public reader an isolate and cell: it keeps plain values only, and opens a database client for each look. */
function readerOf(env: Env, cell: Cell, now: () => Date): OpenDataReader {
  const known = readers.get(cell)
  if (known) return known
  const open = (quick = false) => publicData(openDatabase(quick ? quickly(cell.database) : cell.database))
  const released = publicReader({
    open,
    files: contentStore(env.RELEASES, { cell: cell.code, folder: "releases", memory: isolateMemory }),
    memory: isolateMemory,
    digest: digestText,
    now: () => now().getTime(),
  })
  const reader = {
    ...released,
    editionDocument: (id: string) => open().editionDocument(id),
    programmeArchive: archiveReader(env, cell),
  }
  readers.set(cell, reader)
  return reader
}

/** What is the same for all requests of a cell: functions and the cell's own secrets, nothing of a request. */
function openSteady(env: Env, own: Cell) {
  const { code, secret } = own
  return {
    cell: code,
    city: own.name,
    newId,
    // Links of invitations are made of the cell's own secret, and worth nothing in another one.
    invitations: {
      token: tokenMaker(secret, "invitation", code),
      letterProof: tokenMaker(secret, "invitation-letter", code),
      joining: sealedLink(secret, "joining", code),
    },
    ...keyedHashes(secret, code),
    qrCode,
    calendarFile,
    keys: { newPrefix: () => newToken().slice(0, 8), newToken, keyHash: (key: string) => keyHash(code, key) },
    cursors: cursorSeal(secret),
    logRequests: env.LOG_REQUESTS === "all",
    bodyStallMs: env.BODY_STALL_SECONDS * 1000,
    hsts: env.HSTS ?? null,
    securityContact: env.SECURITY_CONTACT ?? null,
    addressHeader: env.CLIENT_ADDRESS_HEADER ?? null,
    identity: {
      passwords,
      sessionIdleMs: idleMs(env.SESSION_IDLE_HOURS),
      tokens: { make: newToken, hash: tokenHash },
      secondFactors: secondFactors(secret),
      newEmails: sealedLink(secret, "new e-mail", code),
    },
    passkeys: passkeys(secret),
    spell,
    tables: { read: readTableFile, writeWorkbook, writeBook, writeDocument },
    digest: digestText,
    gzip,
    spelling: { simplify, syllables },
    expressions: expressions(),
    awards: { calendar: workingDays, digest: digestText, newToken },
    objections: { calendar: workingDays, ...objectionSecrets(own) },
    ...startersOf(env, code),
    preliminaryFiles: contentStore(env.RELEASES, { cell: code, folder: "work" }),
    archives: archivesOf(env, own),
    archiving: {
      ...publicArchiveWords,
      ...publishingOf(env, own),
      digest: digestText,
      evaluate: expressions().evaluate,
      calendar: workingDays,
    },
    ...fileServices(env, own),
  }
}

const steady = new WeakMap<Cell, ReturnType<typeof openSteady>>()

function steadyOf(env: Env, own: Cell) {
  const known = steady.get(own) ?? openSteady(env, own)
  steady.set(own, known)
  return known
}

/**
 * The composition root of a request: what the pages and actions of its cell need from outside; null for a host that no
 * cell has. Here alone a request meets its cell. Tests give a clock.
 */
export function openServices(
  request: Request,
  bindings: object,
  now?: () => Date,
  background: Background = () => {},
): Services | null {
  const env = readEnv(bindings)
  const code = cellOfHost(env, request.url)
  if (code === null) return null
  const own = readCell(bindings, code)
  const { address, trips } = countedAddress(own.database)
  const cell = { ...cellFor(env, own, background, now), address, site: siteOf(request.url) }
  const session = { ...cell, idleMs: idleMs(env.SESSION_IDLE_HOURS), background }
  const use = sessionUse(() => openDatabase(own.database), session)
  let written = false
  const wrote = () => {
    written = true
  }
  return {
    ...steadyOf(env, own),
    site: cell.site,
    now: cell.now,
    findActor: (token) => findActor(openDatabase(cell.address), tokenHash(token), use),
    findKey: async (key) => {
      const hash = keyHash(code, key)
      const counting = countIn(own, cell.now, background)
      const known = knownKeysOf(own)
      return knownKey(hash, counting, known) ?? (await findKey(openDatabase(address), hash, counting, known))
    },
    settleKey: async (lead) => lead.take(await openDatabase(address).$client.execute(lead.statement)),
    contextFor: (actor, mark, lead) =>
      openContext(lead ? { ...cell, address: { ...address, lead } } : cell, actor, mark, wrote),
    hasWritten: () => written,
    sessions: sessionCookie(request.url, own.secret),
    findPerson: (token) => findPerson(openDatabase(cell.address), tokenHash(token), use),
    readiness: openProbes(env, { ...cell, database: async () => databaseState(openDatabase(address)) }),
    roundTrips: trips,
    publicReader: readerOf(env, own, cell.now),
  }
}

/** A file of the build (`site.0a1b2c3d4e.css.br`), where the Worker is given them; null when there is none. */
export const openAsset: OpenAsset = async (bindings, name) => {
  const answer = await readEnv(bindings).ASSETS?.fetch(`http://assets/assets/${name}`)
  if (!answer?.ok || !answer.body) return null
  return {
    body: answer.body as unknown as ReadableStream,
    length: answer.headers.get("content-length") ?? "",
  }
}

/** The codes of all cells of this Worker, for cron. */
export function cellCodes(bindings: object): string[] {
  return readEnv(bindings).cells.map(({ code }) => code)
}

/** Nothing waits for it; what is lost when the job ends first, cron finds. */
const besides: Background = (work) => {
  work.catch(() => {})
}

/** The composition root of cron, workflows and queues, for one cell. Throws when this Worker has no such cell. */
export function systemServices(bindings: object, job: string, cell: string): SystemServices {
  const env = readEnv(bindings)
  const own = readCell(bindings, cell)
  const sending = openSending(env, own)
  const { site, ...links } = clockLinks(own, env.LINK_PORT)
  return {
    context: openContext({ ...cellFor(env, own, besides), site }, { kind: "system", job }),
    mail: {
      sending,
      ...links,
      tellQueue: async (mailIds) => {
        if (sending.deliver) await tellQueue(env, cell, mailIds)
      },
    },
    release: releaseDepsOf(env.RELEASES, own, isolateMemory),
    exports: openExports(env, own),
    attachments: filesOf(env, own),
    cronMark: cronMarkOf(env, cell),
    programmeArchives: { ...publicArchiveWords, ...publishingOf(env, own) },
    recheck: {
      figures: readerOf(env, own, clock(env.CLOCK_OFFSET_MS)),
      evaluate: expressions().evaluate,
      digest: digestText,
    },
    ...startersOf(env, cell),
  }
}
