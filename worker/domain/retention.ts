import { DAY, dayOf, startOfDay } from "./quarter.ts"

/**
 * How many whole days are kept, after the moment that is named, of what nobody needs any more. Cron removes it in the
 * night after, so that a day's worth goes at once and leaves one audit event instead of hundreds.
 */
export const keptDays = {
  /** A session after it expired: nobody can use it. */
  sessions: 0,
  /** A link sent by e-mail after it expired: long enough to tell somebody who comes late why it does not work. */
  proofs: 1,
  /** An answered challenge of a passkey after it expired: it could not be answered again anyway. */
  challenges: 0,
  /** Counts of wrong tries after they began: they limit minutes, not days. */
  attempts: 1,
  /** An invitation after it was accepted, revoked or expired: long enough to ask who invited whom. */
  invitations: 90,
  /** A request to reset a lost second factor after it could be confirmed: long enough to ask who did it. */
  factor_resets: 180,
  /** A draft that was never submitted, after its quarter was released: it can be submitted no more. */
  drafts: 365,
  /** What a company asked a place to mend, after its quarter was released: what it was about changes no more. */
  askings: 365,
  /** The record of a write after it was made: a repetition within 30 days is still known; the API promises 24 hours. */
  writes: 30,
  /** A letter of the outbox, sent or not: its links have expired, what is left is an address. */
  mails: 30,
  /** A message of somebody's inbox after it came: long enough to look up what was told in the year. */
  messages: 365,
  /** A nomination that was never submitted, after it was last touched, once its programme takes no more. */
  nomination_drafts: 180,
  /** Name and contact of an objector after the objection was decided: long enough for questions. */
  objection_contacts: 365,
  /** The mark by which a judge's second account is found, after the programme was archived or stopped. */
  identity_marks: 365,
  /** A file of a nomination after it was removed: long enough to undo a slip. */
  attachments: 30,
  /** An export's archive after it was made: it holds everything, so it lies about no longer than a holiday. */
  exports: 7,
  /** How long a deletion may be taken back. */
  deletion: 30,
  /** Audit events, after the last one of their sealed block: three years (网络安全法 第二十一条: at least six months). */
  audit: 1_096,
} as const

/** The kinds of rows that go when their days are over; archives and deletions have jobs of their own. */
export const outdatedKinds = [
  "sessions",
  "proofs",
  "challenges",
  "factor_resets",
  "attempts",
  "invitations",
  "drafts",
  "askings",
  "writes",
  "mails",
  "messages",
  "nomination_drafts",
  "objection_contacts",
  "identity_marks",
] as const
export type Outdated = (typeof outdatedKinds)[number]

/** What cron removes at once: one batch stays far below what a database or a Worker takes. */
export const BATCH_ROWS = 500
/** How many batches a job makes in one run; the rest waits for the next run, minutes later. */
export const MOST_BATCHES = 20

/** What ended before this instant (ISO) goes today, when it is kept for `days` days: full days in Asia/Shanghai. */
export function dueBefore(now: number, days: number): string {
  return new Date(startOfDay(dayOf(now)) - days * DAY).toISOString()
}
