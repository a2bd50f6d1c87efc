import { setTimeout as sleep } from "node:timers/promises"
import { type Client, type InStatement, type InValue, LibsqlError, type ResultSet } from "@libsql/client"
import Database from "libsql"
import { isBrokenOff, isBusy, toHranaError } from "../libsql/errors.ts"
import { type RowMaker, rowMaker } from "./rows.ts"

type Native = Database.Statement<unknown[]>

interface Prepared {
  statement: Native
  /** Null for a statement without rows. */
  columns: { names: string[]; types: string[]; make: RowMaker } | null
  changes: boolean
}

const reading = /^\s*(select|with|values|explain)\b/i
/** What SQLite refuses inside a transaction, or what is about the connection itself. */
const alone = /^\s*(pragma|vacuum|begin|commit|rollback|attach|detach)\b/i

/** Milliseconds that a statement waits while another process (a backup's checkpoint, a command) holds the file. */
const BUSY_MS = 3_000
/** Statements that are kept prepared; the product has some hundreds. */
const KEPT = 500

const changing = /^\s*(with\b[\s\S]*\b(insert|update|delete)\b|insert|update|delete|replace)\b/i

/** What SQLite stores of a value that drizzle or a script gives. */
function stored(value: InValue): unknown {
  if (value === undefined) throw new TypeError("undefined cannot be stored")
  if (typeof value === "boolean") return value ? 1 : 0
  if (value instanceof Date) return value.getTime()
  if (value instanceof ArrayBuffer) return Buffer.from(value)
  return value
}

function readStatement(given: InStatement): { sql: string; args: unknown } {
  if (typeof given === "string") return { sql: given, args: [] }
  const { sql, args = [] } = given
  if (Array.isArray(args)) return { sql, args: args.map(stored) }
  const named = Object.entries(args).map(([name, value]) => [name.replace(/^[:@$]/, ""), stored(value)])
  return { sql, args: Object.fromEntries(named) }
}

function failure(error: unknown): Error {
  const { code, message } = toHranaError(error)
  return new LibsqlError(message, code, undefined, undefined, error as Error)
}

/** A city's database in this process. Its calls run to their end without a pause, so none comes between two of a batch. */
export interface EmbeddedDatabase {
  /** A client of its own for each request, as the one over the network is. */
  open(): Client
  /** Copies the log into the file and closes it. */
  close(): void
}

const sqlOf = (statement: InStatement) => (typeof statement === "string" ? statement : statement.sql)
const onlyReads = (statement: InStatement) => {
  const sql = sqlOf(statement)
  return reading.test(sql) && !changing.test(sql)
}

class OpenFile {
  /** It was stopped in its middle by a lock or the disk: it may hold something for good. */
  spoilt = false
  readonly #database: Database.Database
  readonly #prepared = new Map<string, Prepared>()

  constructor(file: string, durable: boolean) {
    this.#database = new Database(file, { timeout: 0 })
    this.#database.exec("PRAGMA journal_mode = WAL")
    this.#database.exec(`PRAGMA synchronous = ${durable ? "FULL" : "OFF"}`)
    this.#database.exec("PRAGMA foreign_keys = ON; PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY")
  }

  #prepare(sql: string): Prepared {
    let found = this.#prepared.get(sql)
    if (found) {
      this.#prepared.delete(sql)
    } else {
      const statement = this.#database.prepare(sql)
      const columns = statement.reader ? statement.raw().columns() : null
      const names = columns?.map(({ name }) => name) ?? []
      found = {
        statement,
        columns: columns && { names, types: columns.map(({ type }) => type ?? ""), make: rowMaker(names) },
        changes: changing.test(sql),
      }
      if (this.#prepared.size >= KEPT) this.#prepared.delete(this.#prepared.keys().next().value as string)
    }
    this.#prepared.set(sql, found)
    return found
  }

  run(given: InStatement): ResultSet {
    const { sql, args } = readStatement(given)
    const { statement, columns, changes } = this.#prepare(sql)
    if (!columns) {
      const { changes: rowsAffected, lastInsertRowid } = statement.run(args as unknown[])
      return result([], [], [], rowsAffected, BigInt(lastInsertRowid))
    }
    const rows = (statement.all(args as unknown[]) as ResultSet["rows"][number][string][][]).map(columns.make)
    const affected = changes ? this.#changed() : 0
    return result(columns.names, columns.types, rows, affected, undefined)
  }

  #changed(): number {
    const [[count] = [0]] = this.#prepare("select changes()").statement.all([]) as number[][]
    return count ?? 0
  }

  /**
   * All of them or none. Whatever writes takes the lock first and by itself: a kept statement that found the file locked
   * would stay half-way in the connection.
   */
  batch(statements: readonly InStatement[], writes = !statements.every(onlyReads)): ResultSet[] {
    this.#database.exec(writes ? "BEGIN IMMEDIATE" : "BEGIN")
    try {
      const results = statements.map((statement) => this.run(statement))
      this.#database.exec("COMMIT")
      return results
    } catch (error) {
      this.spoilt = isBusy(error) || isBrokenOff(error)
      if (this.#database.inTransaction && !this.spoilt) this.#database.exec("ROLLBACK")
      throw error
    }
  }

  execute(statement: InStatement): ResultSet {
    if (onlyReads(statement) || alone.test(sqlOf(statement))) return this.run(statement)
    return this.batch([statement], true)[0] as ResultSet
  }

  exec(sql: string): void {
    this.#database.exec(sql)
  }

  close(): void {
    this.#prepared.clear()
    this.#database.close()
  }
}

function result(
  columns: string[],
  columnTypes: string[],
  rows: ResultSet["rows"],
  rowsAffected: number,
  lastInsertRowid: bigint | undefined,
): ResultSet {
  const toJSON = () => ({
    columns,
    columnTypes,
    rows,
    rowsAffected,
    lastInsertRowid: String(lastInsertRowid),
  })
  return { columns, columnTypes, rows, rowsAffected, lastInsertRowid, toJSON }
}

/**
 * Opens a libSQL file in this process, with statements that stay prepared; an acknowledged write is on the disk (WAL,
 * synchronous=FULL), unless `durable` is false: then a power cut may take the last writes, as no killed process does (a
 * test's file). Waits for another process that holds the file without keeping this one from answering. Throws
 * LibsqlError with SQLite's own codes.
 */
export function openEmbedded(file: string, { durable = true } = {}): EmbeddedDatabase {
  let open: OpenFile | null = new OpenFile(file, durable)

  async function attempt<T>(work: (file: OpenFile) => T): Promise<T> {
    const until = performance.now() + BUSY_MS
    for (let pause = 2; ; pause = Math.min(2 * pause, 50)) {
      try {
        open ??= new OpenFile(file, durable)
        return work(open)
      } catch (error) {
        if (open?.spoilt || isBrokenOff(error)) {
          open?.close()
          open = null
        }
        if (!isBusy(error) || performance.now() > until) throw failure(error)
      }
      await sleep(pause)
    }
  }

  const refuse = () => {
    throw new Error("interactive transactions hold everybody up: use batch()")
  }
  const readStatements = (statements: Parameters<Client["batch"]>[0]) =>
    statements.map((one) => (Array.isArray(one) ? { sql: one[0], args: one[1] ?? [] } : one))

  function client(): Client {
    return {
      execute: (statement: InStatement | string, args?: InValue[]) =>
        attempt((file) =>
          file.execute(typeof statement === "string" ? { sql: statement, args: args ?? [] } : statement),
        ),
      batch: (statements, mode = "deferred") =>
        attempt((file) => file.batch(readStatements(statements), mode === "write" || undefined)),
      migrate: refuse,
      transaction: refuse,
      executeMultiple: (sql: string) => attempt((file) => file.exec(sql)),
      sync: refuse,
      reconnect() {},
      close() {},
      closed: false,
      protocol: "file",
    } as Client
  }

  return {
    open: client,
    close() {
      try {
        open?.exec("PRAGMA wal_checkpoint(TRUNCATE)")
      } catch {
        // Without room the log stays beside the file, which is read with it.
      }
      open?.close()
      open = null
    },
  }
}
