import { wallClock } from "../../worker/domain/quarter.ts"
import { roundTo } from "../../worker/domain/scoring/rounding.ts"
import type { Text } from "../text/text.ts"

/** A score with a fixed number of decimals: one in lists, two on a scorecard. Never `-0`. */
export function formatScore(score: number, places: 1 | 2): string {
  return roundTo(score, places).toFixed(places)
}

/** A difference with its sign, `+3.2`, `−1.5`, `0.0`. */
export function formatChange(change: number, places: 1 | 2): string {
  const rounded = roundTo(change, places)
  if (rounded === 0) return (0).toFixed(places)
  return `${rounded > 0 ? "+" : "−"}${Math.abs(rounded).toFixed(places)}`
}

/** A measure or count: at most `places` decimals without trailing zeros, thousands separated from 10,000 on. */
export function formatNumber(value: number, places = 2): string {
  const [whole = "0", rest] = String(roundTo(value, places)).split(".")
  const grouped = whole.replace("-", "").length > 4 ? whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",") : whole
  return rest === undefined ? grouped : `${grouped}.${rest}`
}

/** A share 0..1 in per cent. */
export function formatShare(share: number, places = 0): string {
  return `${formatNumber(share * 100, places)}%`
}

/** `2026Q3` as 2026 年第 3 季度, `2026` as 2026 年度; any other text as it is. */
export function formatPeriod(text: Text, period: string): string {
  const quarter = /^(\d{4})Q([1-4])$/.exec(period)
  if (quarter) return text.site.quarter(Number(quarter[1]), Number(quarter[2]))
  return /^\d{4}$/.test(period) ? text.site.year(Number(period)) : period
}

/** The day in Asia/Shanghai of an instant or of a `YYYY-MM-DD`, in words. */
export function formatDay(text: Text, instant: string): string {
  const day = instant.length === 10 ? instant : wallClock(Date.parse(instant))
  const [year, month, date] = day.slice(0, 10).split("-").map(Number)
  return text.site.day(year ?? 0, month ?? 0, date ?? 0)
}

/** Day and time in Asia/Shanghai of an instant, `2026-11-23 09:05`. */
export function formatTime(instant: string): string {
  return wallClock(Date.parse(instant)).slice(0, 16).replace("T", " ")
}
