/** From the indicators to the final score: parts that add up to it exactly. */
import type { Edition } from "./edition.ts"
import type { EstateScore, IndicatorScore } from "./results.ts"
import { roundTo } from "./rounding.ts"

/** Decimal places in which parts are told and add up. */
const PLACES = 9

/** One indicator: what it brings, and what it leaves of its points. */
export interface IndicatorPart extends IndicatorScore {
  full: number
  /** 0 where it does not apply: its points go to the others of its dimension. */
  lost: number
}

export interface DimensionPart {
  code: string
  /** What it brings. */
  points: number
  full: number
  indicators: IndicatorPart[]
  /** What stretching to the dimension's full points (something does not apply) and rounding add to its indicators. */
  stretched: number
}

/** `final` is the sum of the points of all dimensions and of the parts after them. */
export interface Waterfall {
  dimensions: DimensionPart[]
  /** What the edition's way of putting dimensions together adds to their sum, rounding included; 0 for plain sums. */
  aggregated: number
  base: number
  bonus: number
  /** Below 0. */
  deductions: number
  /** What keeps the final score from falling below 0. */
  floor: number
  final: number
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

/** The parts of an estate's score. */
export function waterfallOf(edition: Edition, score: EstateScore): Waterfall {
  const exact = (number: number) => roundTo(number, PLACES)
  const dimensions = score.dimensions.map(({ code, points, fullPoints }): DimensionPart => {
    const indicators = edition.indicators.flatMap((indicator) => {
      const found = score.indicators.find((one) => one.code === indicator.code)
      if (indicator.dimension !== code || !found) return []
      const lost = found.points === null ? 0 : exact(indicator.points - found.points)
      return [{ ...found, full: indicator.points, lost }]
    })
    const brought = sum(indicators.map((one) => one.points ?? 0))
    return { code, points, full: fullPoints, indicators, stretched: exact(points - brought) }
  })
  const { base, bonus, final } = score
  const deductions = exact(-score.deductions)
  return {
    dimensions,
    aggregated: exact(base - sum(dimensions.map(({ points }) => points))),
    base,
    bonus,
    deductions,
    floor: exact(final - (base + bonus + deductions)),
    final,
  }
}
