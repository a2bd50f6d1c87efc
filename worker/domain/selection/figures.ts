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
