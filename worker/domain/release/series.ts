import type { FigureCard, Outcome, ReleaseRef, Scorecard, ValueState } from "./snapshot.ts"

/**
 * An estate through all releases that were published when this one was ranked, and this one; the oldest period first. An
 * estate's page reads the series of the release that was published last, and no older release. Figures of an indicator
 * stand at the place of its code in `codes`; null where the period's edition has it not, and where there is none.
 */
export interface Series {
  codes: string[]
  periods: SeriesPeriod[]
}

export interface SeriesPeriod {
  period: string
  number: number
  /** `code@version`. */
  edition: string
  outcome: Outcome
  band: string | null
  base: number | null
  final: number | null
  rank: number | null
  /** Points by dimension code. */
  dimensions: Record<string, number>
  /** What rules of programmes look at besides; absent from series that were written before. */
  kept?: PastFigures
  /** By place of the code; a year has none. */
  points: (number | null)[]
  measures: (number | null)[]
  states: (ValueState | null)[]
}

/** Gates and vetoes by code, and how often each deduction counted. */
export interface PastFigures {
  gatesFailed: string[]
  vetoes: string[]
  deducted: Record<string, number>
}

/** What a series tells of one indicator in one period. */
export interface PastIndicator {
  points: number | null
  measure: number | null
  state: ValueState
}

/** One period of an estate, by code. */
export interface PastPeriod extends Omit<SeriesPeriod, "points" | "measures" | "states"> {
  indicators: ReadonlyMap<string, PastIndicator>
}

/** What rules of programmes look at of a scorecard, besides its totals. */
export function pastFigures({ gatesFailed, vetoes, deductionDetail }: FigureCard): PastFigures {
  const deducted = Object.fromEntries(deductionDetail.map(({ code, count }) => [code, count]))
  return { gatesFailed, vetoes, deducted }
}

/** What a series keeps of a scorecard. */
export function pastOf(
  release: Pick<ReleaseRef, "period" | "number">,
  edition: string,
  card: Scorecard,
): PastPeriod {
  const { outcome, band, base, final, rank, dimensions, indicators } = card
  const found = indicators.map(
    ({ code, points, measure, state }) => [code, { points, measure, state }] as const,
  )
  const { period, number } = release
  const totals = { outcome, band, base, final, rank, dimensions }
  return { period, number, edition, ...totals, kept: pastFigures(card), indicators: new Map(found) }
}

/** A series as it is stored, the oldest period first and a year after its quarters. */
export function seriesOf(past: readonly PastPeriod[]): Series {
  const codes = [...new Set(past.flatMap(({ indicators }) => [...indicators.keys()]))].sort()
  const key = (period: string) => (period.length === 4 ? `${period}Y` : period)
  const ordered = [...past].sort((a, b) => (key(a.period) < key(b.period) ? -1 : 1))
  return {
    codes,
    periods: ordered.map(({ indicators, ...period }) => {
      if (indicators.size === 0) return { ...period, points: [], measures: [], states: [] }
      const all = codes.map((code) => indicators.get(code))
      return {
        ...period,
        points: all.map((one) => one?.points ?? null),
        measures: all.map((one) => one?.measure ?? null),
        states: all.map((one) => one?.state ?? null),
      }
    }),
  }
}

/** The periods of a stored series, in their order. */
export function periodsOf({ codes, periods }: Series): PastPeriod[] {
  return periods.map(({ points, measures, states, ...period }) => {
    const indicators = new Map<string, PastIndicator>()
    for (const [at, code] of codes.entries()) {
      const state = states[at] ?? null
      if (state !== null)
        indicators.set(code, { points: points[at] ?? null, measure: measures[at] ?? null, state })
    }
    return { ...period, indicators }
  })
}
