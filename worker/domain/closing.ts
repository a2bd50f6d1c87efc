import type { Fault } from "./errors.ts"
import { isOver } from "./submission/lateness.ts"
import { MAX_REASON_TEXT } from "./submission/typed-text.ts"

/** Most districts that a sentence names. */
export const DISTRICTS_NAMED = 5

/** What closing (关账) needs a reason for: the deadline has not passed, and who has not filed yet can file no more. */
export function closingEarly(deadlineDay: string, now: Date): Fault[] {
  if (isOver(deadlineDay, now)) return []
  return [{ rule: "closing_early", field: "reason", with: { day: deadlineDay } }]
}

/** The last day that anybody has who has not sent yet: the quarter's, or a later one of an extension (延期). */
export function lastDue(deadlineDay: string, extended: readonly { day: string; open: boolean }[]): string {
  return extended.reduce((last, { day, open }) => (open && day > last ? day : last), deadlineDay)
}

/** What of a quarter is open when it is released: districts, requests for correction without answer, corrections begun. */
export interface QuarterOpen {
  open: number
  waiting: number
  begun: number
}

/** Whether a first release needs the typed name of the quarter: something is open, or the deadline has not passed. */
export const needsName = ({ open, waiting, begun }: QuarterOpen, early: boolean): boolean =>
  early || open + waiting + begun > 0

/** What is wrong with a first release whose quarter was not typed though it must be. `named` is what was typed. */
export function releaseUnnamed(
  { quarter, deadlineDay }: { quarter: string; deadlineDay: string },
  open: QuarterOpen,
  { named, now }: { named: string; now: Date },
): Fault[] {
  if (!needsName(open, !isOver(deadlineDay, now))) return []
  if (named.trim().toUpperCase() === quarter) return []
  return [{ rule: "quarter_unnamed", field: "named", with: { quarter } }]
}

/** What is wrong with the reason that an act of a whole quarter always needs. */
export function reasonFor(reason: string): Fault[] {
  if (reason === "") return [{ rule: "reason_missing", field: "reason" }]
  const { length } = reason
  const max = MAX_REASON_TEXT
  return length > max ? [{ rule: "reason_too_long", field: "reason", with: { length, max } }] : []
}

/** What is wrong with what was typed to open a district again; `place` is empty where the city has named none. */
export function reopeningFaults({ place, reason }: { place: string; reason: string }): Fault[] {
  const missing: Fault[] = place === "" ? [{ rule: "district_missing", field: "place" }] : []
  return [...missing, ...reasonFor(reason)]
}

/** What a deadline that is moved cannot be, besides what none can be (`checkDeadline`). */
export function deadlineSame(from: string, to: string): Fault[] {
  return from === to ? [{ rule: "deadline_same", field: "deadlineDay" }] : []
}
