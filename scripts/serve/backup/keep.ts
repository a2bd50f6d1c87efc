import { DAY_MS, localDay } from "./days.ts"

/** How many of each kind are kept. */
export const KEPT = { days: 7, weeks: 5, months: 12 } as const

/** The Monday of a day's week, as a day. */
function weekOf(day: string): string {
  const at = new Date(`${day}T00:00:00Z`)
  return new Date(at.getTime() - ((at.getUTCDay() + 6) % 7) * DAY_MS).toISOString().slice(0, 10)
}

/**
 * Which of the backups stay: the newest of each of the last seven days, five weeks and twelve months that have one. The
 * newest of all always stays.
 */
export function keptBackups(instants: readonly Date[]): Date[] {
  const newestFirst = [...instants].sort((a, b) => b.getTime() - a.getTime())
  const kept = new Set<Date>()
  const keep = (most: number, spanOf: (day: string) => string) => {
    const spans = new Map<string, Date>()
    for (const at of newestFirst) {
      const span = spanOf(localDay(at))
      if (!spans.has(span)) spans.set(span, at)
    }
    for (const at of [...spans.values()].slice(0, most)) kept.add(at)
  }
  keep(KEPT.days, (day) => day)
  keep(KEPT.weeks, weekOf)
  keep(KEPT.months, (day) => day.slice(0, 7))
  return newestFirst.filter((at) => kept.has(at))
}
