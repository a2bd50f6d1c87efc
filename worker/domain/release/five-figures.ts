import type { Edition } from "../scoring/edition.ts"
import { median } from "./median.ts"

/**
 * What the platform is for, as the city's first page tells it: of each figure the key that is counted, what it is set
 * against, and which of two is better. `ratio` figures are told as a ratio of both sums, the others as a sum.
 */
export const fiveFigures = [
  {
    code: "soil",
    indicator: "ENV-01",
    of: "bare_soil_m2",
    over: "green_land_m2",
    per: 100,
    told: "ratio",
    better: "lower",
  },
  {
    code: "parking",
    indicator: "PRK-01",
    of: "parking_violations",
    over: "households",
    per: 100,
    told: "ratio",
    better: "lower",
  },
  {
    code: "water",
    indicator: "WTR-01",
    of: "water_saved_m3",
    over: "households",
    per: 1,
    told: "sum",
    better: "higher",
  },
  {
    code: "turnout",
    indicator: "SVC-02",
    of: "event_turnout",
    over: "households",
    per: 100,
    told: "sum",
    better: "higher",
  },
  {
    code: "hours",
    indicator: "SVC-03",
    of: "volunteer_hours",
    over: "households",
    per: 1,
    told: "sum",
    better: "higher",
  },
] as const

export type FiveFigure = (typeof fiveFigures)[number]
export type FigureCode = FiveFigure["code"]

/** Keys that the five figures are made of, each once. */
export const figureKeys: readonly string[] = [...new Set(fiveFigures.flatMap(({ of, over }) => [of, over]))]

/** The figures that an edition asks for; never one of counts of persons that may be withheld. */
export function figuresOf({ indicators, bases }: Pick<Edition, "indicators" | "bases">): FiveFigure[] {
  const inputs = [...bases, ...indicators.flatMap((indicator) => indicator.inputs)]
  const open = new Set(inputs.filter(({ sensitive }) => !sensitive).map(({ key }) => key))
  return fiveFigures.filter(({ of, over }) => open.has(of) && open.has(over))
}

/** Values of the keys by estate, NaN where an estate has none. */
export type KeyColumns = Readonly<Record<string, Float64Array>>

/** A figure over some estates. */
export interface FigureTotal {
  /** Estates with both values. */
  n: number
  sum: number
  over: number
  /** What is shown: a ratio or a sum; null where nobody has both values. */
  value: number | null
  /** Of the ratio by estate; null of fewer than `least` estates. */
  median: number | null
}

/** A figure over the estates at these places. */
export function figureTotal(
  { of, over, per, told }: FiveFigure,
  columns: KeyColumns,
  places: readonly number[],
  least: number,
): FigureTotal {
  const ratios: number[] = []
  let [n, sum, base] = [0, 0, 0]
  for (const at of places) {
    const [own, against] = [columns[of]?.[at] ?? Number.NaN, columns[over]?.[at] ?? Number.NaN]
    if (Number.isNaN(own) || Number.isNaN(against)) continue
    n++
    sum += own
    base += against
    if (against > 0) ratios.push((per * own) / against)
  }
  const ratio = base > 0 ? (per * sum) / base : null
  return {
    n,
    sum,
    over: base,
    value: n === 0 ? null : told === "sum" ? sum : ratio,
    median: ratios.length >= least ? median(ratios) : null,
  }
}
