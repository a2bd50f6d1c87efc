import type { Bilingual, RankRule } from "../scoring/edition.ts"
import type { ReasonClass } from "../submission/adjustments.ts"

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

/**
 * A release is a tree of files in R2, each named by the SHA-256 of its content, with the manifest as its root: the hash
 * of the manifest is the release's. Two formats are read, format 2 is written.
 *
 * Format 2 (a page reads what it shows, whatever the size of the city):
 * - manifest → directory (directory.ts) → for each chunk of at most 500 estates its pack, its leaves and its rows; and the pack of groups;
 * - a pack is a file of lines, each canonical JSON: the scorecards of the chunk in the order of slugs, then their series
 *   (series.ts), then the leaves. A leaf says where the lines of up to 100 estates stand and what their SHA-256 is, the directory
 *   says the same of the leaves; so one scorecard is read by its range and still verified up to the manifest's hash;
 * - rows are the columns of lists (rows-file.ts), figures of a group (group-figures.ts) one line of the pack of groups.
 *
 * Format 1 had whole files only: chunks of scorecards, and lists of rows. It is read, never written.
 */
export type Manifest = FirstManifest | SecondManifest

/** A file of the release in R2, named by the SHA-256 of its content. */
export interface ContentRef {
  hash: string
  estates: number
}

/** What the manifests of both formats say. Canonical JSON, `frozenAt` is the time of the request: restarted, the same. */
interface ManifestHead {
  cell: string
  period: string
  number: number
  kind: "quarter" | "year"
  edition: { code: string; version: string; hash: string }
  engine: string
  /** Over the public inputs alone; of releases without `inputs` over exact ones. */
  inputHash: string
  frozenAt: string
  totals: Totals
  /** What it is a correction (更正) of; absent from a release that corrects nothing. */
  corrects?: Corrects
}

export interface FirstManifest extends ManifestHead {
  format: 1
  /** Full scorecards, at most 500 estates each, ordered by slug. */
  chunks: (ContentRef & { first: string; last: string })[]
  /** Rows for lists, at most 5,000 each, ordered by slug. */
  lists: ContentRef[]
}

export interface SecondManifest extends ManifestHead {
  format: 2
  standing: ReleaseStanding
  /**
   * The release that was published last when this one was ranked, of any period: the chain of a city's releases. No
   * two name the same one. Null for the first.
   */
  before: ReleaseRef | null
  /** What ranks rest on, from the edition: which figure, rounded to how many places, and what breaks a tie. */
  ranking: Pick<RankRule, "score" | "places" | "ties" | "tie_break" | "min_group">
  /** Content name of the directory. */
  directory: string
  /** What anybody computes its figures from again; absent from releases that were made before there were parts. */
  inputs?: InputPart[]
  /** Of a year: the releases of its quarters, whose values are its inputs. */
  quarters?: ReleaseRef[]
  /**
   * 免报: estates that took no part in the quarter, by slug: in no row, total or share. Absent where there are none. Why is
   * not published.
   */
  exempt?: ExemptEstate[]
}

/** An estate that was exempted from a quarter. */
export interface ExemptEstate {
  slug: string
  name: string
}

/** Those of a release; none of format 1. */
export const exemptIn = (manifest: Manifest): readonly ExemptEstate[] =>
  manifest.format === 2 ? (manifest.exempt ?? []) : []

/**
 * Up to 2,000 estates of the public inputs of a release: the SHA-256 of their values file (null of a year, which has the
 * values of its quarters) and of what the scoring command makes of the whole release, both as they are offered.
 */
export interface InputPart {
  estates: number
  first: string
  last: string
  values: string | null
  expected: string
}

/** One final release of a city. */
export interface ReleaseRef {
  period: string
  number: number
  manifestHash: string
}

/**
 * 初步 or 最终. A preliminary release is the `n`-th of its period, for those whom it concerns; a final one names the
 * preliminary that it follows, if there was one. The two count apart: `number` counts the final ones.
 */
export type ReleaseStanding =
  | { kind: "final"; follows?: { n: number; manifestHash: string } }
  | { kind: "preliminary"; n: number }

/** The release before, and the estates that were filed and verified anew since, by quarter and slug. */
export interface Corrects {
  number: number
  manifestHash: string
  /** How many estates; without it, as many as are listed. */
  count?: number
  /** In format 2 the first 20: what is corrected stands on each scorecard. `quarter` is told of a year's. */
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
  /** The figure that the rank rests on, as it was compared; absent from format 1. */
  rankFigure?: number | null
  range: RankRange | null
  gatesFailed: string[]
  vetoes: string[]
  /** Points by dimension code. */
  dimensions: Record<string, number>
}

/**
 * One indicator of a scorecard. A suppressed one keeps its points; its measure and ratio are null. Under an edition's
 * `disclosure` it is withheld instead: state `suppressed`, no measure, and `withheld` is the ratio that everything
 * published was computed from.
 */
export interface PublishedIndicator {
  withheld?: 0 | 1
  code: string
  state: ValueState
  measure: number | null
  ratio: number | null
  points: number | null
  /** Index of the alternative that counted. */
  alternative: number | null
  /** An authority replaced a filed value that enters it; of sensitive ones nothing is told. */
  adjusted: boolean
}

/**
 * One typed value as published: `value` is null when it is missing, not applicable or suppressed. Under `disclosure` a
 * small count outside a withheld indicator shows the `range` that it lies in, and counts as its upper end; the counts of
 * a withheld indicator have neither.
 */
export interface PublishedValue {
  range?: [from: number, to: number]
  key: string
  state: ValueState
  value: number | null
  provider: string
  /** Typed by the company for a place without members (代填). */
  onBehalf: boolean
  /** An authority replaced what was filed (核查调整); of a sensitive key never told. */
  adjusted: boolean
  /** Of one that was replaced, why: a class of the fixed list, no words. Absent from releases before the classes. */
  adjustedFor?: ReasonClass
}

/**
 * What of the values that a company filed was accepted as it was filed (核实一致), of those that it filed: no counts of
 * persons among them, of which nothing tells whether they were replaced.
 */
export interface Confirmed {
  values: number
  of: number
  estates: number
}

export interface Scorecard extends ListRow {
  /** Points and full points by dimension, with what was applicable of them. */
  dimensionDetail: { code: string; points: number; full: number; applicable: number }[]
  indicators: PublishedIndicator[]
  values: PublishedValue[]
  gates: { code: string; met: boolean; answered: boolean }[]
  bonuses: { code: string; points: number }[]
  deductionDetail: { code: string; count: number; points: number }[]
  /** 数据不足: the company answered too few of what it provides; absent where it answered enough. */
  fewAnswers?: { answered: number; asked: number }
  /**
   * Of all estates of its company in the release, of a year over its quarters; absent from releases before there was this,
   * and of a year with such a quarter.
   */
  confirmed?: Confirmed
  /** Why the release corrects this estate, `quarter` of a year's; absent from estates that stand as they did. */
  corrected?: { quarter?: string; reason: string }[]
}

/** What figures of a programme are made of: small enough to be kept for many estates. */
export type FigureCard = ListRow & Pick<Scorecard, "deductionDetail">

/** One chunk file of format 1: at most 500 scorecards ordered by slug. */
export interface Chunk {
  scorecards: Scorecard[]
}

/** One list file of format 1. */
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
