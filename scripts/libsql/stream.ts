import { type Connection, sqlTextOf } from "./connection.ts"
import { HranaError, isBrokenOff, isBusy, isStaleSnapshot, toHranaError } from "./errors.ts"
import { parametersFor } from "./parameters.ts"
import type { Pool } from "./pool.ts"
import type { Condition, SqlSource, Step, Stmt, StreamRequest } from "./protocol.ts"
import type { SqlText } from "./sql-text.ts"

// Takes the write lock inside a transaction without changing anything, and fails cleanly: a prepared
// statement refused with SQLITE_BUSY would stay open and spoil its connection.
const takeLockInTransaction = "PRAGMA incremental_vacuum(1)"
const readOnlyOpcodes = new Set(["JournalMode", "Vacuum", "Checkpoint"])
// In a sequence a word is enough: a connection is thrown away once too often rather than kept with a pragma set.
const leavesTraces = /\b(pragma|temp|temporary|attach|detach)\b/i
const storedSqlCapacity = 1000

type StepOutcome = { result: string } | { error: HranaError } | undefined

/** A Hrana stream: one connection and the SQL texts stored on it, from the first request to `close`. */
export class Stream {
  closed = false
  private connection: Connection | undefined
  private readonly pool: Pool
  private readonly stored = new Map<number, string>()

  constructor(pool: Pool) {
    this.pool = pool
  }

  /** Answers one request of a pipeline with the JSON text of its StreamResult; a failure is a result as well. */
  async answer(request: StreamRequest): Promise<string> {
    try {
      return `{"type":"ok","response":${await this.respond(request)}}`
    } catch (error) {
      return `{"type":"error","error":${errorJson(toHranaError(error))}}`
    }
  }

  private async respond(request: StreamRequest): Promise<string> {
    if (this.closed) throw new HranaError("STREAM_CLOSED", "The stream has been closed by an earlier request")
    switch (request.type) {
      case "execute":
        return `{"type":"execute","result":${await this.execute(request.stmt)}}`
      case "batch":
        return `{"type":"batch","result":${await this.batch(request.steps)}}`
      case "sequence":
        await this.sequence(this.sqlOf(request.source))
        return '{"type":"sequence"}'
      case "describe":
        return `{"type":"describe","result":${this.describe(this.sqlOf(request.source))}}`
      case "store_sql":
        this.store(request.sqlId, request.sql)
        return '{"type":"store_sql"}'
      case "close_sql":
        this.stored.delete(request.sqlId)
        return '{"type":"close_sql"}'
      case "get_autocommit":
        return `{"type":"get_autocommit","is_autocommit":${!this.inTransaction}}`
      case "close":
        this.close()
        return '{"type":"close"}'
    }
  }

  private get inTransaction(): boolean {
    return this.connection?.inTransaction ?? false
  }

  private open(): Connection {
    this.connection ??= this.pool.take()
    return this.connection
  }

  /** Rolls back what is open and gives the connection back. Closing twice does nothing. */
  close(): void {
    this.closed = true
    if (this.connection) this.pool.give(this.connection)
    this.connection = undefined
  }

  private store(sqlId: number, sql: string): void {
    if (this.stored.has(sqlId)) throw new HranaError("SQL_ID_IN_USE", `SQL text ${sqlId} is already stored`)
    if (this.stored.size >= storedSqlCapacity)
      throw new HranaError("SQL_STORE_FULL", "Too many SQL texts are stored")
    this.stored.set(sqlId, sql)
  }

  private sqlOf({ sql, sqlId }: SqlSource): string {
    if (sql !== undefined && sqlId === undefined) return sql
    if (sql !== undefined || sqlId === undefined) {
      throw new HranaError("SQL_SOURCE_INVALID", "Exactly one of `sql` and `sql_id` must be given")
    }
    const stored = this.stored.get(sqlId)
    if (stored === undefined)
      throw new HranaError("SQL_NOT_FOUND", `SQL text ${sqlId} is not stored on this stream`)
    return stored
  }

  private async execute(stmt: Stmt): Promise<string> {
    const text = sqlTextOf(this.sqlOf(stmt))
    const parameters = parametersFor(text, stmt)
    const connection = this.open()
    if (text.altersConnection) connection.tainted = true
    return this.guarded(connection, needsLock(text), () => connection.run(text, parameters, stmt.wantRows))
  }

  private async sequence(sql: string): Promise<void> {
    const connection = this.open()
    if (leavesTraces.test(sql)) connection.tainted = true
    await this.guarded(connection, true, () => connection.exec(sql))
  }

  /** Runs with the write lock when it is needed, and lets the lock go when no transaction stays open. */
  private async guarded<T>(connection: Connection, write: boolean, run: () => T): Promise<T> {
    try {
      if (write) await this.takeLock(connection)
      return await this.attempt(connection, run)
    } finally {
      if (!connection.inTransaction) this.pool.lock.release(connection)
    }
  }

  private async takeLock(connection: Connection): Promise<void> {
    const { lock, busyTimeout } = this.pool
    if (connection.readOnly)
      throw new HranaError("SQLITE_READONLY", "SQLite error: the transaction is read-only")
    if (lock.holds(connection)) return
    if (!lock.take(connection)) await lock.wait(connection, busyTimeout)
    if (!connection.inTransaction) return
    try {
      await this.pool.retry(() => connection.exec(takeLockInTransaction))
    } catch (error) {
      lock.release(connection)
      throw error
    }
  }

  private async attempt<T>(connection: Connection, run: () => T): Promise<T> {
    try {
      return run()
    } catch (error) {
      const broken = isStaleSnapshot(error) || isBrokenOff(error)
      if (!broken && !isBusy(error)) throw error
      connection.tainted = true
      if (broken) throw error
    }
    return this.pool.retry(run)
  }

  private async batch(steps: Step[]): Promise<string> {
    const outcomes: StepOutcome[] = []
    for (const { stmt, condition } of steps) {
      outcomes.push(condition && !this.holds(condition, outcomes) ? undefined : await this.step(stmt))
    }
    const results = outcomes.map((outcome) => (outcome && "result" in outcome ? outcome.result : "null"))
    const errors = outcomes.map((outcome) =>
      outcome && "error" in outcome ? errorJson(outcome.error) : "null",
    )
    return `{"step_results":[${results.join(",")}],"step_errors":[${errors.join(",")}]}`
  }

  private async step(stmt: Stmt): Promise<StepOutcome> {
    try {
      return { result: await this.execute(stmt) }
    } catch (error) {
      return { error: toHranaError(error) }
    }
  }

  private holds(condition: Condition, outcomes: StepOutcome[]): boolean {
    switch (condition.type) {
      case "ok":
      case "error": {
        if (condition.step < 0 || condition.step >= outcomes.length) {
          throw new HranaError(
            "BATCH_COND_BAD_STEP",
            `A condition names step ${condition.step}, which is not before it`,
          )
        }
        const outcome = outcomes[condition.step]
        return outcome !== undefined && (condition.type === "ok" ? "result" in outcome : "error" in outcome)
      }
      case "not":
        return !this.holds(condition.cond, outcomes)
      case "and":
        return condition.conds.every((inner) => this.holds(inner, outcomes))
      case "or":
        return condition.conds.some((inner) => this.holds(inner, outcomes))
      case "is_autocommit":
        return !this.inTransaction
    }
  }

  private describe(sql: string): string {
    const text = sqlTextOf(sql)
    const connection = this.open()
    const isExplain = text.kind === "explain"
    return JSON.stringify({
      params: text.parameters.map((name) => ({ name })),
      cols: connection.columnsOf(text).map(({ name, type }) => ({ name, decltype: type })),
      is_explain: isExplain,
      is_readonly: isExplain || !connection.opcodesOf(text).some(writes),
    })
  }
}

function needsLock(text: SqlText): boolean {
  return text.immediate || text.kind === "insert" || text.kind === "change" || text.kind === "write"
}

function writes({ opcode, p2 }: { opcode: string; p2: bigint }): boolean {
  return opcode === "Transaction" ? p2 !== 0n : readOnlyOpcodes.has(opcode)
}

function errorJson({ message, code }: HranaError): string {
  return JSON.stringify({ message, code })
}
