const MINUTE = 60_000

/**
 * After how many milliseconds somebody has to look. A letter is tried for 45 minutes; a job that rests is handed to another
 * runner after two; cron comes every five; a backup is made every night.
 */
export const lateAfter = {
  letters: 60 * MINUTE,
  jobs: 15 * MINUTE,
  cron: 20 * MINUTE,
  backup: 26 * 60 * MINUTE,
} as const

/** Free bytes of a disk below which somebody has to look. */
export const LOW_DISK = 256 * 1024 * 1024

/** Whole seconds since an instant (ISO 8601), and whether they are too many. A clock that was set back makes none. */
export function ageOf(since: string, now: Date, limitMs: number): { seconds: number; late: boolean } {
  const ms = Math.max(0, now.getTime() - Date.parse(since))
  return { seconds: Math.round(ms / 1000), late: ms > limitMs }
}
