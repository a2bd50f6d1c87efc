import type { SQL } from "drizzle-orm"
import type { BatchItem } from "drizzle-orm/batch"
import type { Subject } from "../domain/audit/faster.ts"
import type { Letter } from "../domain/mail/letter.ts"
import type { Database } from "./database.ts"
import type { Scope } from "./scope.ts"

/** A letter of the batch: it is sealed before the batch is sent, its last statement answers the ids of its rows. */
export interface Outgoing {
  content: Letter
  statements(sealed: string): BatchItem<"sqlite">[]
}

/** Collects the statements and guards of one atomic batch. */
export interface Unit {
  db: Database
  scope: Scope
  /** The idempotency key of the write as it is stored, and its time. */
  key: string
  at: Date
  add(statement: BatchItem<"sqlite">): void
  /** An audit event of the batch; they come last, and no batch goes without. */
  addEvent(statement: BatchItem<"sqlite">, about: Subject): void
  send(letter: Outgoing): void
  /** Finds the id of the row that stands already where the batch was to put a new one, so that its writer can be named. */
  rival(id: SQL): void
  /** A condition that must still hold when the batch runs; otherwise nothing of it is written. */
  guard(condition: SQL): void
}
