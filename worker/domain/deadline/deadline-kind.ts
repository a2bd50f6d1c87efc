import type { Hand, LetterKind } from "../mail/letter-kind.ts"
import type { LetterName } from "../mail/letters.ts"
import type { Permission } from "../permissions.ts"
import { DAY, dayOf, shiftDay, startOfDay } from "../quarter.ts"

/** The most days before a deadline on which a letter goes out. */
export const FIRST_REMINDER = 14

/**
 * The hour of the day (Asia/Shanghai) from which on they are written: before the daily digest, so that who wants one letter a
 * day has it on the same day.
 */
export const reminderHour = 7
const HOUR = 3_600_000

/** What its letter may be filled in with: how many wait, until which day, of which quarter or programme, and where. */
export type DeadlineFields = "count" | "day" | "link" | "quarter" | "programme" | "estates"

/** A letter that the clock sends before a deadline. */
export interface DeadlineLetter extends LetterKind {
  name: LetterName
  to: "person"
  when: "clock"
  fields: readonly DeadlineFields[]
}

/** What the clock tells of: who is told, by which letter. Days and what waits stand in worker/data. */
export interface ToldKind {
  /** What waits, as it stands in events and in what nobody is told twice. */
  name: string
  /** Who may do what is due; who sees only some estates is told of these. */
  whose: Permission
  letter: DeadlineLetter
}

/** One kind of deadline: who is told as long as something waits. */
export interface DeadlineKind extends ToldKind {
  /**
   * How many days before it letters go out, the earliest first and the last on the day itself; what a run missed is made up
   * for by the next that makes sense.
   */
  days: readonly number[]
}

/** A deadline that comes, or news: what it is about, and its day. */
export interface ComingDeadline {
  /** A quarter (`2026Q3`), the slug of a programme, or a release (`2026Q3/2`). */
  subject: string
  day: string
  quarter: string
  programme: string
  /** The day of some estates alone, later than that of all: extended (延期), returned, or new to their company. */
  apart?: boolean
}

/** An estate that waits, or that news are about; with its band and points where a release has scored it. */
export interface WaitingEstate {
  name: string
  slug: string
  band?: { zh: string; en: string } | null
  final?: number | null
  /** Where it changed hands. */
  hand?: Hand
}

/**
 * The days whose deadlines are told of now, the first and the last; null before the hour, so that nobody is written to at
 * night.
 */
export function remindedDays(now: number): { from: string; to: string } | null {
  const today = dayOf(now)
  if (now < startOfDay(today) + reminderHour * HOUR) return null
  return { from: today, to: shiftDay(today, FIRST_REMINDER) }
}

/**
 * Which letter a deadline is at: the last one that should have gone out by today, so that of several that were missed only
 * one is sent. Null when there is none yet, or when the day is over.
 */
export function reminderOf({ days }: Pick<DeadlineKind, "days">, day: string, today: string): number | null {
  const left = Math.round((startOfDay(day) - startOfDay(today)) / DAY)
  if (left < 0) return null
  return days.findLast((before) => left <= before) ?? null
}

/** What nobody is told twice: a deadline at one of its days, as a member of one organisation. Another day is another deadline. */
export function toldOnce(
  { name }: Pick<DeadlineKind, "name">,
  { subject, day }: Pick<ComingDeadline, "subject" | "day">,
  reminder: number,
): string {
  return `${name}/${subject}/${day}/${reminder}`
}
