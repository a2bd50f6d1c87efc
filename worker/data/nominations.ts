import type { Database } from "./database.ts"
import type { Scope } from "./scope.ts"
import type { Unit } from "./unit.ts"

export function nominationReads(_db: Database, _scope: Scope) {
  return {}
}

export function nominationStore(_unit: Unit) {
  return {}
}
