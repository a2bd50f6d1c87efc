import { figureKeys, type KeyColumns } from "./five-figures.ts"
import type { Scorecard, ValueState } from "./snapshot.ts"

/** States by their place in a column. */
export const columnStates: readonly ValueState[] = [
  "verified",
  "spot_checked",
  "press",
  "missing",
  "not_applicable",
  "too_few",
  "suppressed",
  "unknown",
]

/** One indicator over all estates of a release, in the order of its rows; NaN where an estate has no figure. */
export interface IndicatorColumn {
  states: Uint8Array
  measures: Float64Array
  points: Float64Array
  /** Which alternative counted. */
  alternatives: Uint8Array
}

/** What pages about the whole city need of its scorecards: a hundredth of them. */
export interface ReleaseColumns {
  estates: number
  keys: KeyColumns
  indicators: Record<string, IndicatorColumn>
}

/** Of a release with more estates than this, columns are made one at a time: together they would fill an isolate's memory. */
export const WHOLE_COLUMNS = 3000

/** Takes scorecards in the order of the slugs, a page at a time. */
export class ColumnsBuilder {
  readonly columns: ReleaseColumns
  #at = 0

  readonly #only: string | null

  /** `only`: the code of the one indicator that is wanted; null for all indicators and keys. */
  constructor(estates: number, only: string | null = null) {
    this.#only = only
    const empty = () => new Float64Array(estates).fill(Number.NaN)
    this.columns = {
      estates,
      keys: only === null ? Object.fromEntries(figureKeys.map((key) => [key, empty()])) : {},
      indicators: {},
    }
  }

  add(cards: readonly Scorecard[]): void {
    for (const card of cards) this.#addOne(card, this.#at++)
  }

  #addOne(card: Scorecard, at: number): void {
    // What was not verified counts for nothing, whatever was typed.
    if (card.outcome !== "scored") return
    for (const { key, value } of card.values) {
      const own = this.columns.keys[key]
      if (own && value !== null) own[at] = value
    }
    for (const { code, state, measure, points, alternative } of card.indicators) {
      if (this.#only !== null && code !== this.#only) continue
      const own = this.#indicator(code)
      own.states[at] = 1 + columnStates.indexOf(state)
      if (measure !== null) own.measures[at] = measure
      if (points !== null) own.points[at] = points
      own.alternatives[at] = alternative ?? 0
    }
  }

  #indicator(code: string): IndicatorColumn {
    const known = this.columns.indicators[code]
    if (known) return known
    const { estates } = this.columns
    const made: IndicatorColumn = {
      states: new Uint8Array(estates),
      measures: new Float64Array(estates).fill(Number.NaN),
      points: new Float64Array(estates).fill(Number.NaN),
      alternatives: new Uint8Array(estates),
    }
    this.columns.indicators[code] = made
    return made
  }
}

/** The state of an estate in a column; null where it has no score. */
export const stateAt = ({ states }: IndicatorColumn, at: number): ValueState | null =>
  columnStates[(states[at] ?? 0) - 1] ?? null
