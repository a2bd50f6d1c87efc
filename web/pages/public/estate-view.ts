import type { PublicPicture } from "../../../worker/domain/evidence/public-picture.ts"
import type { PressRecord } from "../../../worker/domain/press-record.ts"
import type { PastPeriod } from "../../../worker/domain/release/series.ts"
import type {
  Outcome,
  PublishedIndicator,
  PublishedRelease,
  Scorecard,
} from "../../../worker/domain/release/snapshot.ts"
import type { Edition, Indicator } from "../../../worker/domain/scoring/edition.ts"
import type { EstateAward } from "../awards/estate-awards.tsx"
import type { Checking } from "./checking-note.tsx"

/** One released quarter of an estate; an estate that was not in it is absent. */
export interface TrendPoint {
  period: string
  outcome: Outcome
  base: number | null
  band: string | null
  rank: number | null
  median: number | null
}

/** An indicator with what it scored, and how far that is from the city's median and from full points. */
export interface Standing {
  indicator: Indicator
  result: PublishedIndicator
  /** Points above the median's points; negative below. */
  ahead: number
  /** Full points minus points. */
  lost: number
}

export interface Baseline {
  period: string
  /** Periods to choose from, newest first. */
  options: string[]
  /** The default is the last quarter before the present company took over. */
  beforeTenure: boolean
  past: PastPeriod
  /** False when the two quarters were scored by different editions: then nothing is compared. */
  sameMethod: boolean
  changes: { indicator: Indicator; from: number; to: number }[]
}

/** The quarters (1–4) behind a year's means, as far as released, and those without a score. */
export interface MeanOf {
  scored: number[]
  missing: number[]
}

export interface EstateView {
  kind: "released"
  release: PublishedRelease
  edition: Edition
  card: Scorecard
  /** By programmes run here, the newest first. */
  awards: EstateAward[]
  /** What authorities have made public of the period. */
  pictures: PublicPicture[]
  /** Released periods that hold this estate, newest first. */
  periods: string[]
  checking: Checking | null
  company: { name: string; since: string } | null
  ranked: number
  strongest: Standing[]
  weakest: Standing[]
  trend: TrendPoint[]
  /** Null for a quarter, and for a year without a score. */
  meanOf: MeanOf | null
  baseline: Baseline | null
  /** The quarter that was asked for, where the estate was exempted from it (免报): another one is shown. */
  exempt: string | null
  query: { quarter: string; baseline: string }
}

/** An indicator that follows from what the press says. */
export interface PressRatio {
  indicator: Indicator
  /** Index of the alternative that counted. */
  alternative: number | null
  measure: number
  ratio: number
}

export interface PressEstateView {
  kind: "press"
  slug: string
  name: string
  placeNames: string[]
  year: number
  document: PressRecord
  /** The edition that gives the names of the values; null before anything is released. */
  edition: Edition | null
  ratios: PressRatio[]
}

/** What every part of an estate's page gets. */
export interface EstateProps {
  view: EstateView
}

/** What shows a scorecard alone. */
export interface CardProps {
  view: Pick<EstateView, "card" | "edition">
}
