import { type Client, createClient, type InStatement, type Transaction } from "@libsql/client"
import type { SQL } from "drizzle-orm"
import { drizzle } from "drizzle-orm/libsql/web"
import { SQLiteAsyncDialect } from "drizzle-orm/sqlite-core"
import type { Database } from "../../../worker/data/database.ts"
import { openData } from "../../../worker/data/open.ts"
import { type RequestMark, scopeOf } from "../../../worker/data/scope.ts"
import type { Stores } from "../../../worker/data/stores.ts"
import type { WriteCommand } from "../../../worker/data/write.ts"
import type { Actor } from "../../../worker/domain/actor.ts"
import { DomainError } from "../../../worker/domain/errors.ts"
import { type AskedGuard, guardsOf } from "./recorded-guards.ts"
import { filled } from "./rival-words.ts"
import { ofItsKey, ofItsSession, ofWhoeverActs, rivals } from "./rivals.ts"

const dialect = new SQLiteAsyncDialect()

const bound = (value: unknown) => (typeof value === "string" || typeof value === "number" ? value : null)

/** A client whose batches run inside a transaction that is open and will never be kept. */
function inside(client: Client, transaction: Transaction): Client {
  return new Proxy(client, {
    get(target, name) {
      if (name === "execute") return (statement: InStatement) => transaction.execute(statement)
      if (name === "batch") return (statements: InStatement[]) => transaction.batch(statements)
      const value: unknown = Reflect.get(target, name)
      return typeof value === "function" ? value.bind(target) : value
    },
  })
}

/** One write as it is about to be sent. */
export interface Write {
  actor: Actor
  mark: RequestMark | undefined
  command: WriteCommand<unknown>
  change: (stores: Stores) => void
}

/** What somebody faster does, and the guard that is to notice; none where whoever acts is to be noticed. */
interface Rival {
  words: string
  sql: readonly string[]
  args: readonly unknown[]
  guard?: AskedGuard
  unbroken?: Set<SQL>
}

/** Breaks what writes make sure of, one rival after the other, each in a transaction that is taken back. */
export class BrokenGuards {
  /** Action → the guards that its writes asked. */
  readonly asked = new Map<string, Set<string>>()
  tried = 0
  readonly #faults = new Map<string, string[]>()
  readonly #client: Client
  readonly #source: string
  readonly #seen = new Set<string>()

  constructor(url: string) {
    this.#source = url
    this.#client = createClient({ url, intMode: "number" })
  }

  /** What a rival did and the write did not refuse, in words. */
  get faults(): string[] {
    return [...this.#faults.values()].flat()
  }

  close(): void {
    this.#client.close()
  }

  #database(client: Client): Database {
    return Object.assign(drizzle(client), { source: this.#source })
  }

  /** Tries every rival of a write's guards, and of whoever acts. */
  async of(write: Write): Promise<void> {
    const { actor, mark, command, change } = write
    const db = this.#database(this.#client)
    const scope = scopeOf(db, actor, mark ?? { id: null, fingerprint: null })
    const guards = guardsOf(db, scope, command.at, change)
    const known = this.asked.get(command.action) ?? new Set()
    this.asked.set(command.action, known)
    for (const guard of guards) known.add(guard.name)
    for (const guard of guards) await this.#break(write, guard)
    const place = `${command.action} whoever acts`
    if (actor.kind !== "member" || this.#seen.has(place)) return
    this.#seen.add(place)
    const faults: string[] = []
    const standing = {
      ...ofWhoeverActs,
      ...(actor.sessionId ? ofItsSession : {}),
      ...(actor.key ? ofItsKey : {}),
    }
    for (const [words, sql] of Object.entries(standing))
      faults.push(...(await this.#rival(write, { words: `whoever acts: ${words}`, sql, args: [actor] })))
    this.#faults.set(place, faults)
  }

  /** A guard that could not be broken is tried again at the next write of its action, which may find more to look at. */
  async #break(write: Write, guard: AskedGuard): Promise<void> {
    const place = `${write.command.action} ${guard.name}`
    const [first] = guard.args
    if (this.#seen.has(place) || (Array.isArray(first) && first.length === 0)) return
    const faults: string[] = []
    const unbroken = new Set(guard.conditions)
    for (const [words, sql] of Object.entries(rivals[guard.name] ?? {}))
      faults.push(
        ...(await this.#rival(write, {
          words: `${guard.name}: ${words}`,
          sql,
          args: guard.args,
          guard,
          unbroken,
        })),
      )
    if (unbroken.size > 0) faults.push(`${place}: no rival breaks ${unbroken.size} of its conditions`)
    this.#faults.set(place, faults)
    if (faults.length === 0) this.#seen.add(place)
  }

  /** Which of a guard's conditions hold no more. */
  async #broken(transaction: Transaction, conditions: readonly SQL[]): Promise<SQL[]> {
    const broken: SQL[] = []
    for (const condition of conditions) {
      const { sql, params } = dialect.sqlToQuery(condition)
      const { rows } = await transaction.execute({ sql: `select (${sql}) as holds`, args: params.map(bound) })
      if (!rows[0]?.["holds"]) broken.push(condition)
    }
    return broken
  }

  async #rival({ actor, mark, command, change }: Write, rival: Rival): Promise<string[]> {
    this.tried += 1
    const faults: string[] = []
    const fault = (words: string) => faults.push(`${command.action}, ${rival.words}: ${words}`)
    const transaction = await this.#client.transaction("write")
    const total = async () => Number((await transaction.execute("select total_changes() n")).rows[0]?.["n"])
    try {
      const before = await total()
      for (const sql of rival.sql) await transaction.execute(filled(sql, rival.args))
      const between = await total()
      if (between === before) fault("the rival changes nothing")
      const broken = await this.#broken(transaction, rival.guard?.conditions ?? [])
      for (const condition of broken) rival.unbroken?.delete(condition)
      const byIndex = rival.words.includes("(unique)")
      if (rival.guard && broken.length === 0 && !byIndex) fault("it breaks no condition of the guard")
      const request = { ...(mark ?? { id: null, fingerprint: null }), outrun: () => {} }
      const own = this.#database(inside(this.#client, transaction))
      const data = openData(own, actor, request, async () => "sealed")
      const refusal = await data.write(command, change).then(
        () => "nothing",
        (error: unknown) => (error instanceof DomainError ? error.rule : `${error}`),
      )
      // A rival of somebody else may end whoever acts as well, which is told first.
      const wanted = rival.guard
        ? ["stale", ...(broken.length > 0 ? ["membership_changed"] : [])]
        : ["membership_changed"]
      if (!wanted.includes(refusal)) fault(`refused by ${refusal}`)
      // What meets a unique index is taken back by the batch, of which this transaction is a part.
      if (!byIndex && (await total()) !== between) fault("something was written")
    } catch (error) {
      fault(`${error}`)
    } finally {
      await transaction.rollback().catch(() => {})
    }
    return faults
  }
}
