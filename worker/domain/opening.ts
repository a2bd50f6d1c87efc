import type { Fault } from "./errors.ts"
import { lastDay, nextQuarter, shiftDay, shiftQuarter } from "./quarter.ts"

/** Days that companies have after a quarter's end, when nothing else is said; and at least from its opening on. */
export const DAYS_AFTER_END = 20
export const DAYS_AFTER_OPENING = 14
/** How many quarters a city's list has, the newest. */
export const QUARTERS_LISTED = 40
/** A deadline further off needs a reason. */
const MOST_DAYS = 60
/** How far back a city may begin. */
const FIRST_QUARTERS = 4

/**
 * The quarters that may be opened, oldest first and in any order: those after the last one opened and the last four that
 * have ended, up to the running one, as far as they are not open yet.
 */
export function openableQuarters(opened: readonly string[], running: string): string[] {
  const known = new Set(opened)
  const newest = [...opened].sort().at(-1)
  const back = shiftQuarter(running, -FIRST_QUARTERS)
  const from = newest !== undefined && nextQuarter(newest) < back ? nextQuarter(newest) : back
  const found: string[] = []
  for (let quarter = from; quarter <= running; quarter = nextQuarter(quarter))
    if (!known.has(quarter)) found.push(quarter)
  return found
}

/** Of these the one that is proposed: the next after the last one opened, otherwise the newest; in a new city the oldest. */
export function proposedQuarter(openable: readonly string[], opened: readonly string[]): string | undefined {
  const newest = [...opened].sort().at(-1)
  if (newest === undefined) return openable[0]
  return openable.find((quarter) => quarter > newest) ?? openable.at(-1)
}

/** The deadline that is proposed: twenty days after the quarter's end, two weeks from today at the earliest. */
export function usualDeadline(quarter: string, today: string): string {
  const usual = shiftDay(lastDay(quarter), DAYS_AFTER_END)
  const soonest = shiftDay(today, DAYS_AFTER_OPENING)
  return [usual, soonest].sort()[1] ?? usual
}

/** What a deadline cannot be, and what it needs a reason to be. */
export function checkDeadline(quarter: string, day: string, today: string): { hard: Fault[]; soft: Fault[] } {
  const end = lastDay(quarter)
  if (day <= end)
    return { hard: [{ rule: "deadline_in_quarter", field: "deadlineDay", with: { end } }], soft: [] }
  if (day < today) return { hard: [{ rule: "deadline_past", field: "deadlineDay" }], soft: [] }
  const counted = end > today ? "end" : "today"
  const most = shiftDay(counted === "end" ? end : today, MOST_DAYS)
  if (day <= most) return { hard: [], soft: [] }
  return {
    hard: [],
    soft: [{ rule: "deadline_far", field: "deadlineDay", with: { days: MOST_DAYS, counted } }],
  }
}
