import type { Database } from "./database.ts"
import type { Scope } from "./scope.ts"
import type { Unit } from "./unit.ts"

export function objectionReads(_db: Database, _scope: Scope) {
  return {}
}

export function objectionStore(_unit: Unit) {
  return {}
}
