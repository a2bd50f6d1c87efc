import {
  DAY,
  lastDay,
  quarterOf,
  shiftDay,
  shiftQuarter,
  startOfDay,
} from "../../../worker/domain/quarter.ts"

/** Days after a quarter's end: its deadline, and when the districts have closed it. */
const deadlineAfter = 20
const closedAfter = 50

/** One collected quarter of the demonstration; instants are milliseconds. */
export interface CollectedQuarter {
  quarter: string
  /** 1 to 4: the season. */
  season: number
  opensAt: number
  deadlineDay: string
  /** When districts close it; for the open quarter, the moment of seeding. */
  endsAt: number
  open: boolean
}

/** How many quarters the plan of an estate knows; before them it stands as in their first. */
export const plannedQuarters = 8

/**
 * As many quarters as asked for, ending with the last that has ended at `now`; that one is open for fourteen days more.
 */
export function collectedQuarters(now: number, today: string, count = plannedQuarters): CollectedQuarter[] {
  const last = shiftQuarter(quarterOf(now), -1)
  return Array.from({ length: count }, (_, at) => at + 1 - count).map((steps) => {
    const quarter = shiftQuarter(last, steps)
    const open = steps === 0
    const opensAt = startOfDay(shiftDay(lastDay(quarter), 1))
    return {
      quarter,
      season: Number(quarter.slice(-1)),
      opensAt,
      deadlineDay: open ? shiftDay(today, 14) : shiftDay(lastDay(quarter), deadlineAfter),
      endsAt: open ? now : opensAt + closedAfter * DAY,
      open,
    }
  })
}

/** Instants are stored as ISO text in UTC. */
export function instantText(at: number): string {
  return new Date(Math.floor(at / 1000) * 1000).toISOString()
}
