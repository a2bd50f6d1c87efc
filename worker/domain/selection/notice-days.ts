import type { Fault } from "../errors.ts"
import { shiftDay } from "../quarter.ts"

/** Which days are worked on. It knows holidays and make-up days only for years whose plan has been published. */
export interface WorkingCalendar {
  isWorkingDay(day: string): boolean
  /** First and last year whose holidays it knows; after it, only weekends are free. */
  known: { from: number; to: number }
}

/** How long a notice lasts, in working days. */
export const noticeLength = { least: 5, most: 7, usual: 5 } as const

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

/** The last day for an answer that is due within so many working days: the day it came does not count. */
export function replyDueDay(received: string, workingDays: number, calendar: WorkingCalendar): string {
  return lastWorkingDay(shiftDay(received, 1), workingDays, calendar)
}

/** The first and last day of a notice. */
export interface NoticePeriod {
  fromDay: string
  toDay: string
  workingDays: number
}

/** A notice that begins on a day. Throws RangeError for another length than the rules of the land allow. */
export function noticePeriod(fromDay: string, workingDays: number, calendar: WorkingCalendar): NoticePeriod {
  if (workingDays < noticeLength.least || workingDays > noticeLength.most)
    throw new RangeError(`a notice of ${workingDays} working days`)
  return { fromDay, toDay: lastWorkingDay(fromDay, workingDays, calendar), workingDays }
}

/**
 * Says when a period reaches into a year whose holidays are not known: every weekday then counts as a working day, and
 * people have to look at the plan of that year themselves.
 */
export function calendarFaults({ fromDay, toDay }: NoticePeriod, { known }: WorkingCalendar): Fault[] {
  const years = [fromDay, toDay].map((day) => Number(day.slice(0, 4)))
  const unknown = years.find((year) => year < known.from || year > known.to)
  if (unknown === undefined) return []
  return [{ rule: "calendar_unknown", field: "fromDay", with: { year: unknown, ...known } }]
}
