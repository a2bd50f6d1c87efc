import { and, eq, exists, gt, isNull, type SQL, sql } from "drizzle-orm"
import type { BatchItem } from "drizzle-orm/batch"
import { apiKeys } from "../../schema/tables/api-keys.ts"
import { sessions } from "../../schema/tables/identity.ts"
import { members } from "../../schema/tables/members.ts"
import { writes } from "../../schema/tables/writes.ts"
import type { Actor } from "../domain/actor.ts"
import type { Subject } from "../domain/audit/faster.ts"
import { DomainError } from "../domain/errors.ts"
import type { SealLetter } from "../domain/mail/letter.ts"
import { ownRole } from "../domain/permissions.ts"
import { dayOf } from "../domain/quarter.ts"
import { Unavailable, unavailableIn } from "../domain/unavailable.ts"
import type { Database } from "./database.ts"
import { lastChange } from "./faster.ts"
import { type Scope, writeKey } from "./scope.ts"
import { standsIn } from "./standing-in.ts"
import { openStores, type Stores } from "./stores.ts"
import type { Outgoing } from "./unit.ts"

export interface WriteCommand<T> {
  key: string
  action: string
  result: T
  at: Date
}

/** Text of an error and of everything that caused it: drivers wrap SQLite's own message. */
function wholeMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause ? `${error.message} ${wholeMessage(error.cause)}` : error.message
}

/** The actor's own earlier writes, by idempotency key. */
export function writeReads(db: Database, scope: Scope) {
  return {
    /** What the actor's earlier write with this key was answered; undefined when there was none. */
    async firstResult<T>(key: string, action: string): Promise<T | undefined> {
      const [row] = await db
        .select()
        .from(writes)
        .where(eq(writes.key, writeKey(scope, key)))
      if (!row) return undefined
      const same = row.action === action && row.fingerprint === scope.request.fingerprint
      if (!same) throw new DomainError(scope.request.fingerprint ? "invalid" : "conflict", "key_reused")
      return JSON.parse(row.result) as T
    },
  }
}

/**
 * Whether the acting member is still what the request found it to be: not removed, its role not changed, its session
 * or key not ended, still standing in for whom it does. Asked inside the batch, so nothing of it happens in between; no round trip of its own.
 */
function standing(db: Database, actor: Actor, at: Date): SQL | undefined {
  if (actor.kind !== "member") return undefined
  const { memberId, limited, sessionId, key, deputyFor } = actor
  const one = { one: sql`1` }
  const member = and(
    eq(members.id, memberId),
    eq(members.role, ownRole(actor)),
    eq(members.limited, limited),
    isNull(members.endedAt),
  )
  const session = sessionId && exists(db.select(one).from(sessions).where(eq(sessions.id, sessionId)))
  const usable =
    key && and(eq(apiKeys.id, key.id), isNull(apiKeys.revokedAt), gt(apiKeys.expiresAt, at.toISOString()))
  const today = dayOf(at.getTime())
  return and(
    exists(db.select(one).from(members).where(member)),
    deputyFor &&
      sql`exists (select 1 from deputies d join members m on m.id = d.deputy_id
        where d.id = ${deputyFor.id} and ${standsIn(today, sql`m`)})`,
    session || undefined,
    usable ? exists(db.select(one).from(apiKeys).where(usable)) : undefined,
  )
}

/** The refusal of a write because somebody was faster: it names who, and tells the request. At most one round trip. */
export async function outrun(
  db: Database,
  scope: Scope,
  about: Subject | null,
  rival: SQL | null = null,
): Promise<DomainError> {
  const faster = about && scope.actor.kind === "member" ? await lastChange(db, scope, about, rival) : null
  if (faster) scope.request.outrun?.(faster)
  return new DomainError("stale", "stale", [], {}, faster)
}

const idOf = (row: unknown) =>
  typeof row === "object" && row !== null && "id" in row && typeof row.id === "string" ? [row.id] : []

/** The statements of letters, and the ids of the rows that their statements have answered. */
async function sealed(letters: readonly Outgoing[], seal: SealLetter) {
  const written = await Promise.all(
    letters.map(async ({ content, statements }) => statements(await seal(content))),
  )
  const statements = written.flat()
  return {
    statements,
    ids: (answers: readonly unknown[]) =>
      answers.flatMap((rows) => (Array.isArray(rows) ? rows.flatMap(idOf) : [])),
  }
}

/**
 * Runs what `change` asks for as one atomic batch: headed by the `writes` row which carries the idempotency key and
 * the guards, ended by its audit events, without which it is refused. `mails` are the letters that now wait. Errors: DomainError forbidden (the actor was
 * removed or changed meanwhile), stale (a guard failed, or a row that must be new exists), conflict (key reused);
 * Unavailable, as outcome_unknown when the batch was sent and its reply lost.
 */
export async function writeBatch<T>(
  db: Database,
  scope: Scope,
  command: WriteCommand<T>,
  change: (store: Stores) => void,
  seal: SealLetter,
): Promise<{ result: T; repeated: boolean; mails: string[] }> {
  const letters: Outgoing[] = []
  const key = writeKey(scope, command.key)
  const statements: BatchItem<"sqlite">[] = []
  const events: BatchItem<"sqlite">[] = []
  const guards: SQL[] = []
  let about: Subject | null = null
  let rival: SQL | null = null
  const stores = openStores({
    db,
    scope,
    key,
    at: command.at,
    send: (letter) => letters.push(letter),
    add: (statement) => statements.push(statement),
    addEvent: (event, subject) => {
      events.push(event)
      about ??= subject
    },
    rival: (id) => {
      rival ??= id
    },
    // In parentheses: an "or" in one of them would let the batch pass whatever the others say.
    guard: (condition) => guards.push(sql`(${condition})`),
  })
  change(stores)
  if (events.length === 0) throw new Error(`the write ${command.action} records no audit event`)
  const acting = standing(db, scope.actor, command.at)
  const head = db.insert(writes).values({
    key,
    // Null where the actor stands no more: SQLite looks at the columns in their order, so this one is told first.
    action: acting ? sql`case when ${acting} then ${command.action} end` : command.action,
    holds: guards.length > 0 ? sql`case when ${and(...guards)} then 1 end` : sql`1`,
    result: JSON.stringify(command.result),
    at: command.at.toISOString(),
    fingerprint: scope.request.fingerprint,
  })
  const post = await sealed(letters, seal)
  try {
    const answers: unknown[] = await db.batch([head, ...statements, ...post.statements, ...events])
    const from = 1 + statements.length
    const mails = post.ids(answers.slice(from, from + post.statements.length))
    return { result: command.result, repeated: false, mails }
  } catch (error) {
    const message = wholeMessage(error)
    if (message.includes("writes.action")) throw new DomainError("forbidden", "membership_changed")
    if (message.includes("writes.key")) {
      const first = await writeReads(db, scope).firstResult<T>(command.key, command.action)
      return { result: first as T, repeated: true, mails: [] }
    }
    if (message.includes("writes.holds") || message.includes("UNIQUE constraint failed"))
      throw await outrun(db, scope, about, rival)
    if (unavailableIn(error)?.reached)
      throw new Unavailable("outcome_unknown", { reached: true, cause: error })
    throw error
  }
}
