import { roundTo } from "../scoring/rounding.ts"

/** The median of the numbers among these (NaN counts as none), with nine decimals; null when there are none. */
export function median(all: readonly number[]): number | null {
  const sorted = all.filter((one) => !Number.isNaN(one)).sort((a, b) => a - b)
  if (sorted.length === 0) return null
  const half = sorted.length >> 1
  const middle = sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
  return roundTo(middle, 9)
}
