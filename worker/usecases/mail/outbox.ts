import type { SealLetter } from "../../domain/mail/letter.ts"

/** What a write needs to send letters: they are sealed before its batch, and the queue is told when they are stored. */
export interface Outbox {
  seal: SealLetter
  /** Tells the queue that stored letters wait; never throws, never waited for by the answer. Cron finds what it loses. */
  notify(mailIds: readonly string[]): void
}
