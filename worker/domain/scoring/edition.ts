/**
 * The types of a criteria edition (评价口径): data that says how estates are scored. The engine knows no indicator by
 * name. `readEdition` (read-edition.ts) is the only way from unknown JSON to an `Edition`.
 */
export interface Bilingual {
  readonly zh: string
  readonly en: string
}

export type Provider = "company" | "community" | "street" | "district" | "city" | "platform"

/** Where an item or a number comes from; shown beside it wherever it is shown. */
export interface Source {
  readonly kind: "document" | "report" | "assumption"
  readonly note: Bilingual
}

/** A value that more than one indicator or a band uses. */
export interface Base {
  readonly key: string
  readonly title: Bilingual
  readonly unit: Bilingual
  readonly type: "number" | "integer"
  readonly min: number
  readonly max: number
  /** Key that the value may not exceed: a hard fault when filing, never looked at when scoring. */
  readonly at_most?: string
  readonly provider: Provider
  readonly sensitive: boolean
  /** It lasts from quarter to quarter (a stock, a figure of the registry): asked as what counted last, to be confirmed. */
  readonly carry?: true
}

/** A value typed in for one indicator. */
export type Input = Base

/** An input key, a base key, a number, a sum, a product, a division rounded up, or again a measure. */
export type Operand =
  | string
  | number
  | { readonly sum: readonly Operand[] }
  | { readonly product: readonly Operand[] }
  | { readonly ceil_div: readonly [Operand, number] }
  /** Only in checks: the operand over the values of the quarter directly before. */
  | { readonly previous: Operand }
  | Measure

export type Measure =
  | { readonly kind: "value"; readonly of: Operand }
  | {
      readonly kind: "ratio"
      readonly of: Operand
      readonly over: Operand
      readonly scale: number
      readonly cap?: number
    }
  | { readonly kind: "per"; readonly of: Operand; readonly over: Operand; readonly per: number }
  | { readonly kind: "mean"; readonly of: readonly Operand[] }

export interface LineScoring {
  readonly kind: "linear" | "log"
  readonly full: number
  readonly zero: number
  readonly source: { readonly full: Source; readonly zero: Source }
}

export interface StepScoring {
  readonly kind: "steps"
  readonly direction: "at_least" | "at_most"
  /** `[x, ratio]`, best step first. */
  readonly steps: readonly (readonly [number, number])[]
  /** One source per step, in their order. */
  readonly source: readonly Source[]
}

export type Scoring = LineScoring | StepScoring

/** Exactly one of `less_than`, `equals` and `at_least` is present. */
export interface Comparison {
  readonly of: Operand
  readonly less_than?: number
  readonly equals?: number
  readonly at_least?: number
  readonly source?: Source
}

export type Condition = Comparison | { readonly all: readonly Condition[]; readonly source?: Source }

export interface Alternative {
  readonly measure: Measure
  readonly scoring: Scoring
}

export interface Indicator {
  readonly code: string
  readonly dimension: string
  readonly title: Bilingual
  readonly definition: Bilingual
  readonly unit: Bilingual
  readonly direction: "higher" | "lower"
  readonly points: number
  readonly cadence: "quarter" | "quarter_end" | "last_12_months"
  readonly inputs: readonly Input[]
  readonly alternatives: readonly Alternative[]
  readonly missing_when: readonly Condition[]
  readonly not_applicable_when: readonly Condition[]
  readonly evidence: Bilingual
  readonly source: Source
}

export interface Dimension {
  readonly code: string
  readonly title: Bilingual
  readonly points: number
}

interface Item {
  readonly code: string
  readonly title: Bilingual
  readonly definition: Bilingual
  readonly source: Source
  readonly provider: Provider
}

export type Gate = Item
export interface Bonus extends Item {
  readonly max: number
  /** The only points that it may have; without them any from 0 to `max`. */
  readonly values?: readonly number[]
}
export interface Deduction extends Item {
  readonly each: number
  readonly max: number
}
export interface Veto extends Item {
  readonly level: "estate" | "cycle"
}

export type ScoreName = "base" | "final" | "ranking"

/** `gates`, `no_veto`, `score:<base|final|ranking>:<number>`, `no_quarter_below:<number>`, or a condition on bases. */
export type Requirement = string | Condition

export interface Band {
  readonly code: string
  readonly title: Bilingual
  readonly at_least: number
  readonly requires: readonly Requirement[]
}

/** The columns of a result that an edition may rank by or break ties with. */
export type TotalColumn = "base" | "bonus" | "deductions" | "final" | "ranking"

export interface RankRule {
  readonly score: "base" | "base_minus_deductions" | "final"
  /** Decimal places of the ranked score; null ranks it unrounded (compared to 9 decimals). */
  readonly places: number | null
  readonly ties: "shared"
  readonly tie_break: readonly TotalColumn[]
  readonly min_group: number
}

/** What typed values must hold together: the format of editions, part Checks. Scores never depend on it. */
export interface Check {
  readonly id: string
  readonly severity: "hard" | "soft"
  readonly title: Bilingual
  readonly left: Operand
  readonly relation: "at_most" | "at_least" | "equals"
  readonly right: Operand
  readonly when?: readonly Condition[]
  readonly source: Source
}

/** Counts of persons from `from` to `to` are not to be seen: the format of editions, part Disclosure. */
export interface DisclosureRule {
  readonly from: number
  readonly to: number
}

export interface Edition {
  readonly code: string
  readonly version: string
  readonly title: Bilingual
  readonly disclaimer: Bilingual
  /** First quarter it applies to, `2023Q1`. */
  readonly effective_from: string
  readonly timezone: "Asia/Shanghai"
  readonly bases: readonly Base[]
  readonly dimensions: readonly Dimension[]
  readonly indicators: readonly Indicator[]
  readonly gates: readonly Gate[]
  readonly bonuses: readonly Bonus[]
  readonly bonus_cap: number
  readonly deductions: readonly Deduction[]
  readonly deduction_cap: number
  readonly vetoes: readonly Veto[]
  readonly bands: readonly Band[]
  readonly rounding: { readonly indicator: number | null; readonly total: number | null }
  readonly aggregation: "sum" | "arithmetic" | "geometric"
  /** The base that all ratios 1 give; never with `sum`. Without it the sum of the points. */
  readonly scale?: number
  readonly not_applicable: "rescale_dimension" | "full_marks"
  readonly year: { readonly min_quarters: number; readonly method: "mean" }
  readonly rank: RankRule
  readonly robustness: { readonly draws: number; readonly weight_spread: number; readonly seed: number }
  readonly checks?: readonly Check[]
  readonly disclosure?: DisclosureRule
}
