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
 * The quarters that may be opened, oldest first: every one that is not open yet, from the first that is (in a city that
 * has opened none, from the last four that have ended) up to the running one, in any order.
 */
export function openableQuarters(opened: readonly string[], running: string): string[] {
  const known = new Set(opened)
  const [first] = [...opened].sort()
  const found: string[] = []
  const oldest = shiftQuarter(running, -FIRST_QUARTERS)
  for (
    let quarter = first && first < oldest ? first : oldest;
    quarter <= running;
    quarter = nextQuarter(quarter)
  )
    if (!known.has(quarter)) found.push(quarter)
  return found
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
