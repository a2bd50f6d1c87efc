/** Ratios by ABBA rounds: what slows the machine for a while slows both sides alike. */
export interface Abba {
  /** Median of the rounds' ratios a ÷ b. */
  readonly ratio: number
  /** Lowest and highest ratio of the rounds. */
  readonly spread: readonly [number, number]
  /** Median milliseconds of one call. */
  readonly a: number
  readonly b: number
}

/** The middle of the values, the upper one of two; NaN of none. */
export function median(values: readonly number[]): number {
  return [...values].sort((x, y) => x - y)[values.length >> 1] ?? Number.NaN
}

function timed(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** Runs a, b, b, a in each round, after one that is not counted; 7 rounds unless told. */
export function abba(a: () => void, b: () => void, rounds = 7, warmUps = 2): Abba {
  const ratios: number[] = []
  const times = { a: [] as number[], b: [] as number[] }
  for (let round = -warmUps; round < rounds; round++) {
    const first = timed(a)
    const second = timed(b)
    const third = timed(b)
    const fourth = timed(a)
    if (round < 0) continue
    times.a.push((first + fourth) / 2)
    times.b.push((second + third) / 2)
    ratios.push((first + fourth) / (second + third))
  }
  const spread = [Math.min(...ratios), Math.max(...ratios)] as const
  return { ratio: median(ratios), spread, a: median(times.a), b: median(times.b) }
}
