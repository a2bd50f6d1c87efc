import { randomUUID } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Client, createClient } from "@libsql/client"
import { sessions } from "../../schema/tables/identity.ts"
import { members } from "../../schema/tables/members.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { users } from "../../schema/tables/users.ts"
import { startLibsqlServer } from "../../scripts/libsql-server.ts"
import { insertRows } from "../../scripts/seeding/insert-rows.ts"
import { openDatabase } from "../../worker/data/database.ts"
import { openData } from "../../worker/data/open.ts"
import type { Actor, MemberActor, Role, SystemActor } from "../../worker/domain/actor.ts"
import type { SealLetter } from "../../worker/domain/mail/letter.ts"
import { levelOf } from "../../worker/domain/place.ts"
import { secretBox } from "../../worker/gateways/secret-box.ts"
import { workingDays } from "../../worker/gateways/working-days.ts"
import { linksAt } from "../../worker/http/clock-links.ts"
import { releaseDepsOf } from "../../worker/services/release.ts"
import type { UseCaseContext } from "../../worker/usecases/context.ts"
import { refuseUndeclared } from "../../worker/usecases/perform.ts"
import type { ReleaseDeps } from "../../worker/usecases/release/release-run.ts"
import { copyCity, migratedCity, putObjects } from "./prepared-city.ts"
import { openRoot, projectRoot, type Root, type TestBucket } from "./root.ts"
import { installSpy, unwatchedClient, type WriteSpy } from "./write-spy.ts"

/** A real database and a real bucket for one test file, with places and the edition and nothing else. */
export interface TestCell {
  url: string
  client: Client
  bucket: TestBucket
  /** The `DATABASE` binding, where the database lies in this process (root.ts). */
  database: { open(): Client } | undefined
  deps: ReleaseDeps
  /** The clock of every context; tests move it. */
  now: Date
  /** Round trips to the database so far. */
  requests(): number
  contextFor<A extends Actor>(actor: A): UseCaseContext<A>
  /** Runs SQL and answers the rows as objects. What it changes is the test's own: it needs no audit event. */
  rows(sql: string, args?: (string | number)[]): Promise<Record<string, unknown>[]>
  /** From here on everything that the application writes must stand in one transaction with an audit event. */
  watch(): Promise<void>
  /** Throws when something was written without an audit event. */
  close(): Promise<void>
}

interface CellOptions {
  now: Date
  /** False: `watch` is called later, after a large seeding. */
  watched?: boolean
  /** The city that it begins as (prepared-city.ts); migrated and otherwise empty when nothing is said. */
  city?: string
  /** That of the project when nothing is said. */
  root?: Root
}

const cell = "510100"

/** The rows that a member stands on, as if it had signed in: a write looks at them. */
function memberRows({ userId, memberId, role, limited, organisation, sessionId }: MemberActor) {
  const { id, kind, name, placeCode } = organisation
  const at = "2024-01-02T00:00:00.000Z"
  const orIgnore = { keep: true }
  const person = { id: userId, name: userId, email: `${userId}@test.example`, salt: userId }
  const session = { id: sessionId ?? "", tokenHash: `hash of ${sessionId}`, userId }
  return [
    insertRows(users, [{ ...person, createdAt: new Date(at), updatedAt: new Date(at) }], orIgnore),
    insertRows(organisations, [{ id, kind, name, placeCode, createdAt: at }], orIgnore),
    insertRows(
      members,
      [{ id: memberId, userId, organisationId: id, role, limited, createdAt: at }],
      orIgnore,
    ),
    insertRows(sessions, [{ ...session, createdAt: at, expiresAt: "2999-01-01T00:00:00.000Z" }], orIgnore),
  ]
}

export const system: SystemActor = { kind: "system", job: "test" }

/** How a member of a test came: in a browser, with its second factor. */
const came = {
  limited: false,
  sessionId: "session",
  secondFactor: "passed",
  memberships: 1,
  unread: 0,
  key: null,
} as const

/** A member of an authority, `city` when nothing is said. */
export function authorityMember(role: Role, placeCode = cell): MemberActor {
  const organisation = {
    id: `authority-${placeCode}`,
    kind: "authority" as const,
    name: placeCode,
    placeCode,
    factorRoles: [],
    deletionRequestedAt: null,
  }
  return {
    kind: "member",
    userId: `user-${role}-${placeCode}`,
    memberId: `member-${role}-${placeCode}`,
    name: role,
    role,
    organisation,
    level: levelOf(placeCode),
    ...came,
  }
}

/** A member of a company. */
export function companyMember(role: Role, organisationId = "company-1"): MemberActor {
  const organisation = {
    id: organisationId,
    kind: "company" as const,
    name: organisationId,
    placeCode: null,
    factorRoles: [],
    deletionRequestedAt: null,
  }
  return {
    kind: "member",
    userId: `user-${role}`,
    memberId: `m-${role}`,
    name: role,
    role,
    organisation,
    level: null,
    ...came,
  }
}

/** What the cell's letters are sealed with, and the cookies of a front door signed. */
export const cellSecret = "front-door-secret-that-is-long-enough"

const sealLetter: SealLetter = (letter) => secretBox(cellSecret, "mail").seal(JSON.stringify(letter))

/** Runs SQL on a database and answers the rows as objects. */
export function rowsOf(client: Client): TestCell["rows"] {
  return async (sql, args = []) => {
    const result = await client.execute({ sql, args })
    return result.rows.map((row) => Object.fromEntries(result.columns.map((name) => [name, row[name]])))
  }
}

/**
 * Opens a cell of its own: a new libSQL file with all migrations, which a server offers to whoever asks over the network,
 * and a bucket. What the application writes there is watched (write-spy.ts).
 */
export async function openTestCell(options: CellOptions): Promise<TestCell> {
  const { now, watched = true, city = await migratedCity(), root = projectRoot } = options
  const folder = await mkdtemp(join(tmpdir(), "shige-cell-"))
  await copyCity(city, folder)
  const server = await startLibsqlServer({ file: join(folder, "cell.db") })
  const own = await openRoot(root, folder)
  if (root === "workers") await putObjects(city, own.bucket)
  const { url } = server
  const plain = createClient({ url })
  let spy: WriteSpy | null = null
  const client = unwatchedClient(plain, () => spy !== null)
  const standing = new Map<string, Promise<unknown>>()
  const stand = (actor: Actor) => {
    if (actor.kind !== "member") return
    const made = standing.get(actor.memberId) ?? client.batch(memberRows(actor), "write")
    standing.set(actor.memberId, made)
    return made
  }
  const opened: TestCell = {
    url,
    client,
    bucket: own.bucket,
    database: own.database,
    deps: releaseDepsOf(own.bucket, { code: cell, secret: cellSecret }),
    now,
    requests: () => server.requests() + own.calls() - standing.size,
    contextFor(actor) {
      const data = openData(
        openDatabase({ url, deadlineMs: 60_000, open: own.database?.open }),
        actor,
        undefined,
        sealLetter,
      )
      return {
        actor,
        cell,
        now: () => opened.now,
        newId: randomUUID,
        calendar: workingDays,
        ...linksAt("http://localhost"),
        read: data.read,
        outrun: data.outrun,
        undeclared: refuseUndeclared,
        async write(command, change) {
          await stand(actor)
          return data.write({ ...command, at: opened.now }, change)
        },
      }
    },
    rows: rowsOf(client),
    async watch() {
      spy = await installSpy(plain)
    },
    async close() {
      const faults = (await spy?.faults()) ?? []
      plain.close()
      await server.close()
      await own.close()
      await rm(folder, { recursive: true, force: true })
      if (faults.length > 0) throw new Error(`written without an audit event: ${faults.join("; ")}`)
    },
  }
  if (watched) await opened.watch()
  return opened
}

/** The text of every file below a folder of the bucket, by key. */
export async function filesUnder({ bucket }: TestCell, prefix: string): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  let cursor: string | undefined
  do {
    const page = await bucket.list(cursor ? { cursor } : {})
    for (const { key } of page.objects) {
      if (!key.startsWith(prefix)) continue
      const object = await bucket.get(key)
      if (object) files.set(key, new TextDecoder().decode(await object.arrayBuffer()))
    }
    cursor = page.truncated ? page.cursor : undefined
  } while (cursor)
  return files
}
