import type { Edition } from "../scoring/edition.ts"
import { roundTo } from "../scoring/rounding.ts"
import type { Group } from "./group.ts"

/** Least, first quartile, median, third quartile and greatest (type 7, nine decimals). */
export type Quartiles = [number, number, number, number, number]

/**
 * A group that estates are compared in: `city`, or `district:` and a code. Quartiles are over its scored estates: of
 * totals, and of points by dimension and indicator where it applies. A group with fewer than the edition's `min_group`
 * scored estates has no figures, and neither has an indicator that applies to fewer.
 */
export interface GroupFigures {
  group: string
  estates: number
  scored: number
  totals: Partial<Record<"base" | "bonus" | "deductions" | "final" | "ranking", Quartiles>>
  dimensions: Record<string, Quartiles>
  indicators: Record<string, Quartiles>
}

/** A quantile between the two nearest of sorted numbers (type 7). */
function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share
  const below = Math.floor(place)
  const [low, high] = [sorted[below] ?? 0, sorted[Math.min(below + 1, sorted.length - 1)] ?? 0]
  return roundTo(low + (high - low) * (place - below), 9)
}

/** Quartiles of the numbers among these (NaN counts as none); null when there are fewer than `least`. */
export function quartiles(all: readonly number[], least: number): Quartiles | null {
  const sorted = Float64Array.from(all.filter((one) => !Number.isNaN(one))).sort()
  if (sorted.length < Math.max(1, least)) return null
  return [0, 0.25, 0.5, 0.75, 1].map((share) => quantile(sorted, share)) as Quartiles
}

function byCode(
  items: readonly { code: string }[],
  figures: readonly Float64Array[],
  places: readonly number[],
  least: number,
): Record<string, Quartiles> {
  const found: Record<string, Quartiles> = {}
  for (const [at, { code }] of items.entries()) {
    const own = quartiles(
      places.map((place) => figures[place]?.[at] ?? Number.NaN),
      least,
    )
    if (own) found[code] = own
  }
  return found
}

/** The figures of the whole city, and of each district that has estates, by code. */
export function groupFigures(edition: Edition, group: Group): GroupFigures[] {
  const least = edition.rank.min_group
  const figuresOf = (name: string, estates: number, places: number[]): GroupFigures => {
    const totals: GroupFigures["totals"] = {}
    for (const total of ["base", "bonus", "deductions", "final", "ranking"] as const) {
      const own = quartiles(
        places.map((place) => group.totals[total][place] ?? Number.NaN),
        least,
      )
      if (own) totals[total] = own
    }
    const few = places.length < least
    return {
      group: name,
      estates,
      scored: places.length,
      totals,
      dimensions: few ? {} : byCode(edition.dimensions, group.dimensions, places, least),
      indicators: few ? {} : byCode(edition.indicators, group.points, places, least),
    }
  }
  const places = new Map([...group.districts.keys()].map((code) => [code, [] as number[]]))
  for (const [place, code] of group.scoredIn.entries()) places.get(code)?.push(place)
  return [
    figuresOf("city", group.estates, [...group.positions.keys()]),
    ...[...group.districts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, estates]) => figuresOf(`district:${code}`, estates, places.get(code) ?? [])),
  ]
}
