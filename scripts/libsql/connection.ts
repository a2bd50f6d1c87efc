import Database from "libsql"
import { readSqlText, type SqlText } from "./sql-text.ts"
import { encodeValue, type NativeValue } from "./values.ts"

type NativeStatement = Database.Statement<unknown[]>
type Prepared = { statement: NativeStatement; reader: boolean }

const preparedCapacity = 300
const textCapacity = 2000
const texts = new Map<string, SqlText>()

/** readSqlText with a memory: the same few hundred texts come again and again. */
export function sqlTextOf(source: string): SqlText {
  const known = texts.get(source)
  if (known) return known
  const text = readSqlText(source)
  if (texts.size >= textCapacity) texts.clear()
  if (source.length < 20_000) texts.set(source, text)
  return text
}

export interface HowToOpen {
  /** pages that the file may have */
  mostPages?: number | undefined
  /** whether a write that is acknowledged survives a power cut, default true */
  durable?: boolean | undefined
}

/** One native connection and its prepared statements. Nothing here waits: a lock held elsewhere throws SQLITE_BUSY. */
export class Connection {
  /** it may not serve another stream: a pragma or a temporary table is set, or a busy statement is still open in it */
  tainted = false
  /** inside BEGIN READONLY, which SQLite itself does not enforce */
  readOnly = false
  private readonly database: Database.Database
  private readonly prepared = new Map<string, Prepared>()

  constructor(file: string, { mostPages, durable = true }: HowToOpen) {
    this.database = new Database(file, { timeout: 0 })
    if (mostPages !== undefined) this.database.exec(`PRAGMA max_page_count = ${mostPages}`)
    this.database.exec(`PRAGMA synchronous = ${durable ? "FULL" : "OFF"}`)
    this.database.exec("PRAGMA foreign_keys = ON; PRAGMA cache_size = -8000")
  }

  get inTransaction(): boolean {
    return this.database.inTransaction
  }

  /** Runs one or more statements without results. Statements are finalized even when they fail. */
  exec(sql: string): void {
    this.database.exec(sql)
  }

  /** Runs a statement and returns its Hrana result as JSON text. `parameters` must cover every parameter. */
  run(text: SqlText, parameters: NativeValue[], wantRows: boolean): string {
    if (text.kind === "begin" || text.kind === "control") return this.control(text)
    if (text.kind === "explain") return this.explain(text, parameters, wantRows)
    const { statement, reader } = this.prepare(text.sql)
    if (!reader) {
      const info = statement.run(parameters)
      return resultJson("[]", "[]", ...this.counts(text, info.changes, info.lastInsertRowid))
    }
    const rows = statement.all(parameters) as NativeValue[][]
    // Column names are asked for afterwards: running it again is what notices a changed schema.
    const columns = columnsJson(statement.columns())
    return resultJson(columns, wantRows ? rowsJson(rows) : "[]", ...this.counts(text))
  }

  // A COMMIT that fails (deferred foreign keys) would stay open as a prepared statement and hold its snapshot.
  private control(text: SqlText): string {
    this.exec(text.sql)
    this.readOnly = text.kind === "begin" ? text.readOnly : this.readOnly && this.inTransaction
    return resultJson("[]", "[]", 0, null)
  }

  // EXPLAIN never halts by itself; only get() resets a statement when it ends.
  private explain(text: SqlText, parameters: NativeValue[], wantRows: boolean): string {
    const statement = this.database.prepare(text.sql).raw().safeIntegers()
    const rows = statement.all(parameters) as NativeValue[][]
    const columns = columnsJson(statement.columns())
    statement.get([])
    return resultJson(columns, wantRows ? rowsJson(rows) : "[]", 0, null)
  }

  private counts(text: SqlText, changes?: number, rowid?: number | bigint): [number, NativeValue] {
    if (text.kind !== "insert" && text.kind !== "change") return [0, null]
    let affected = changes
    let last = rowid
    if (affected === undefined || (last !== undefined && !Number.isSafeInteger(last))) {
      const [row] = this.prepare("SELECT changes(), last_insert_rowid()").statement.all([]) as [
        bigint,
        bigint,
      ][]
      affected = Number(row![0])
      last = row![1]
    }
    return [affected, text.kind === "insert" ? BigInt(last ?? 0) : null]
  }

  /** Columns of a statement that is not run. */
  columnsOf(text: SqlText): Database.ColumnDefinition[] {
    return this.database.prepare(text.sql).columns()
  }

  /** The opcodes SQLite would run, with their second operand: tells whether a statement writes. */
  opcodesOf(text: SqlText): { opcode: string; p2: bigint }[] {
    const statement = this.database.prepare(`EXPLAIN ${text.sql}`).safeIntegers()
    const program = statement.all([]) as { opcode: string; p2: bigint }[]
    statement.get([])
    return program
  }

  private prepare(sql: string): Prepared {
    let found = this.prepared.get(sql)
    if (found) {
      this.prepared.delete(sql)
    } else {
      const statement = this.database.prepare(sql)
      found = { statement, reader: statement.reader }
      if (found.reader) statement.raw().safeIntegers()
      if (this.prepared.size >= preparedCapacity) this.prepared.delete(this.prepared.keys().next().value!)
    }
    this.prepared.set(sql, found)
    return found
  }

  /** Lets the native connection go, and with it what is open. It must not be used afterwards. Never throws. */
  close(): void {
    try {
      if (this.inTransaction) this.exec("ROLLBACK")
    } catch {
      // SQLite rolls back itself when it closes.
    }
    this.prepared.clear()
    this.database.close()
  }
}

function columnsJson(columns: Database.ColumnDefinition[]): string {
  const cols = columns.map(
    ({ name, type }) => `{"name":${JSON.stringify(name)},"decltype":${JSON.stringify(type)}}`,
  )
  return `[${cols.join(",")}]`
}

function rowsJson(rows: NativeValue[][]): string {
  return `[${rows.map((row) => `[${row.map(encodeValue).join(",")}]`).join(",")}]`
}

function resultJson(cols: string, rows: string, affected: number, rowid: NativeValue): string {
  const last = rowid === null ? "null" : `"${rowid}"`
  return `{"cols":${cols},"rows":${rows},"affected_row_count":${affected},"last_insert_rowid":${last}}`
}
