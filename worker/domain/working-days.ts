import { shiftDay } from "./quarter.ts"

/** Which days are worked on. It knows holidays and make-up days only for years whose plan has been published. */
export interface WorkingCalendar {
  isWorkingDay(day: string): boolean
  /** First and last year whose holidays it knows; after it, only weekends are free. */
  known: { from: number; to: number }
}

/** Far more than a year: no calendar is without a working day for so long. */
const furthest = 400

/** Working days from a day to another one, both counted. */
export function countWorkingDays(from: string, to: string, calendar: WorkingCalendar): number {
  let count = 0
  for (let day = from; day <= to; day = shiftDay(day, 1)) if (calendar.isWorkingDay(day)) count++
  return count
}

/** The day on which so many working days are over; the first day counts when it is one. */
export function lastWorkingDay(from: string, workingDays: number, calendar: WorkingCalendar): string {
  let left = workingDays
  for (let day = from, steps = 0; steps < furthest; day = shiftDay(day, 1), steps++) {
    if (calendar.isWorkingDay(day)) left--
    if (left <= 0) return day
  }
  throw new RangeError(`no ${workingDays} working days after ${from}`)
}

/** The last day for what is due within so many working days: the day it came does not count. */
export function replyDueDay(received: string, workingDays: number, calendar: WorkingCalendar): string {
  return lastWorkingDay(shiftDay(received, 1), workingDays, calendar)
}

/** The first year of these days whose holidays are not known; null when all are. Every weekday of it counts as worked on. */
export function unknownYear(days: readonly string[], { known }: WorkingCalendar): number | null {
  const years = days.map((day) => Number(day.slice(0, 4)))
  return years.find((year) => year < known.from || year > known.to) ?? null
}
