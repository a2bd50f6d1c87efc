import type { Fault } from "../errors.ts"
import { lastWorkingDay, unknownYear, type WorkingCalendar } from "../working-days.ts"

/** How long a notice lasts, in working days. */
export const noticeLength = { least: 5, most: 7, usual: 5 } as const

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
export function calendarFaults({ fromDay, toDay }: NoticePeriod, calendar: WorkingCalendar): Fault[] {
  const year = unknownYear([fromDay, toDay], calendar)
  return year === null
    ? []
    : [{ rule: "calendar_unknown", field: "fromDay", with: { year, ...calendar.known } }]
}
