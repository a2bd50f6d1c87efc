import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createClient } from "@libsql/client"
import { demonstrationSecret } from "../../schema/seed/demonstration/accounts.ts"
import { startLibsqlServer } from "../../scripts/libsql-server.ts"
import { createApp } from "../../worker/app.ts"
import type { OrganisationKind, Role } from "../../worker/domain/actor.ts"
import { needsSecondFactor } from "../../worker/domain/identity/second-factor.ts"
import { isolateMemory } from "../../worker/domain/memory.ts"
import { secondFactors } from "../../worker/gateways/second-factor.ts"
import type { OpenServices, Services } from "../../worker/http/services.ts"
import { openServices } from "../../worker/services.ts"
import { refuseUndeclared } from "../../worker/usecases/perform.ts"
import { beginSession } from "./begun-session.ts"
import { cellSecret, openTestCell, rowsOf, type TestCell } from "./cell.ts"
import { declaredAnswer } from "./declared-answers.ts"
import { demonstrationCity } from "./prepared-city.ts"
import { quickPasswords } from "./quick-passwords.ts"
import type { Root } from "./root.ts"

export const origin = "http://localhost:8787"
export const secret = cellSecret

export type Fields = Record<string, string> | [string, string][]

/** Somebody at the front door, signed in or not. Redirects are answered, not followed. */
export interface Client {
  /** The cookie header that it sends, empty for nobody. */
  cookie: string
  get(path: string, headers?: Record<string, string>): Promise<Response>
  post(path: string, fields: Fields, headers?: Record<string, string>): Promise<Response>
  /** Any request, with the client's cookie and an `Origin` of this site unless `init` says otherwise. */
  send(path: string, init?: RequestInit): Promise<Response>
}

/** The real application in this process on a real database and bucket that hold the demonstration. */
export interface FrontDoor {
  cell: TestCell
  app: ReturnType<typeof createApp>
  /** The clock of every request; tests move it. Sessions outlive a move of 90 days. */
  now: Date
  /** The quarter that is open, and the ended ones, oldest first. */
  openQuarter: string
  endedQuarters: string[]
  /** What the Worker is bound to; a test may exchange it. */
  bindings: Record<string, unknown>
  /** Puts together what a request needs; a test may stand in between and look at what is read and written. */
  services: OpenServices
  /**
   * Any request as it stands, to any host; what everybody here asks goes through it. An answer of the API that its document
   * does not declare is thrown.
   */
  fetch(request: Request): Promise<Response>
  /** Somebody with a session as a sign-in leaves it, begun once for each account; `null` is nobody. */
  as(account: string | null): Promise<Client>
  /** Somebody who sends this cookie header. */
  withCookie(cookie: string): Client
  /** Adds a person to an organisation of the demonstration, with its password; answers the e-mail. */
  addMember(organisationId: string, role: Role): Promise<string>
  /** Round trips to the database that a request costs. */
  costOf(request: () => Promise<Response>): Promise<{ response: Response; roundTrips: number }>
  close(): Promise<void>
}

/** A second cell behind the same door, whose database began as a copy of the first one's, row by row. */
export interface Neighbour {
  origin: string
  /** Somebody with a session at the neighbour's host, begun once for each account; `null` is nobody. */
  as(email: string | null): Promise<Client>
  rows: TestCell["rows"]
  close(): Promise<void>
}

export interface FrontDoorOptions {
  /** The moment of seeding, and the clock until a test moves it. */
  now?: Date
  estates?: number
  /** How many of the ended quarters are released, the last ones; none when nothing is said. */
  released?: number
  /** Which way of putting the product together; that of the project when nothing is said (root.ts). */
  root?: Root
}

type Send = (path: string, init?: RequestInit) => Promise<Response>

function clientOf(ask: Send, cookie: string, site = origin): Client {
  const send: Send = (path, init = {}) =>
    ask(path, { ...init, headers: { origin: site, ...(cookie ? { cookie } : {}), ...init.headers } })
  return {
    cookie,
    send,
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, fields, headers = {}) =>
      send(path, {
        method: "POST",
        headers,
        body: new URLSearchParams(fields),
      }),
  }
}

/** The cookies that an answer sets, as a browser would send them back. */
export function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0] ?? "")
    .join("; ")
}

/** The session token in a cookie header of ours. */
export function tokenOf(cookie: string): string {
  return decodeURIComponent(cookie.split("=")[1] ?? "").split(".")[0] ?? ""
}

/** A way to be signed in at one host, once for each account. */
function signingIn(
  door: Pick<FrontDoor, "now">,
  { ask, rows, site, secret }: { ask: Send; rows: TestCell["rows"]; site: string; secret: string },
) {
  const begin = async (email: string) =>
    clientOf(ask, await beginSession(rows, { email, secret, now: door.now }), site)
  const members = new Map<string, Promise<Client>>()
  return (account: string | null): Promise<Client> => {
    if (account === null) return Promise.resolve(clientOf(ask, "", site))
    const email = account.includes("@") ? account : `${account}@demo.shige.example`
    const known = members.get(email) ?? begin(email)
    members.set(email, known)
    return known
  }
}

async function addMember({ cell, now }: FrontDoor, organisationId: string, role: Role): Promise<string> {
  const id = `added-${organisationId}-${role}`
  const email = `${id}@demo.shige.example`
  const at = now.getTime()
  const [row] = await cell.rows("select kind from organisations where id = ?", [organisationId])
  const organisation = { kind: row?.["kind"] as OrganisationKind, factorRoles: [] }
  await cell.client.batch(
    [
      {
        sql: "insert into users (id, name, email, salt, created_at, updated_at) values (?, ?, ?, ?, ?, ?)",
        args: [id, id, email, `salt-${id}`, at, at],
      },
      {
        sql: `insert into credentials (user_id, password_hash, totp_secret, totp_confirmed_at, updated_at)
              select ?, password_hash, totp_secret, totp_confirmed_at, ? from credentials
              where (totp_secret is not null) = ? limit 1`,
        args: [id, now.toISOString(), needsSecondFactor({ role, organisation }) ? 1 : 0],
      },
      {
        sql: "insert into members (id, user_id, organisation_id, role, created_at) values (?, ?, ?, ?, ?)",
        args: [id, id, organisationId, role, now.toISOString()],
      },
    ],
    "write",
  )
  return email
}

/**
 * The same services, where a refusal that an act does not declare is an error (500) instead of a line of the log, and a
 * password costs little.
 */
function strict(services: Services | null): Services | null {
  if (!services) return null
  const contextFor: Services["contextFor"] = (...about) => ({
    ...services.contextFor(...about),
    undeclared: refuseUndeclared,
  })
  return { ...services, contextFor, identity: { ...services.identity, passwords: quickPasswords } }
}

/**
 * Empties what this process keeps of earlier doors: one seeded in the same way has the same version of everything public,
 * and would begin with the other's pages.
 */
function forgetPages() {
  isolateMemory.hold("a new door", isolateMemory.limit)
  isolateMemory.hold("a new door", 0)
}

/** Opens the application as `npm start` would serve it, seeded once; every test file opens one of its own. */
export async function openFrontDoor(options: FrontDoorOptions = {}): Promise<FrontDoor> {
  const { now = new Date("2026-10-12T02:00:00Z"), estates = 60, released = 0 } = options
  const { folder, summary } = await demonstrationCity({ now, estates, released, secret })
  const cell = await openTestCell({ now, city: folder, root: options.root })
  forgetPages()
  const bindings = {
    LIBSQL_URL: cell.url,
    // Under load an answer may take long; what happens then has tests of its own.
    DATABASE_TIMEOUT_MS: "60000",
    AUTH_SECRET: secret,
    CELL: "510100",
    HOSTS: "localhost shige.example",
    HSTS: "max-age=31536000",
    SECURITY_CONTACT: "mailto:security@shige.example",
    CLIENT_ADDRESS_HEADER: "cf-connecting-ip",
    RELEASES: cell.bucket,
    ...(cell.database && { DATABASE: cell.database }),
  }
  const app = createApp((request, env, background) => door.services(request, env, background))
  const fetch = async (request: Request) => {
    const { method, url } = request
    return declaredAnswer(method, new URL(url), await app.fetch(request, door.bindings))
  }
  const ask: Send = (path, init) => door.fetch(new Request(new URL(path, origin), init))
  const door: FrontDoor = {
    cell,
    app,
    now,
    bindings,
    services: (request, env) => strict(openServices(request, env, () => door.now)),
    fetch,
    openQuarter: summary.openQuarter,
    endedQuarters: summary.toRelease,
    as: (account) => as(account),
    withCookie: (cookie) => clientOf(ask, cookie),
    addMember: (organisationId, role) => addMember(door, organisationId, role),
    async costOf(request) {
      const before = cell.requests()
      const response = await request()
      return { response, roundTrips: cell.requests() - before }
    },
    close: () => cell.close(),
  }
  const as = signingIn(door, { ask, rows: cell.rows, site: origin, secret })
  return door
}

const neighbourSecret = `neighbour ${secret}`
const neighbourCity = { code: "510700", name: "绵阳市", hosts: ["mianyang.localhost"] }

/** Opens a second cell behind a door: every row of the first but its sessions, another database, another secret. */
export async function openNeighbour(door: FrontDoor): Promise<Neighbour> {
  const folder = await mkdtemp(join(tmpdir(), "shige-neighbour-"))
  const file = join(folder, "cell.db")
  await door.cell.client.execute({ sql: "vacuum into ?", args: [file] })
  const server = await startLibsqlServer({ file })
  const client = createClient({ url: server.url })
  await client.execute("delete from sessions")
  const totp = await secondFactors(neighbourSecret).seal(demonstrationSecret)
  await client.execute({
    sql: "update credentials set totp_secret = ? where totp_secret <> ''",
    args: [totp],
  })
  const rows = rowsOf(client)
  const cities = [{ code: "510100", name: "成都市", hosts: ["localhost", "shige.example"] }, neighbourCity]
  // The database that lies in the process is that of its only city.
  const { DATABASE: _, ...bindings } = door.bindings
  door.bindings = {
    ...bindings,
    CELLS: JSON.stringify(cities),
    LIBSQL_URL_510700: server.url,
    AUTH_SECRET_510700: neighbourSecret,
  }
  const site = `http://${neighbourCity.hosts[0]}:8787`
  const ask: Send = (path, init) => door.fetch(new Request(new URL(path, site), init))
  return {
    origin: site,
    rows,
    as: signingIn(door, { ask, rows, site, secret: neighbourSecret }),
    async close() {
      client.close()
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
