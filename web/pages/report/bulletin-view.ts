import type { FigureTotal, FiveFigure } from "../../../worker/domain/release/five-figures.ts"
import type { ListRow, PublishedRelease } from "../../../worker/domain/release/snapshot.ts"
import type { Edition } from "../../../worker/domain/scoring/edition.ts"

/** A figure of one district, of `of` estates; the whole city has no name. */
export interface DistrictFigure {
  name: string | null
  now: FigureTotal
  of: number
}

/** What the 通报 of a released quarter says: released figures only. */
export interface BulletinView {
  release: PublishedRelease
  edition: Edition
  /** Estates that have a rank; none where too few are scored. */
  ranked: number
  /** Scored estates in the order of the ranking, where there is none in that of their addresses; cut. */
  scored: ListRow[]
  /** Estates without a score, cut, and how many there are. */
  out: ListRow[]
  outs: number
  /** The whole city first; null where the release is too large to add up. */
  figures: { figure: FiveFigure; districts: DistrictFigure[] }[] | null
  /** Address of the release's CSV. */
  csv: string
}
