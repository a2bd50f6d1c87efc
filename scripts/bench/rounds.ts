import { median } from "./abba.ts"

/** Nearest-rank percentile, `share` within 0..1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN
}

export interface RatioOfRates {
  /** Median over the rounds of (B + B) / (A + A). */
  ratio: number
  /** Smallest and largest ratio of a round. */
  spread: [number, number]
  /** Medians of the single measurements. */
  a: number
  b: number
}

/**
 * Measures two rates (requests per second) in the order A B B A, `rounds` times, so that a drift of the machine meets
 * both alike.
 */
export async function abbaRates(
  a: () => Promise<number>,
  b: () => Promise<number>,
  rounds = 7,
): Promise<RatioOfRates> {
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
