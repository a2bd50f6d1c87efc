import type { KeyValue } from "../scoring/keys.ts"
import type { GroupFigures } from "./directory.ts"
import type { Peers } from "./peers.ts"
import type { Confirmed, Corrects, ListRow, RankRange, ReleaseRef, Scorecard, Totals } from "./snapshot.ts"

/**
 * Working files of a release: verified figures that ranking and a year's release need unrounded. They are private:
 * they lie beside the release, never under it, and no page reads them.
 */

/** What ranking needs of a scored estate. Arrays are in the edition's order of indicators. */
export interface ScoredFigures {
  /** 0 reported, 1 missing, 2 not applicable (results.ts of the engine). */
  states: number[]
  /** Unrounded; 0 where there is none. */
  ratios: number[]
  /** null where the indicator does not apply. */
  points: (number | null)[]
  /** Values of the edition's bases that were filed; a year's bands look at the last quarter's. */
  bases: Record<string, KeyValue>
  /** Codes of the gates that were answered, with yes or no. */
  answered: string[]
  /** Households, and the values that peers are compared by, in the order of comparedKeys; null where there is none. */
  households?: number | null
  numbers?: (number | null)[]
  /** The registry's year of building; measures and alternatives as the scorecard publishes them, null where it does not. */
  builtYear?: number | null
  measures?: (number | null)[]
  alternatives?: (number | null)[]
  /** Of what the company filed: how much was accepted unchanged, of how much. */
  confirmed?: [values: number, of: number]
}

/** One estate before it is ranked: `row` has neither rank nor range yet. */
export interface FiguresRow {
  row: ListRow
  figures: ScoredFigures | null
  /** Of an estate scored in a year: its position in each quarter's release, null where it was not scored. */
  sources?: (number | null)[]
}

/** One chunk of figures, in the order of positions. */
export interface FiguresFile {
  estates: FiguresRow[]
}

/** What a scorecard has besides its row. */
export type CardDetail = Omit<Scorecard, keyof ListRow>

/** One chunk of scorecards' details, already without what is suppressed, in the order of positions. */
export interface CardsFile {
  cards: CardDetail[]
}

/** What ranking leaves: by position in the release, null for estates without; and what the manifest says of all. */
export interface RanksFile {
  ranks: (number | null)[]
  figures: (number | null)[]
  ranges: (RankRange | null)[]
  totals: Totals
  groups: GroupFigures[]
  /** By company what was accepted unchanged of what it filed, and by size what values its estates have. */
  companies?: Record<string, Confirmed>
  peers?: Peers
  basis: ReleaseBasis
}

/** What stood published when the release was ranked, read once so that every later step says the same. */
export interface ReleaseBasis {
  /** The release that everybody sees of each other period, the last published last. */
  published: ReleaseRef[]
  before: ReleaseRef | null
  /** Every estate that is corrected, by slug. */
  corrects: Corrects | null
}
