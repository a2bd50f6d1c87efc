import type { Client, InStatement, ResultSet } from "@libsql/client"

/**
 * What may change without an audit event, and why. Everything else that changes any row of any table must stand in one
 * transaction with an event.
 */
const unwatched: Record<string, string> = {
  attempts: "counts of tries: they belong to nobody yet, and whoever tries passwords must not fill the log",
  __drizzle_migrations: "the migrations of the test's database",
}

/** Columns that may change without an event, and why. */
const unwatchedColumns: Record<string, readonly string[]> = {
  // Using a session moves its end, now and then: the requests themselves are logged.
  sessions: ["expires_at"],
  // Every request of a program moves them; the requests themselves are logged.
  api_keys: ["last_used_at", "window_start", "window_count"],
}

/** Watches a database: which rows changed, in which transaction, and whether an audit event stands with them. */
export interface WriteSpy {
  /** What changed without an event of its own, in words; empty when all is well. */
  faults(): Promise<string[]>
  /** Forgets what was seen so far. */
  forget(): Promise<void>
}

interface Seen {
  tbl: string
  op: string
}

async function watchedTables(client: Client): Promise<string[]> {
  const { rows } = await client.execute(
    "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'spy_%'",
  )
  return rows.map((row) => String(row["name"])).filter((name) => unwatched[name] === undefined)
}

async function updatesOf(client: Client, table: string): Promise<string> {
  const left = unwatchedColumns[table]
  if (!left) return "update"
  const { rows } = await client.execute(`pragma table_info("${table}")`)
  const names = rows.map((row) => String(row["name"])).filter((name) => !left.includes(name))
  return `update of ${names.join(", ")}`
}

/**
 * `ctx.write` heads each batch with its row of `writes` and ends it with its events, and transactions never overlap. So
 * the order of changes alone tells: after a head come changes, then events, then the next head; anything else was
 * written beside `ctx.write`, or without an event.
 */
export function unaudited(seen: readonly Seen[]): string[] {
  const faults: string[] = []
  let state: "outside" | "batch" | "events" = "outside"
  for (const { tbl, op } of seen) {
    const head = tbl === "writes" && op === "insert"
    if (head && state === "batch") faults.push("a batch ended without an audit event")
    if (head) state = "batch"
    else if (tbl === "audit_events" && op === "insert") {
      if (state === "outside") faults.push("an audit event was written beside ctx.write")
      state = "events"
    } else if (state !== "batch") {
      faults.push(`${op} of ${tbl} beside a batch with an audit event`)
      state = "outside"
    }
  }
  return state === "batch" ? [...faults, "a batch ended without an audit event"] : faults
}

const off: InStatement = "update spy_switch set watching = 0"
const on: InStatement = "update spy_switch set watching = 1"

/** Installs triggers that log each change of a row, in the order of the changes. */
export async function installSpy(client: Client): Promise<WriteSpy> {
  const statements = [
    "create table spy_switch (watching integer)",
    "insert into spy_switch values (1)",
    "create table spy_log (n integer primary key, tbl text, op text)",
  ]
  for (const table of await watchedTables(client))
    for (const [op, event] of [
      ["insert", "insert"],
      ["update", await updatesOf(client, table)],
      ["delete", "delete"],
    ])
      statements.push(`create trigger "spy_${table}_${op}" after ${event} on "${table}"
        when (select watching from spy_switch) begin
        insert into spy_log (tbl, op) values ('${table}', '${op}'); end`)
  await client.batch(statements, "write")
  return {
    async faults() {
      const { rows } = await client.execute("select tbl, op from spy_log order by n")
      return unaudited(rows.map((row) => ({ tbl: String(row["tbl"]), op: String(row["op"]) })))
    },
    async forget() {
      await client.execute("delete from spy_log")
    },
  }
}

const reads = /^\s*(select|explain|pragma|vacuum|drop trigger)\b/i
const sqlOf = (statement: InStatement) => (typeof statement === "string" ? statement : statement.sql)

/** A client for what tests themselves write: it is not watched, from the moment on when `watching` says that others are. */
export function unwatchedClient(client: Client, watching: () => boolean): Client {
  const batch = async (statements: InStatement[]): Promise<ResultSet[]> =>
    (await client.batch([off, ...statements, on], "write")).slice(1, -1)
  return new Proxy(client, {
    get(target, name) {
      if (name === "execute")
        return async (given: InStatement | string, args?: unknown) => {
          const statement = typeof given === "string" && args ? ({ sql: given, args } as InStatement) : given
          if (!watching() || reads.test(sqlOf(statement))) return target.execute(statement)
          return (await batch([statement]))[0]
        }
      if (name === "batch")
        return (statements: InStatement[], mode?: "read" | "write" | "deferred") =>
          !watching() || mode === "read" ? target.batch(statements, mode) : batch(statements)
      const value: unknown = Reflect.get(target, name)
      return typeof value === "function" ? value.bind(target) : value
    },
  })
}
