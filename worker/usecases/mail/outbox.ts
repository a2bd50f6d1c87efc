import type { Letter } from "../../domain/mail/letter.ts"

/**
 * How a use case sends a letter: seal it before the write, add it to `store.mails` in the write's own batch, and tell
 * the queue afterwards. A letter whose queue message was lost is found by cron.
 */
export interface Outbox {
  seal(letter: Letter): Promise<string>
  /** Tells the queue that a stored letter waits; never throws, never waited for by the answer. */
  notify(mailId: string): void
}
