import ical, { ICalCalendarMethod } from "ical-generator"

/** One day of a calendar. */
export interface CalendarDay {
  id: string
  /** `2026-10-20`. */
  day: string
  title: string
  text: string
  url: string
}

/** A calendar of whole days as iCalendar (RFC 5545): lines folded, texts escaped. `host` is whose ids they are. */
export function calendarFile(
  name: string,
  days: readonly CalendarDay[],
  { host, now }: { host: string; now: Date },
): string {
  const calendar = ical({
    name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: "shige", product: "benchmark" },
  })
  // Whoever subscribes asks again so often, in seconds.
  calendar.ttl(6 * 3600)
  for (const { id, day, title, text, url } of days)
    calendar.createEvent({
      id: `${id}@${host}`,
      stamp: now,
      start: new Date(`${day}T00:00:00Z`),
      allDay: true,
      summary: title,
      description: text,
      url,
    })
  return calendar.toString()
}

/** Makes it. */
export type CalendarFile = typeof calendarFile
