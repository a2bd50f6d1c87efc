export const DAY_MS = 24 * 60 * 60 * 1000
/** The city's clock is eight hours ahead, all year. */
const AHEAD_MS = 8 * 60 * 60 * 1000

/** The day of an instant in the city, `2026-11-30`. */
export const localDay = (at: Date): string => new Date(at.getTime() + AHEAD_MS).toISOString().slice(0, 10)

/** The last time that the city's clock showed `HH:MM`. */
export function lastTime(clock: string, now: Date): Date {
  const at = new Date(`${localDay(now)}T${clock}:00+08:00`)
  return at <= now ? at : new Date(at.getTime() - DAY_MS)
}

/** Whether a backup is due: none was made since the clock last showed its time. */
export function isDue(last: Date | null, clock: string, now: Date): boolean {
  return last === null || last < lastTime(clock, now)
}
