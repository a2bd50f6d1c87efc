/**
 * Quarters are written `2026Q3` and compare as text. Days and deadlines are those of Asia/Shanghai, which is UTC+8
 * without daylight saving time. Instants are milliseconds since 1970-01-01T00:00:00Z; days are written `2026-09-30`.
 */
const SHANGHAI_OFFSET = 8 * 3_600_000
/** Milliseconds of a day. */
export const DAY = 86_400_000

export interface QuarterParts {
  readonly year: number
  /** 1 to 4. */
  readonly number: number
}

/** Quarters that somebody may name; those beside them are still reckoned with. */
const years = { first: 1900, last: 2999 }

function keyParts(text: string): QuarterParts | null {
  const found = /^(\d{4})Q([1-4])$/.exec(text)
  return found ? { year: Number(found[1]), number: Number(found[2]) } : null
}

/** The parts of a quarter key, or null when the text is not one (`2026Q3`: a year from 1900 to 2999, Q, 1 to 4). */
export function parseQuarter(text: string): QuarterParts | null {
  const parts = keyParts(text)
  return parts && parts.year >= years.first && parts.year <= years.last ? parts : null
}

/** Whether a text is a quarter key (`2026Q3`). */
export function isQuarter(text: string): boolean {
  return parseQuarter(text) !== null
}

function partsOf(quarter: string): QuarterParts {
  const parts = keyParts(quarter)
  if (!parts) throw new RangeError(`not a quarter: ${quarter}`)
  return parts
}

/** The key of a year and a quarter number (1 to 4). */
export function quarterKey(year: number, number: number): string {
  return `${String(year).padStart(4, "0")}Q${number}`
}

/** Negative, zero or positive as `a` is before, the same as or after `b`. */
export function compareQuarters(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The quarter `steps` quarters later (earlier when negative). Throws RangeError on a bad key. */
export function shiftQuarter(quarter: string, steps: number): string {
  const { year, number } = partsOf(quarter)
  const index = year * 4 + (number - 1) + steps
  return quarterKey(Math.floor(index / 4), (((index % 4) + 4) % 4) + 1)
}

/** The quarter after. Throws RangeError on a bad key. */
export function nextQuarter(quarter: string): string {
  return shiftQuarter(quarter, 1)
}

/** The quarter before. Throws RangeError on a bad key. */
export function previousQuarter(quarter: string): string {
  return shiftQuarter(quarter, -1)
}

/** The calendar year of a quarter as text, `2026`. */
export function yearOf(quarter: string): string {
  partsOf(quarter)
  return quarter.slice(0, 4)
}

/** The four quarters of a year. */
export function quartersOfYear(year: string): string[] {
  return [1, 2, 3, 4].map((number) => quarterKey(Number(year), number))
}

function dayText(utc: number): string {
  return new Date(utc).toISOString().slice(0, 10)
}

/** First day of the quarter, `2026-07-01`. */
export function firstDay(quarter: string): string {
  const { year, number } = partsOf(quarter)
  return dayText(Date.UTC(year, (number - 1) * 3, 1))
}

/** Last day of the quarter, `2026-09-30`. */
export function lastDay(quarter: string): string {
  const { year, number } = partsOf(quarter)
  return dayText(Date.UTC(year, number * 3, 0))
}

/** The day in Asia/Shanghai of an instant. */
export function dayOf(instant: number): string {
  return dayText(instant + SHANGHAI_OFFSET)
}

/** The wall clock in Asia/Shanghai at an instant, `2026-11-23T09:05:00`. */
export function wallClock(instant: number): string {
  return new Date(instant + SHANGHAI_OFFSET).toISOString().slice(0, 19)
}

/** The quarter in Asia/Shanghai of an instant. */
export function quarterOf(instant: number): string {
  const date = new Date(instant + SHANGHAI_OFFSET)
  return quarterKey(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / 3) + 1)
}

function midnight(day: string): number {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(at) || dayText(at) !== day) throw new RangeError(`not a day: ${day}`)
  return at - SHANGHAI_OFFSET
}

/** The instant at which a day begins in Asia/Shanghai. */
export function startOfDay(day: string): number {
  return midnight(day)
}

/** The last second of a day in Asia/Shanghai, 23:59:59.000: what is shown as a deadline. */
export function endOfDay(day: string): number {
  return midnight(day) + DAY - 1000
}

/** Whether an instant is after the deadline of a day: 23:59:59.999 is in time, 00:00:00 of the next day is late. */
export function isAfterDay(instant: number, day: string): boolean {
  return instant >= midnight(day) + DAY
}

/** The day `days` days later (earlier when negative). */
export function shiftDay(day: string, days: number): string {
  return dayOf(midnight(day) + days * DAY)
}

/** How many days lie between two calendar days; below zero when the second one is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / DAY)
}
