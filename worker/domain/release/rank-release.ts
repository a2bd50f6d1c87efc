import type { Edition } from "../scoring/edition.ts"
import { type RangeQuarter, rankRanges, tieGroups } from "../scoring/ranges.ts"
import { rankEstates, rankedColumn } from "../scoring/rank.ts"
import { roundTo } from "../scoring/rounding.ts"
import type { CompiledEdition } from "../scoring/score.ts"
import { type Group, totalColumns } from "./group.ts"
import { groupFigures } from "./group-figures.ts"
import { median } from "./median.ts"
import { peersOf } from "./peers.ts"
import type { RankRange, Totals } from "./snapshot.ts"
import type { RanksFile } from "./working.ts"

/** Medians by code over the estates where it applies; a code that applies nowhere is absent. */
function medians(
  items: readonly { code: string }[],
  byEstate: readonly Float64Array[],
): Record<string, number> {
  const found: Record<string, number> = {}
  for (const [at, { code }] of items.entries()) {
    const middle = median(byEstate.map((numbers) => numbers[at] ?? Number.NaN))
    if (middle !== null) found[code] = middle
  }
  return found
}

/** Points by indicator as shares of its full points, 0..1. */
function shares(edition: Edition, points: Record<string, number>): Record<string, number> {
  const full = new Map(edition.indicators.map((indicator) => [indicator.code, indicator.points]))
  return Object.fromEntries(
    Object.entries(points).map(([code, median]) => [code, roundTo(median / (full.get(code) ?? 1), 9)]),
  )
}

function cityTotals(edition: Edition, group: Group): Totals {
  return {
    estates: group.estates,
    outcomes: group.outcomes,
    bands: group.bands,
    demonstration: group.demonstration,
    median: {
      base: median(group.totals.base),
      final: median(group.totals.final),
      dimensions: medians(edition.dimensions, group.dimensions),
      indicators: shares(edition, medians(edition.indicators, group.points)),
    },
  }
}

/**
 * Ranks, rank ranges and the city's totals of a release. `quarters` are the engine's columns behind the scores: one
 * for a quarter, those of its quarters for a year; their places count the scored estates in the group's order.
 */
export function rankRelease(
  compiled: CompiledEdition,
  group: Group,
  quarters: readonly RangeQuarter[],
  weights: Float64Array,
): Omit<RanksFile, "basis"> {
  const ranks = rankEstates(compiled.edition.rank, totalColumns(group))
  const ranges = rankRanges(compiled, quarters, group.positions.length, weights)
  const groups = ranges && tieGroups(ranks, ranges)
  const file: Omit<RanksFile, "basis"> = {
    ranks: Array<number | null>(group.estates).fill(null),
    figures: Array<number | null>(group.estates).fill(null),
    ranges: Array<RankRange | null>(group.estates).fill(null),
    totals: cityTotals(compiled.edition, group),
    groups: groupFigures(compiled.edition, group),
    ...(group.companies.size > 0 && { companies: Object.fromEntries(group.companies) }),
    ...(group.compared.length > 0 && { peers: peersOf(compiled.edition, group.compared) }),
  }
  const { places } = compiled.edition.rank
  const ranked = group.totals[rankedColumn(compiled.edition.rank)]
  for (const [place, position] of group.positions.entries()) {
    file.ranks[position] = ranks[place] || null
    file.figures[position] = roundTo(ranked[place] ?? 0, places ?? 9)
    const range = ranges?.[place]
    if (!range || !groups) continue
    const { p5, p50, p95, top10Share } = range
    file.ranges[position] = { p5, p50, p95, top10: top10Share, group: groups[place] ?? 0 }
  }
  return file
}
