import type { Bilingual } from "../scoring/edition.ts"

/** What an estate is in a release: scored, 未报送, 核实中 or 已退回. */
export type Outcome = "scored" | "not_reported" | "under_check" | "returned"

/** How a published value is told apart (product.md); words of web/text. */
export type ValueState =
  | "verified"
  | "spot_checked"
  | "press"
  | "missing"
  | "not_applicable"
  | "too_few"
  | "suppressed"
  | "unknown"

/** A file of the release in R2, named by the SHA-256 of its content. */
export interface ContentRef {
  hash: string
  estates: number
}

/**
 * The manifest: the root of a release. Its own hash is the release's hash, and everything else hangs on it.
 * Canonical JSON; `frozenAt` is the time of the request, so a restarted release ends with the same hash.
 */
export interface Manifest {
  format: 1
  cell: string
  period: string
  number: number
  kind: "quarter" | "year"
  edition: { code: string; version: string; hash: string }
  engine: string
  inputHash: string
  frozenAt: string
  /** Full scorecards, at most 500 estates each, ordered by slug. */
  chunks: (ContentRef & { first: string; last: string })[]
  /** Rows for lists, at most 5,000 each, ordered by slug. */
  lists: ContentRef[]
  totals: Totals
  /** What it is a correction (更正) of; absent from a release that corrects nothing. */
  corrects?: Corrects
}

/** The release before, and the estates that were filed and verified anew since, by quarter and slug. */
export interface Corrects {
  number: number
  manifestHash: string
  /** `quarter` is told where the release is of a year. */
  estates: { slug: string; quarter?: string; reason: string }[]
}

/**
 * The city in one quarter (or year). Medians are over scored estates, null when there are none: of scores and of points
 * by dimension; of indicators as shares of their full points, 0..1.
 */
export interface Totals {
  estates: number
  outcomes: Record<Outcome, number>
  bands: Record<string, number>
  /** Demonstration data among them. */
  demonstration: number
  median: {
    base: number | null
    final: number | null
    dimensions: Record<string, number>
    indicators: Record<string, number>
  }
}

/** The smallest and largest rank in 90 % of the weight draws (p5 rounded down, p95 up), the median one, and top ten share. */
export interface RankRange {
  p5: number
  p50: number
  p95: number
  top10: number
  /** Estates with the same number belong to one tie group; 1 is the best. */
  group: number
}

/** One row of a ranking, enough for lists, search and the map. */
export interface ListRow {
  slug: string
  name: string
  /** Finest known place: code and the names from district down, for example ["锦江区","成龙路街道","枫树社区"]. */
  place: string
  placeNames: string[]
  /** Where the estate is counted: the functional zone or the county. */
  district: string
  company: string | null
  demonstration: boolean
  outcome: Outcome
  band: string | null
  base: number | null
  bonus: number | null
  deductions: number | null
  final: number | null
  ranking: number | null
  rank: number | null
  range: RankRange | null
  gatesFailed: string[]
  vetoes: string[]
  /** Points by dimension code. */
  dimensions: Record<string, number>
}

/** One indicator of a scorecard. A suppressed one keeps its points; its measure and ratio are null. */
export interface PublishedIndicator {
  code: string
  state: ValueState
  measure: number | null
  ratio: number | null
  points: number | null
  /** Index of the alternative that counted. */
  alternative: number | null
  /** An authority replaced a filed value that enters it. */
  adjusted: boolean
}

/** One typed value as published: `value` is null when it is missing, not applicable or suppressed. */
export interface PublishedValue {
  key: string
  state: ValueState
  value: number | null
  provider: string
  /** Typed by the company for a place without members (代填). */
  onBehalf: boolean
  adjusted: boolean
}

export interface Scorecard extends ListRow {
  /** Points and full points by dimension, with what was applicable of them. */
  dimensionDetail: { code: string; points: number; full: number; applicable: number }[]
  indicators: PublishedIndicator[]
  values: PublishedValue[]
  gates: { code: string; met: boolean; answered: boolean }[]
  bonuses: { code: string; points: number }[]
  deductionDetail: { code: string; count: number; points: number }[]
}

/** One chunk file: at most 500 scorecards ordered by slug. */
export interface Chunk {
  scorecards: Scorecard[]
}

/** One list file. */
export interface ListFile {
  rows: ListRow[]
}

/** A published release as the public pages see it. */
export interface PublishedRelease {
  id: string
  period: string
  number: number
  kind: "quarter" | "year"
  editionId: string
  editionTitle: Bilingual
  publishedAt: string
  manifestHash: string
  manifest: Manifest
}
