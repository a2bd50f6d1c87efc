import type { Quartiles } from "../../../worker/domain/release/directory.ts"
import type { PublishedRelease, ValueState } from "../../../worker/domain/release/snapshot.ts"
import type { Edition, Indicator } from "../../../worker/domain/scoring/edition.ts"

export interface RankedEstate {
  slug: string
  name: string
  district: string
  demonstration: boolean
  /** 1 + how many have more points; equals share it. */
  rank: number
  state: ValueState
  measure: number | null
  alternative: number
  points: number
  /** Points in the quarter before, under the same method. */
  before: number | null
}

/** Values of one way to compute an indicator. */
export interface Spread {
  alternative: number
  n: number
  /** Of the measure; null of fewer than are compared. */
  quartiles: Quartiles | null
  bins: { from: number; to: number; count: number }[]
}

export interface IndicatorView {
  release: PublishedRelease
  edition: Edition
  indicator: Indicator
  estates: number
  /** Estates in each state, those without a score left out. */
  states: Partial<Record<ValueState, number>>
  /** Estates with points, and those of them with all points. */
  counted: number
  full: number
  points: Quartiles | null
  spreads: Spread[]
  /** Quartiles of points by quarter, the oldest first. */
  trend: { period: string; n: number; points: Quartiles | null }[]
  rows: RankedEstate[]
  improved: RankedEstate[]
  previous: string | null
  districts: { code: string; name: string; n: number; median: number | null }[]
  page: number
  pages: number
}

export interface IndicatorsView {
  release: PublishedRelease
  edition: Edition
  /** By code: estates with points, and the median of these points as a share. */
  figures: Record<string, { counted: number; median: number | null }>
}
