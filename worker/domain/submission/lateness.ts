import { dayOf, isAfterDay, shiftDay } from "../quarter.ts"
import { replyDueDay, type WorkingCalendar } from "../working-days.ts"
import type { SubmissionState } from "./states.ts"

/** Up to so many days after the deadline a submission counts as late once, after that twice. */
export const LATE_DAYS = 10
/** How many working days a return may grant, and how many it grants when nothing else is said. */
export const graceLength = { least: 1, most: 10, usual: 5 } as const
/** A company that is new to an estate has at least so many days, the one on which its tenure was recorded not counted. */
export const NEW_TENURE_DAYS = 15

/** What a quarter and a tenure say of the deadline. */
export interface DueFacts {
  /** The quarter's deadline: 23:59:59 Asia/Shanghai of this day. */
  deadlineDay: string
  /** When the tenure of the company was recorded (ISO instant); null for one that is older than the record. */
  tenureRecordedAt: string | null
  /** 延期: the last day that an authority has given this estate; null where none has. */
  extendedDay: string | null
}

/** What lateness is judged by: the version that counts, and the deadline that applied to it. */
export interface Sent {
  /** When the version that counts was sent (ISO instant); null when none is. */
  sentAt: string | null
  /** The last day that it had. */
  sentDueDay: string | null
}

/** A submission as far as deadlines are concerned. */
export interface Timing extends Sent {
  state: SubmissionState
  /** The last day until which a return keeps it in time; null when none has granted any. */
  graceDay: string | null
}

/** Whether the deadline of a day is over: 23:59:59.999 is in time, 00:00:00 of the next day is not. */
export function isOver(deadlineDay: string, at: Date): boolean {
  return isAfterDay(at.getTime(), deadlineDay)
}

const later = (a: string, b: string | null) => (b !== null && b > a ? b : a)

/**
 * 截止日: the last day for what is sent next. A new tenure has at least NEW_TENURE_DAYS, an extended estate until its day,
 * and what an authority returned the days that it granted.
 */
export function dueDay(
  { deadlineDay, tenureRecordedAt, extendedDay }: DueFacts,
  timing: Timing | null,
): string {
  const recorded = tenureRecordedAt && shiftDay(dayOf(Date.parse(tenureRecordedAt)), NEW_TENURE_DAYS)
  const day = later(later(deadlineDay, recorded), extendedDay)
  return timing?.state === "returned" ? later(day, timing.graceDay) : day
}

/** 逾期: whether the version that counts was sent after the deadline that applied to it. What was never sent is not late. */
export function isLate({ sentAt, sentDueDay }: Sent): boolean {
  return sentAt !== null && sentDueDay !== null && isAfterDay(Date.parse(sentAt), sentDueDay)
}

/** How late: 0 in time, 1 up to ten days, 2 later; null when nothing that counts was sent. */
export function lateness({ sentAt, sentDueDay }: Sent): 0 | 1 | 2 | null {
  if (sentAt === null || sentDueDay === null) return null
  if (!isLate({ sentAt, sentDueDay })) return 0
  return isLate({ sentAt, sentDueDay: shiftDay(sentDueDay, LATE_DAYS) }) ? 2 : 1
}

/** What lateness will be judged by when it is sent at `now`; under correction (更正) it stays what it was. */
export function sentAt(now: Date, due: DueFacts, timing: Timing | null, corrected: boolean): Sent {
  if (corrected && timing?.sentAt) return { sentAt: timing.sentAt, sentDueDay: timing.sentDueDay }
  return { sentAt: now.toISOString(), sentDueDay: dueDay(due, timing) }
}

/** What lateness is judged by: the version that was sent, or one that were sent at `now`. */
export function judgedBy(now: Date, due: DueFacts, timing: Timing | null, corrected: boolean): Sent {
  return isSent(timing) ? timing : sentAt(now, due, timing, corrected)
}

const isSent = (timing: Timing | null): timing is Timing =>
  timing !== null && timing.state !== "draft" && timing.state !== "returned"

/** Where a submission stands in time: the one answer of every page and program. */
export interface Timeliness {
  /** The last day that it has, or had when it was sent. */
  dueDay: string
  /** Whether a version that counts has been sent. */
  sent: boolean
  /** Whether that came after the deadline; of one that is not sent, whether it would if it were sent at `now`. */
  late: boolean
}

/** Where a submission stands in time; `corrected` while it is being corrected (更正), which changes nothing of it. */
export function timeliness(now: Date, due: DueFacts, timing: Timing | null, corrected: boolean): Timeliness {
  const judged = judgedBy(now, due, timing, corrected)
  return { dueDay: judged.sentDueDay ?? due.deadlineDay, sent: isSent(timing), late: isLate(judged) }
}

/** Whether a return may grant days: only what was in time keeps it, and only once. */
export function mayGrant(timing: Timing): boolean {
  return timing.graceDay === null && timing.sentAt !== null && !isLate(timing)
}

/**
 * Until which day what is returned at `now` stays in time: so many working days, of which the first is the next day. Null
 * when they end by the deadline that it has anyhow: they grant nothing, and are not the once that a return may grant.
 */
export function grantedDay(
  now: Date,
  due: DueFacts,
  workingDays: number,
  calendar: WorkingCalendar,
): string | null {
  const day = replyDueDay(dayOf(now.getTime()), workingDays, calendar)
  return day > dueDay(due, null) ? day : null
}

/** What an own withdrawal gives up: nothing that counts is sent any more. Under correction lateness stays what it was. */
export function takenBack(timing: Timing, corrected: boolean): Sent {
  return corrected
    ? { sentAt: timing.sentAt, sentDueDay: timing.sentDueDay }
    : { sentAt: null, sentDueDay: null }
}
