const HOUR = 3_600_000

/** A session lasts no longer than that, however much it is used. */
export const sessionDays = 7
/** One whose second factor is still to come lasts no longer than that. */
const DUE_MINUTES = 15
/** How much later a session's end must become before it is written anew: rarely, not at every request. */
const STEP_MS = 5 * 60_000

/** When a session that begins now ends at the latest. */
export function sessionEnd(now: Date, due = false): Date {
  return new Date(now.getTime() + (due ? DUE_MINUTES * 60_000 : sessionDays * 24 * HOUR))
}

/**
 * Milliseconds without use after which a session ends: of `hours`, 12 unless told. Throws RangeError for less than a
 * quarter of an hour and for more than a session's whole length.
 */
export function idleMs(hours = 12): number {
  const most = sessionDays * 24
  if (hours >= 0.25 && hours <= most) return hours * HOUR
  throw new RangeError(`SESSION_IDLE_HOURS: ${hours} is not between 0.25 and ${most}`)
}

/** When a session ends that is not used after `now`: `idleMs` later, and not after its last end. */
export function unusedEnd(now: Date, idleMs: number, last: Date): string {
  return new Date(Math.min(now.getTime() + idleMs, last.getTime())).toISOString()
}

/**
 * The end that a session has after it was used now; null when what is written is near enough. A session whose second
 * factor is due is not prolonged, and an end never comes nearer.
 */
export function prolonged(
  session: { createdAt: string; expiresAt: string },
  { now, idleMs, due }: { now: Date; idleMs: number; due: boolean },
): string | null {
  if (due) return null
  const end = unusedEnd(now, idleMs, sessionEnd(new Date(session.createdAt)))
  return Date.parse(end) - Date.parse(session.expiresAt) >= STEP_MS ? end : null
}
