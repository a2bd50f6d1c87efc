import type { Actor } from "../domain/actor.ts"
import type { Subject } from "../domain/audit/faster.ts"
import type { Database } from "./database.ts"
import { openReads } from "./reads.ts"
import { type RequestMark, scopeOf } from "./scope.ts"
import type { Stores } from "./stores.ts"
import { outrun, type WriteCommand, writeBatch } from "./write.ts"

/** Opens a cell's data for one actor: what it reads and writes is bound to its scope from here on. */
export function openData(db: Database, actor: Actor, request: RequestMark = { id: null, fingerprint: null }) {
  const scope = scopeOf(db, actor, request)
  return {
    read: openReads(db, scope),
    write: <T>(command: WriteCommand<T>, change: (store: Stores) => void) =>
      writeBatch(db, scope, command, change),
    outrun: (about: Subject) => outrun(db, scope, about),
  }
}
