import type { Reads } from "../data/reads.ts"
import type { Stores } from "../data/stores.ts"
import type { Actor } from "../domain/actor.ts"
import type { Subject } from "../domain/audit/faster.ts"
import type { DomainError } from "../domain/errors.ts"
import type { WorkingCalendar } from "../domain/working-days.ts"

/** One write as asked for: `key` is the idempotency key; `result` is what a repetition is answered as well. */
export interface Command<T> {
  key: string
  action: string
  result: T
}

/** What a use case has in its hands: who acts, the clock, reading, and one way to write. */
export interface UseCaseContext<A extends Actor = Actor> {
  readonly actor: A
  /** City code of the cell, 510100. */
  readonly cell: string
  now(): Date
  newId(): string
  readonly calendar: WorkingCalendar
  /** The whole address of the form of one estate's quarter, for letters. */
  formLink(slug: string, quarter: string): string
  /** The whole address of the list of what is filed in a quarter, for letters. */
  filingLink(quarter: string): string
  /** The whole address of a quarter's page, for letters. */
  quarterLink(quarter: string): string
  /** The whole address of a request for correction, for letters. */
  requestLink(id: string): string
  /** The whole address of the page of deputies, for letters. */
  deputiesLink(): string
  readonly read: Reads
  /**
   * Writes everything that `change` asks of the stores as one atomic batch with its audit event. Throws DomainError
   * `stale` when a guard no longer holds; a repeated key gives the first result and writes nothing.
   */
  write<T>(command: Command<T>, change: (store: Stores) => void): Promise<{ result: T; repeated: boolean }>
  /** The refusal `stale` of a write that had seen something older: it names who was faster. At most one round trip. */
  outrun(about: Subject): Promise<DomainError>
  /** Told of a refusal that an act does not declare; whoever is refused reads it all the same. */
  undeclared(act: string, rule: string): void
}
