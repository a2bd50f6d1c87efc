import { dayOf, shiftDay, startOfDay } from "../quarter.ts"
import { letter } from "./letter-kind.ts"

/** What a person wanted in one letter a day. */
export const digest = letter({
  name: "digest",
  to: "person",
  when: "clock",
  always: true,
  inbox: false,
  fields: ["items", "count", "link"],
  secret: [],
})

export const letters = { digest }

const HOUR = 3_600_000
/** The hour of the day from which on the digest goes out. */
export const digestHour = 8

/** The day on which the next digest goes out, of what comes now. */
export function nextDigestDay(now: number): string {
  const day = dayOf(now)
  return now < startOfDay(day) + digestHour * HOUR ? day : shiftDay(day, 1)
}

/** The day (Asia/Shanghai) whose digest may go out, and until when its letters had come; null before 8 in the morning. */
export function digestOf(now: number): { day: string; until: string } | null {
  const day = dayOf(now)
  const until = startOfDay(day) + digestHour * HOUR
  return now < until ? null : { day, until: new Date(until).toISOString() }
}
