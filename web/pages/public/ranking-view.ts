import type { ListRow, PublishedRelease } from "../../../worker/domain/release/snapshot.ts"
import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import type { Checking } from "./checking-note.tsx"

/** `rank`, `base`, `name`, or the code of a dimension. */
export type Sort = string

export interface RankingFilters {
  quarter: string
  district: string
  band: string
  sort: Sort
}

/** One page of a ranking: bands first, within each the order of `sort`; what is not scored stands at the end. */
export interface RankingView {
  release: PublishedRelease
  edition: Edition
  periods: string[]
  checking: Checking | null
  filters: RankingFilters
  districts: { code: string; name: string; estates: number }[]
  /** Band code, null for estates without a band, `unscored` for those without a score. */
  groups: { band: string | null; total: number; rows: ListRow[] }[]
  /** Estates behind the filters, and how many of them are scored. */
  estates: number
  scored: number
  /** How many estates of the whole release have a rank: the axis of the ranges. */
  ranked: number
  /** Names of the estates that the release corrects, by slug. */
  corrected: ReadonlyMap<string, string>
  page: number
  pages: number
}

export const unscored = "unscored"
