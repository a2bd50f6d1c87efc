/** How long after the last change a save goes out, when answers come quickly. */
const QUIET_MS = 2000
/** However slow answers are, a change waits no longer than this after the last key. */
const MOST_QUIET_MS = 3000
/** While somebody goes on typing a save goes out after so many quiet times. */
const WHILE_TYPING = 3
const FIRST_RETRY_MS = 2000
const MOST_RETRY_MS = 60_000

/** How long the last change is left alone before it is sent: twice as long as the last answer took, 2 to 3 seconds. */
export function quietMs(answerMs: number): number {
  return Math.min(Math.max(QUIET_MS, 2 * answerMs), MOST_QUIET_MS)
}

/**
 * How long until the next save, in milliseconds: after the quiet time, but at least every three of it (6 seconds when
 * answers come quickly, never more than 9) while somebody types. `now`, `firstAt` and `lastAt` are of one clock: now, the first change that
 * is not on its way, and the last one.
 */
export function saveWaitMs(
  now: number,
  { firstAt, lastAt, answerMs }: { firstAt: number; lastAt: number; answerMs: number },
): number {
  const quiet = quietMs(answerMs)
  return Math.max(0, Math.min(lastAt + quiet, firstAt + WHILE_TYPING * quiet) - now)
}

/**
 * How long until a save that failed is tried again: 2, 4, 8 … at most 60 seconds, each shortened by up to half by
 * chance (0 to 1), so that a thousand browsers do not come back in the same moment.
 */
export function retryMs(failures: number, chance: number): number {
  const full = Math.min(FIRST_RETRY_MS * 2 ** Math.max(0, failures - 1), MOST_RETRY_MS)
  return Math.round(full * (1 - chance / 2))
}
