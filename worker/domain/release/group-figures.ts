import type { Edition } from "../scoring/edition.ts"
import type { GroupFigures, Quartiles } from "./directory.ts"
import type { Group } from "./group.ts"
import { quartiles } from "./quartiles.ts"

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
