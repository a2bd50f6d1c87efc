/** How long after the last change a save goes out, when answers come quickly. */
const QUIET_MS = 2000
/** However slow answers are, a change waits no longer than this after the last key. */
const MOST_QUIET_MS = 3000
/** While somebody goes on typing a save goes out after so many quiet times. */
const WHILE_TYPING = 3
/** After an answer the next save rests for so many times as long as that answer took: the slower, the fewer saves. */
const REST_TIMES = 3
const MOST_REST_MS = 8000
const FIRST_RETRY_MS = 2000
const MOST_RETRY_MS = 60_000

/** How long the last change is left alone before it is sent: twice as long as the last answer took, 2 to 3 seconds. */
export function quietMs(answerMs: number): number {
  return Math.min(Math.max(QUIET_MS, 2 * answerMs), MOST_QUIET_MS)
}

/** The moments that a save waits for, all of one clock, in milliseconds. */
export interface Pace {
  /** The first change that is not on its way. */
  firstAt: number
  lastAt: number
  /** When the last answer came (0 before the first), and how long it took. */
  answeredAt: number
  answerMs: number
}

/**
 * How long until the next save, in milliseconds: after the quiet time, but at least every three of it (6 seconds when
 * answers come quickly, never more than 9) while somebody types. After a slow answer it rests for three times as long as
 * that took, 8 seconds at most: where a thousand people type at once, they wait in their browsers instead of in a queue
 * that only makes each answer slower.
 */
export function saveWaitMs(now: number, { firstAt, lastAt, answeredAt, answerMs }: Pace): number {
  const quiet = quietMs(answerMs)
  const rested = answeredAt + Math.min(REST_TIMES * answerMs, MOST_REST_MS)
  return Math.max(0, rested - now, Math.min(lastAt + quiet, firstAt + WHILE_TYPING * quiet) - now)
}

/**
 * How long until a save that failed is tried again: 2, 4, 8 … at most 60 seconds, each shortened by up to half by
 * chance (0 to 1), so that a thousand browsers do not come back in the same moment.
 */
export function retryMs(failures: number, chance: number): number {
  const full = Math.min(FIRST_RETRY_MS * 2 ** Math.max(0, failures - 1), MOST_RETRY_MS)
  return Math.round(full * (1 - chance / 2))
}
