import type { Fault } from "../errors.ts"
import { dayOf } from "../quarter.ts"
import { replyDueDay, type WorkingCalendar } from "../working-days.ts"

/** Estates of a page of what a company or an authority reads of it. */
export const PRELIMINARY_PAGE = 50
/** Most working days of a window (核对期). */
export const MOST_WINDOW_DAYS = 20

/**
 * 初步发布 of a quarter stands under a period of its own, `2026Q3P`: what asks for the releases of the quarter finds the
 * final ones alone, and the two count apart.
 */
export const preliminaryPeriod = (quarter: string): string => `${quarter}P`

/** Whether a stored period is that of preliminary releases. */
export const isPreliminary = (period: string): boolean => period.endsWith("P")

/** The quarter (or year) of a stored period, preliminary or not. */
export const periodOf = (stored: string): string => (isPreliminary(stored) ? stored.slice(0, -1) : stored)

/** The last day of a window of so many working days that begins now, today not counted; null where there is none. */
export function windowEnd(now: Date, workingDays: number, calendar: WorkingCalendar): string | null {
  return workingDays === 0 ? null : replyDueDay(dayOf(now.getTime()), workingDays, calendar)
}

/** What is wrong with a number of working days. */
export function windowFaults(days: number): Fault[] {
  if (Number.isInteger(days) && days >= 0 && days <= MOST_WINDOW_DAYS) return []
  return [{ rule: "window_days", field: "days", with: { max: MOST_WINDOW_DAYS } }]
}

/** The latest preliminary release of a quarter, as far as the final one asks about it. */
export interface PreliminaryStands {
  state: string
  windowDay: string | null
}

/** Whether corrections may still be asked for: it stands, and its last day is not over. */
export function windowOpen(preliminary: PreliminaryStands | null, now: Date): boolean {
  if (preliminary?.state !== "preliminary" || preliminary.windowDay === null) return false
  return dayOf(now.getTime()) <= preliminary.windowDay
}

/**
 * What stands in the way of the first final release of a quarter: a preliminary one that is missing, runs, whose window is
 * open, or that did not know what was verified in districts that have closed since (`joined`). A city without a window
 * needs none; one that was promised is kept all the same.
 */
export function finalInTheWay(
  {
    windowDays,
    preliminary,
    joined,
  }: { windowDays: number; preliminary: PreliminaryStands | null; joined: number },
  now: Date,
): "release_running" | "preliminary_missing" | "window_open" | "preliminary_outdated" | null {
  if (preliminary?.state === "running") return "release_running"
  if (!preliminary) return windowDays > 0 ? "preliminary_missing" : null
  if (windowOpen(preliminary, now)) return "window_open"
  return preliminary.windowDay !== null && joined > 0 ? "preliminary_outdated" : null
}
