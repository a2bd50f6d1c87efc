import { and, eq, type SQL, sql } from "drizzle-orm"
import type { BatchItem } from "drizzle-orm/batch"
import { writes } from "../../schema/tables/writes.ts"
import { DomainError } from "../domain/errors.ts"
import type { Database } from "./database.ts"
import { type Scope, writeKey } from "./scope.ts"
import { openStores, type Stores } from "./stores.ts"

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
 * Runs what `change` asks for as one atomic batch, headed by the `writes` row which carries the idempotency key and
 * the guards. Errors: DomainError stale (a guard failed, or a row that must be new exists), conflict (key reused).
 */
export async function writeBatch<T>(
  db: Database,
  scope: Scope,
  command: WriteCommand<T>,
  change: (store: Stores) => void,
): Promise<{ result: T; repeated: boolean }> {
  const statements: BatchItem<"sqlite">[] = []
  const guards: SQL[] = []
  const stores = openStores({ db, scope, add: (s) => statements.push(s), guard: (g) => guards.push(g) })
  let audited = false
  const record = stores.audit.record
  stores.audit.record = (event) => {
    audited = true
    record(event)
  }
  change(stores)
  if (!audited) throw new Error(`the write ${command.action} records no audit event`)
  const head = db.insert(writes).values({
    key: writeKey(scope, command.key),
    action: command.action,
    holds: guards.length > 0 ? sql`case when ${and(...guards)} then 1 end` : sql`1`,
    result: JSON.stringify(command.result),
    at: command.at.toISOString(),
    fingerprint: scope.request.fingerprint,
  })
  try {
    await db.batch([head, ...statements])
    return { result: command.result, repeated: false }
  } catch (error) {
    const message = wholeMessage(error)
    if (message.includes("writes.key")) {
      const first = await writeReads(db, scope).firstResult<T>(command.key, command.action)
      return { result: first as T, repeated: true }
    }
    if (message.includes("writes.holds") || message.includes("UNIQUE constraint failed"))
      throw new DomainError("stale", "stale")
    throw error
  }
}
