import type { FigureTotal, FiveFigure } from "../../../worker/domain/release/five-figures.ts"
import type { ListRow, PublishedRelease } from "../../../worker/domain/release/snapshot.ts"
import type { Edition } from "../../../worker/domain/scoring/edition.ts"

export type GroupKind = "district" | "street" | "company"

/** One of the five figures over some estates, through the quarters. */
export interface FigureView {
  figure: FiveFigure
  now: FigureTotal
  /** Estates of the release that it is told of. */
  of: number
  /** Against the same quarter of the year before, over estates with values in both; null where there is none. */
  change: { period: string; from: number; to: number; n: number } | null
  /** The oldest first, this quarter last; values of the estates of each quarter. */
  trend: { period: string; value: number | null; n: number }[]
}

/** Another group of the kind, with the median of its estates where there are enough. */
export interface LikeGroup {
  code: string
  name: string
  estates: number
  median: number | null
}

export interface GroupView {
  kind: GroupKind
  /** What its address names: a code, of a company its name. */
  code: string
  name: string
  /** Names from district down to what holds it, the district with its code. */
  within: { name: string; code: string; kind: GroupKind }[]
  release: PublishedRelease
  edition: Edition
  estates: number
  scored: number
  /** Of the base; null of fewer scored estates than are compared. */
  median: number | null
  cityMedian: number | null
  bands: Record<string, number>
  figures: FigureView[]
  /** Medians of the base by quarter, the oldest first. */
  trend: { period: string; median: number | null; city: number | null; scored: number }[]
  /** Medians of points by dimension; empty where there are too few. */
  dimensions: { code: string; own: number; city: number }[]
  ranked: number
  rows: ListRow[]
  like: LikeGroup[]
  page: number
  pages: number
}
