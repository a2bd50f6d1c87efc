import type { SQL } from "drizzle-orm"
import type { Database } from "../../../worker/data/database.ts"
import type { Scope } from "../../../worker/data/scope.ts"
import { openStores, type Stores } from "../../../worker/data/stores.ts"

/** One call of a store that asked for conditions of the whole batch. */
export interface AskedGuard {
  /** The store and its method, `members.expect`. */
  name: string
  args: readonly unknown[]
  conditions: SQL[]
}

/** Retention looks at other rows by what it removes. */
function nameOf(noun: string, method: string, args: readonly unknown[]): string {
  return noun === "retention" ? `${noun}.${method} ${String(args[0])}` : `${noun}.${method}`
}

/** What a write asks its stores to make sure of, found by letting it ask stores that write nothing. */
export function guardsOf(
  db: Database,
  scope: Scope,
  at: Date,
  change: (stores: Stores) => void,
): AskedGuard[] {
  const asked: AskedGuard[] = []
  let call: AskedGuard | null = null
  const stores = openStores({
    db,
    scope,
    key: "recorded",
    at,
    send: () => {},
    add: () => {},
    addEvent: () => {},
    rival: () => {},
    guard: (condition) => call?.conditions.push(condition),
  })
  const noting = (noun: string, store: object) =>
    new Proxy(store, {
      get(target, method) {
        const found: unknown = Reflect.get(target, method)
        if (typeof found !== "function") return found
        return (...args: unknown[]) => {
          const own = { name: nameOf(noun, String(method), args), args, conditions: [] }
          call = own
          const answer: unknown = Reflect.apply(found, target, args)
          if (own.conditions.length > 0) asked.push(own)
          return answer
        }
      },
    })
  change(
    new Proxy(stores, {
      get: (target, noun) => noting(String(noun), Reflect.get(target, noun)),
    }),
  )
  return asked
}
