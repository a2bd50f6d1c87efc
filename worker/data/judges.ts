import type { Database } from "./database.ts"
import type { Scope } from "./scope.ts"
import type { Unit } from "./unit.ts"

export function judgeReads(_db: Database, _scope: Scope) {
  return {}
}

export function judgeStore(_unit: Unit) {
  return {}
}
