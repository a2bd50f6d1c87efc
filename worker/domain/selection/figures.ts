import type { Outcome } from "../release/snapshot.ts"

/** One quarter of an estate as it was released. */
export interface QuarterFigures {
  period: string
  /** Null where the quarter has no final release, or the estate is not in it. */
  outcome: Outcome | null
  base: number | null
  final: number | null
  band: string | null
  rank: number | null
  gatesFailed: string[]
  vetoes: string[]
  /** 0 in time, 1 up to ten days late, 2 later; null where nothing was scored. */
  late: number | null
}

/**
 * The released figures of one estate that a programme looks at, and where each comes from. Frozen with a nomination when
 * it is submitted; everything that eligibility, shortlist and recheck know of an estate.
 */
export interface EstateFigures {
  format: 1
  estate: {
    slug: string
    name: string
    place: string
    placeNames: string[]
    district: string
    company: string | null
  }
  /** The release of the programme's basis. */
  basis: {
    period: string
    manifestHash: string
    outcome: Outcome | null
    base: number | null
    bonus: number | null
    deductions: number | null
    final: number | null
    ranking: number | null
    band: string | null
    rank: number | null
    rankP5: number | null
    rankP95: number | null
    top10: number | null
    gatesFailed: string[]
    vetoes: string[]
    dimensions: Record<string, number>
  }
  /** The last eight quarters that end with the basis, oldest first, with the manifest of each. */
  quarters: (QuarterFigures & { manifestHash: string | null })[]
  /** Whole months of the present tenure at the end of the basis; null where nobody manages it that is known. */
  tenureMonths: number | null
  demonstration: boolean
}

/** One figure that rules may name. */
export interface NamedFigure {
  name: string
  type: "number" | "text"
  /** How it is shown: points, a place in the ranking, a share of 1, a count, months, a code. */
  unit: "points" | "place" | "share" | "count" | "months" | "code"
}

const numbers = (unit: NamedFigure["unit"], ...names: string[]): NamedFigure[] =>
  names.map((name) => ({ name, type: "number", unit }))
const texts = (...names: string[]): NamedFigure[] =>
  names.map((name) => ({ name, type: "text", unit: "code" }))

/** The figures of an estate by the names that rules and builder use. Quarters: see `countedQuarters`. */
export const namedFigures: readonly NamedFigure[] = [
  ...numbers("points", "base", "bonus", "deductions", "final", "ranking", "min_quarter_base"),
  ...numbers("place", "rank", "rank_p5", "rank_p95"),
  ...numbers("share", "top10"),
  ...texts("band", "district"),
  ...numbers(
    "count",
    "gates_failed_count",
    "veto_count",
    "veto_quarters",
    "reported_quarters",
    "on_time_quarters",
  ),
  ...numbers("months", "tenure_months"),
]

/** What an expression may ask of each quarter in the list `quarters`. */
export const quarterFigures: readonly (Omit<NamedFigure, "type"> & {
  type: NamedFigure["type"] | "truth"
})[] = [
  ...texts("period", "band"),
  { name: "scored", type: "truth", unit: "code" },
  ...numbers("points", "base", "final"),
  ...numbers("place", "rank"),
  ...numbers("count", "gates_failed_count", "veto_count", "late"),
]

/** Vetoes are looked for in so many quarters up to the basis. */
export const windowQuarters = 8
/** `reported_quarters`, `on_time_quarters` and `min_quarter_base` look at the last so many of them. */
export const countedQuarters = 4

export type FigureValue = number | string | null

/** One quarter as expressions see it; figures that were not released are null. */
export type QuarterValues = Record<string, FigureValue | boolean>

/** The figures of one estate as expressions see them. */
export interface FigureValues {
  named: Record<string, FigureValue>
  quarters: QuarterValues[]
}

function quarterValues(quarter: QuarterFigures): QuarterValues {
  const { period, base, final, band, rank, late, gatesFailed, vetoes } = quarter
  const scored = quarter.outcome === "scored"
  return {
    period,
    scored,
    base,
    final,
    band,
    rank,
    late,
    gates_failed_count: scored ? gatesFailed.length : null,
    veto_count: scored ? vetoes.length : null,
  }
}

/** The named figures of an estate. Counts of quarters count only what was released; a figure that was not is null. */
export function figureValues({ estate, basis, quarters, tenureMonths }: EstateFigures): FigureValues {
  const window = quarters.slice(-windowQuarters)
  const counted = window.slice(-countedQuarters)
  const bases = counted.flatMap(({ base }) => (base === null ? [] : [base]))
  return {
    named: {
      base: basis.base,
      bonus: basis.bonus,
      deductions: basis.deductions,
      final: basis.final,
      ranking: basis.ranking,
      rank: basis.rank,
      rank_p5: basis.rankP5,
      rank_p95: basis.rankP95,
      top10: basis.top10,
      band: basis.band,
      district: estate.district,
      gates_failed_count: basis.outcome === "scored" ? basis.gatesFailed.length : null,
      veto_count: window.reduce((sum, { vetoes }) => sum + vetoes.length, 0),
      veto_quarters: window.filter(({ vetoes }) => vetoes.length > 0).length,
      reported_quarters: counted.filter(({ outcome }) => outcome === "scored").length,
      min_quarter_base: bases.length === 0 ? null : Math.min(...bases),
      on_time_quarters: counted.filter(({ late }) => late === 0).length,
      tenure_months: tenureMonths,
    },
    quarters: window.map(quarterValues),
  }
}
