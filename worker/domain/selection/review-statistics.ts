import { round9 } from "../scoring/rounding.ts"

/** Sum of numbers, added from the smallest: the same whatever order they come in. */
function sumOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b).reduce((sum, value) => sum + value, 0)
}

/** Mean of numbers; 0 for none. */
export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : sumOf(values) / values.length
}

/** The middle one, or the mean of the two in the middle; of at least one number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  const upper = sorted[half] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2
}

/** Standard deviation of a population; 0 for none or one. */
export function spreadOf(values: readonly number[]): number {
  const centre = meanOf(values)
  return Math.sqrt(meanOf(values.map((value) => (value - centre) ** 2)))
}

/**
 * Correlation (Pearson) of a judge's scores with the mean of the other judges' scores, over the candidates that both
 * scored; null with fewer shared candidates than `least`, or where one side has no spread.
 */
export function correlationWithOthers(
  judgeId: string,
  scored: readonly { judgeId: string; nominationId: string; score: number }[],
  least: number,
): number | null {
  const others = new Map<string, number[]>()
  for (const one of scored) {
    if (one.judgeId === judgeId) continue
    others.set(one.nominationId, [...(others.get(one.nominationId) ?? []), one.score])
  }
  const pairs = scored.flatMap((one) => {
    const theirs = others.get(one.nominationId)
    return one.judgeId === judgeId && theirs ? [[one.score, meanOf(theirs)] as const] : []
  })
  return pairs.length < least ? null : correlation(pairs)
}

function correlation(pairs: readonly (readonly [number, number])[]): number | null {
  const own = pairs.map(([x]) => x)
  const theirs = pairs.map(([, y]) => y)
  const spread = spreadOf(own) * spreadOf(theirs)
  if (round9(spread) === 0) return null
  const [centreOwn, centreTheirs] = [meanOf(own), meanOf(theirs)]
  const together = meanOf(pairs.map(([x, y]) => (x - centreOwn) * (y - centreTheirs)))
  return round9(together / spread)
}
