import type { Database } from "./database.ts"
import type { Scope } from "./scope.ts"
import type { Unit } from "./unit.ts"

export function shortlistReads(_db: Database, _scope: Scope) {
  return {}
}

export function shortlistStore(_unit: Unit) {
  return {}
}
