import { roundTo } from "../scoring/rounding.ts"
import type { Quartiles } from "./directory.ts"

/** A quantile between the two nearest of sorted numbers (type 7). */
function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share
  const below = Math.floor(place)
  const [low, high] = [sorted[below] ?? 0, sorted[Math.min(below + 1, sorted.length - 1)] ?? 0]
  return roundTo(low + (high - low) * (place - below), 9)
}

/** Quartiles of the numbers among these (NaN counts as none); null when there are fewer than `least`. */
export function quartiles(all: readonly number[], least: number): Quartiles | null {
  const sorted = Float64Array.from(all.filter((one) => !Number.isNaN(one))).sort()
  if (sorted.length < Math.max(1, least)) return null
  return [0, 0.25, 0.5, 0.75, 1].map((share) => quantile(sorted, share)) as Quartiles
}
