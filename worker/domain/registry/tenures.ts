import type { Fault } from "../errors.ts"
import { dayOf, firstDay, lastDay, shiftDay, startOfDay } from "../quarter.ts"
import { ordinaryWidth } from "./names.ts"

/** Who manages an estate from a day to a day, both included; an open end is null. */
export interface Tenure {
  id: string
  organisationId: string
  fromDate: string
  toDate: string | null
}

/** A quarter of the cell as an estate met it. */
export interface EstateQuarter {
  quarter: string
  /** Neither closed by the estate's district nor released. */
  open: boolean
  released: boolean
  /** No longer open, and the estate was there: whose it is changes no more. */
  frozen: boolean
  /** State of what was filed; null when nothing was. */
  state: string | null
}

export const OLDEST_DAY = "1980-01-01"
/** How many days ahead a change may be entered. */
export const MOST_DAYS_AHEAD = 366

/** A day as people and spreadsheets write it (2026-1-5, 2026/1/5, 2026年1月5日) as YYYY-MM-DD; null when it is none. */
export function readDay(typed: string): string | null {
  const text = ordinaryWidth(typed).replace(/\s/g, "")
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text)
  if (!found) return null
  const [, year = "", month = "", date = ""] = found
  const day = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`
  try {
    return dayOf(startOfDay(day))
  } catch {
    return null
  }
}

/** A day that was typed, with what it cannot be: no day, before 1980, more than a year ahead. */
export function checkDay(field: string, typed: string, today: string): { day: string } | { fault: Fault } {
  if (typed.trim() === "") return { fault: { rule: "day_missing", field } }
  const day = readDay(typed)
  if (day === null) return { fault: { rule: "day_wrong", field, with: { typed: typed.trim().slice(0, 20) } } }
  if (day < OLDEST_DAY || day > shiftDay(today, MOST_DAYS_AHEAD))
    return { fault: { rule: "day_out_of_range", field, with: { typed: day } } }
  return { day }
}

/** The company that manages on a day; null when nobody is known to. */
export function holderOn(tenures: readonly Tenure[], day: string): string | null {
  const held = tenures.find(({ fromDate, toDate }) => fromDate <= day && (toDate === null || toDate >= day))
  return held?.organisationId ?? null
}

/** A company's days within a quarter, both included. */
export interface ManagedPeriod {
  company: string
  fromDate: string
  toDate: string
}

/** Who managed within a quarter, in order of time; empty unless more than one did. */
export function managersIn(
  tenures: readonly { company: string; fromDate: string; toDate: string | null }[],
  quarter: string,
): ManagedPeriod[] {
  const first = firstDay(quarter)
  const last = lastDay(quarter)
  const inside = tenures
    .filter(({ fromDate, toDate }) => fromDate <= last && (toDate === null || toDate >= first))
    .map(({ company, fromDate, toDate }) => {
      const before = fromDate < first
      const beyond = toDate === null || toDate > last
      return { company, fromDate: before ? first : fromDate, toDate: beyond ? last : toDate }
    })
  return inside.length > 1 ? inside.sort((a, b) => (a.fromDate < b.fromDate ? -1 : 1)) : []
}

/** The quarters that another company holds afterwards: a quarter is that of who manages on its last day. */
export function movedQuarters<Q extends EstateQuarter>(
  before: readonly Tenure[],
  after: readonly Tenure[],
  quarters: readonly Q[],
): Q[] {
  return quarters.filter(({ quarter }) => {
    const day = lastDay(quarter)
    return holderOn(before, day) !== holderOn(after, day)
  })
}

/** The first two tenures that share a day, in order of time; null when none do. */
export function overlap(tenures: readonly Tenure[]): [Tenure, Tenure] | null {
  const sorted = [...tenures].sort((a, b) => (a.fromDate < b.fromDate ? -1 : 1))
  for (const [at, later] of sorted.entries()) {
    const earlier = sorted[at - 1]
    if (earlier && (earlier.toDate === null || earlier.toDate >= later.fromDate)) return [earlier, later]
  }
  return null
}

/** The tenure that began last; null when there is none. */
export function latestTenure<T extends Tenure>(tenures: readonly T[]): T | null {
  return tenures.reduce<T | null>(
    (last, one) => (last === null || one.fromDate > last.fromDate ? one : last),
    null,
  )
}

/** A change of an estate's tenures: all of them afterwards, and what is written. */
export interface TenureChange {
  after: Tenure[]
  added?: Tenure
  /** The one whose last day changes. */
  ended?: Tenure
  removed?: Tenure
}

/**
 * A company begins to manage. Whoever manages without end hands over: its last day is the day before. A fault of the
 * first day when that is not after the other's own first day, or when any two would overlap.
 */
export function beginTenure(tenures: readonly Tenure[], added: Tenure): TenureChange | { fault: Fault } {
  if (added.toDate !== null && added.toDate < added.fromDate)
    return { fault: { rule: "day_before_first", field: "toDate", with: { day: added.fromDate } } }
  const last = latestTenure(tenures)
  if (last?.toDate === null && last.fromDate < added.fromDate) {
    if (last.organisationId === added.organisationId)
      return { fault: { rule: "same_company", field: "company", with: { day: last.fromDate } } }
    const ended = { ...last, toDate: shiftDay(added.fromDate, -1) }
    return { after: [...tenures.filter(({ id }) => id !== last.id), ended, added], added, ended }
  }
  const after = [...tenures, added]
  const both = overlap(after)
  if (!both) return { after, added }
  const other = both[0].id === added.id ? both[1] : both[0]
  const period = { from: other.fromDate, to: other.toDate ?? "" }
  return { fault: { rule: "tenure_overlap", field: "fromDate", with: period } }
}

/** The last tenure gets its last day, or another one. */
export function endTenure(
  tenures: readonly Tenure[],
  tenure: Tenure,
  toDate: string,
): TenureChange | { fault: Fault } {
  if (toDate < tenure.fromDate)
    return { fault: { rule: "day_before_first", field: "toDate", with: { day: tenure.fromDate } } }
  const ended = { ...tenure, toDate }
  const after = tenures.map((one) => (one.id === tenure.id ? ended : one))
  return { after, ended }
}

/** The last tenure is taken back as if never entered; who ended the day before it goes on without end. */
export function removeTenure(tenures: readonly Tenure[], removed: Tenure): TenureChange {
  const rest = tenures.filter(({ id }) => id !== removed.id)
  const before = latestTenure(rest)
  if (!before || before.toDate !== shiftDay(removed.fromDate, -1)) return { after: rest, removed }
  const ended = { ...before, toDate: null }
  return { after: rest.map((one) => (one.id === ended.id ? ended : one)), ended, removed }
}
