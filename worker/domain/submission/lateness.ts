import { isAfterDay, shiftDay } from "../quarter.ts"

/** Up to so many days after the deadline a submission counts as late once, after that twice. */
export const LATE_DAYS = 10

/**
 * 逾期: whether what was filed came after the deadline. The first time counts that it was submitted (ISO instant), whatever
 * was returned and sent again since; what was never submitted is not late.
 */
export function isLate(firstSubmittedAt: string | null | undefined, deadlineDay: string): boolean {
  return !!firstSubmittedAt && isAfterDay(Date.parse(firstSubmittedAt), deadlineDay)
}

/** Whether it is late, or would be if it were submitted at `now` for the first time. */
export function isLateBy(
  now: Date,
  firstSubmittedAt: string | null | undefined,
  deadlineDay: string,
): boolean {
  return isLate(firstSubmittedAt ?? now.toISOString(), deadlineDay)
}

/** How late: 0 in time, 1 up to ten days, 2 later; null when it was never submitted. */
export function lateness(firstSubmittedAt: string | null, deadlineDay: string): 0 | 1 | 2 | null {
  if (firstSubmittedAt === null) return null
  if (!isLate(firstSubmittedAt, deadlineDay)) return 0
  return isLate(firstSubmittedAt, shiftDay(deadlineDay, LATE_DAYS)) ? 2 : 1
}
