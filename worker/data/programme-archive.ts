import type { Database } from "./database.ts"
import type { Scope } from "./scope.ts"

export function programmeArchiveReads(_db: Database, _scope: Scope) {
  return {}
}
