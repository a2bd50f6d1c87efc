import type { Database } from "./database.ts"
import type { Scope } from "./scope.ts"
import type { Unit } from "./unit.ts"

export function noticeReads(_db: Database, _scope: Scope) {
  return {}
}

export function noticeStore(_unit: Unit) {
  return {}
}
