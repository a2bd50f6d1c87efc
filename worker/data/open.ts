import type { Actor } from "../domain/actor.ts"
import type { Subject } from "../domain/audit/faster.ts"
import type { SealLetter } from "../domain/mail/letter.ts"
import type { Database } from "./database.ts"
import { openReads } from "./reads.ts"
import { type RequestMark, scopeOf } from "./scope.ts"
import type { Stores } from "./stores.ts"
import { outrun, type WriteCommand, writeBatch } from "./write.ts"

const unsealed: SealLetter = async ({ template }) => {
  throw new Error(`nothing seals the letter ${template} here`)
}

/** Opens a cell's data for one actor: what it reads and writes is bound to its scope from here on. */
export function openData(
  db: Database,
  actor: Actor,
  request: RequestMark = { id: null, fingerprint: null },
  seal: SealLetter = unsealed,
) {
  const scope = scopeOf(db, actor, request)
  return {
    read: openReads(db, scope),
    write: <T>(command: WriteCommand<T>, change: (store: Stores) => void) =>
      writeBatch(db, scope, command, change, seal),
    outrun: (about: Subject) => outrun(db, scope, about),
  }
}
