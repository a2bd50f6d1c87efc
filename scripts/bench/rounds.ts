/** Middle value of the numbers; the lower one of two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN
}

/** Nearest-rank percentile, `share` within 0..1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN
}

export interface RatioOfRounds {
  /** Median over the rounds of (B + B) / (A + A). */
  ratio: number
  /** Smallest and largest ratio of a round. */
  spread: [number, number]
  /** Medians of the single measurements. */
  a: number
  b: number
}

/**
 * Measures A and B in the order A B B A, `rounds` times, so that a drift of the machine meets both alike.
 * Both answer in the same unit, seconds or requests per second.
 */
export async function abba(
  a: () => number | Promise<number>,
  b: () => number | Promise<number>,
  rounds = 7,
): Promise<RatioOfRounds> {
  const ratios: number[] = []
  const allA: number[] = []
  const allB: number[] = []
  for (let round = 0; round < rounds; round++) {
    const a1 = await a()
    const b1 = await b()
    const b2 = await b()
    const a2 = await a()
    allA.push(a1, a2)
    allB.push(b1, b2)
    ratios.push((b1 + b2) / (a1 + a2))
  }
  const spread: [number, number] = [Math.min(...ratios), Math.max(...ratios)]
  return { ratio: median(ratios), spread, a: median(allA), b: median(allB) }
}
