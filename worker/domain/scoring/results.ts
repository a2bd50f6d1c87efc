/** The results of scoring: of one estate for pages and the browser, and of many in columns for releases. */
export type IndicatorState = "reported" | "missing" | "not_applicable"

/**
 * Why a value has no number of its own. `no_value`: not typed · `claim_refused`: `NA` where the edition does not allow
 * it · `too_few`: a number on which a condition asks for more was typed and is too small · `condition`: another
 * condition of the edition · `claim`: `NA`, allowed · `division_by_zero` · `not_positive`: a logarithm of 0 or less ·
 * `dimension_empty`: nothing in its dimension applies.
 */
export type Cause =
  | "no_value"
  | "claim_refused"
  | "too_few"
  | "condition"
  | "claim"
  | "division_by_zero"
  | "not_positive"
  | "dimension_empty"

export interface IndicatorScore {
  readonly code: string
  readonly state: IndicatorState
  /** Present unless the state is `reported`. */
  readonly cause?: Cause
  readonly measure: number | null
  /** 0..1, unrounded; null when missing, and when not applicable unless the edition gives full marks. */
  readonly ratio: number | null
  /** 0 when missing; null when not applicable unless the edition gives full marks. */
  readonly points: number | null
  /** Which alternative counts, from 0; null when none does. */
  readonly alternative: number | null
  /** Present when the indicator is withheld: its counts of persons are small, its ratio is 1 or 0, it has no measure. */
  readonly withheld?: true
}

export interface DimensionScore {
  readonly code: string
  readonly points: number
  /** points ÷ full points; null for a dimension without points. */
  readonly ratio: number | null
  /** Points of the indicators that apply; below `fullPoints` the dimension was stretched. */
  readonly applicablePoints: number
  readonly fullPoints: number
}

export interface Totals {
  readonly base: number
  readonly bonus: number
  readonly deductions: number
  readonly final: number
  readonly ranking: number
}

export interface EstateScore extends Totals {
  /** Code of the band, null when none is reached. */
  readonly band: string | null
  readonly gatesFailed: string[]
  readonly vetoes: string[]
  readonly indicators: IndicatorScore[]
  readonly dimensions: DimensionScore[]
}

/** States in columns. */
export const REPORTED = 0
export const MISSING = 1
export const NOT_APPLICABLE = 2

/** Totals in columns, each one number per estate. */
export interface TotalColumns {
  readonly base: Float64Array
  readonly bonus: Float64Array
  readonly deductions: Float64Array
  readonly final: Float64Array
  readonly ranking: Float64Array
}

/** Columns of indicators and dimensions are laid out one after another: [number × size + row]. */
export interface ColumnScores extends TotalColumns {
  readonly size: number
  readonly state: Uint8Array
  /** Unrounded; 0 when missing or left out, 1 for full marks. */
  readonly ratio: Float64Array
  /** Rounded; 0 when missing or left out. */
  readonly points: Float64Array
  /** The alternative that counts; -1 when none does. */
  readonly alternative: Int16Array
  /** NaN where there is none; null when measures were not asked for. */
  readonly measure: Float64Array | null
  readonly dimensionPoints: Float64Array
  readonly applicablePoints: Float64Array
  /** Number of the band in edition order; -1 when none is reached. */
  readonly band: Int16Array
}
