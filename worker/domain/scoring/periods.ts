/**
 * All results of a set of quarters under one edition: every estate in every quarter that has rows, and every calendar
 * year, with ranks and (when asked) rank ranges. The scoring command prints this.
 */
import { yearOf } from "../quarter.ts"
import { compareCodePoints } from "../text-order.ts"
import type { CompiledEdition } from "./compile.ts"
import { disclose, publicEntries } from "./disclosure.ts"
import { entryHash, type ResultIdentity, resultIdentity } from "./identity.ts"
import type { KeyValue } from "./keys.ts"
import { type RankRange, rankRanges, weightVectors } from "./ranges.ts"
import { rankEstates } from "./rank.ts"
import type { ColumnScores, TotalColumns, Totals } from "./results.ts"
import { scoreColumns } from "./score.ts"
import { getValue } from "./table.ts"
import type { QuarterValues } from "./values-file.ts"
import { failedGatesAt, vetoesAt } from "./view.ts"
import { type QuarterOfYear, scoreYear, type YearScore } from "./year.ts"

/** One estate in one quarter or year. */
export interface PeriodRow {
  readonly estate: string
  /** `2023Q2`, or `2023` for the year. */
  readonly period: string
  /** null for a year with too few quarters. */
  readonly totals: Totals | null
  readonly rank: number | null
  readonly range: RankRange | null
  readonly band: string | null
  readonly gatesFailed: readonly string[]
  readonly vetoes: readonly string[]
}

/** A quarter with its scores; its table holds what may be published, which is what they are made from. */
export interface ScoredQuarter extends QuarterValues {
  readonly scores: ColumnScores
}

export interface PeriodResults {
  readonly identity: ResultIdentity
  readonly quarters: readonly ScoredQuarter[]
  /** By period in order, a year after its quarters; within a period by estate. */
  readonly rows: readonly PeriodRow[]
}

/** Scores quarters as `readValues` gives them. */
export function scorePeriods(
  compiled: CompiledEdition,
  values: readonly QuarterValues[],
  options: { readonly ranges: boolean; readonly measures: boolean },
): PeriodResults {
  const quarters = values.map((quarter) => {
    const { cycleVetoes } = quarter
    const table = disclose(compiled, quarter.table)
    const scores = scoreColumns(compiled, table, { cycleVetoes, measures: options.measures })
    return { ...quarter, table, scores }
  })
  const weights = options.ranges ? weightVectors(compiled.edition) : null
  const lists: (readonly PeriodRow[])[] = []
  for (const [year, own] of byYear(quarters)) {
    const quarterRows = own.map((quarter) => rowsOfQuarter(compiled, quarter, weights))
    lists.push(...quarterRows, rowsOfYear(compiled, year, own, quarterRows, weights))
  }
  const hashes = quarters.flatMap((quarter) => entryHashes(compiled, quarter))
  return { identity: resultIdentity(compiled.edition, hashes), quarters, rows: lists.flat() }
}

function byYear(quarters: readonly ScoredQuarter[]): Map<string, ScoredQuarter[]> {
  const years = new Map<string, ScoredQuarter[]>()
  for (const quarter of quarters) {
    const year = yearOf(quarter.quarter)
    const own = years.get(year)
    if (own) own.push(quarter)
    else years.set(year, [quarter])
  }
  return years
}

function entryHashes(compiled: CompiledEdition, quarter: QuarterValues): string[] {
  const all = quarter.estates.map((estate, row) =>
    entryHash(quarter.quarter, estate, publicEntries(compiled, quarter.table, row)),
  )
  return quarter.cycleVetoes.length === 0
    ? all
    : [
        ...all,
        entryHash(
          quarter.quarter,
          "*",
          quarter.cycleVetoes.map((code) => [code, 1]),
        ),
      ]
}

function rowsOfQuarter(
  compiled: CompiledEdition,
  quarter: ScoredQuarter,
  weights: Float64Array | null,
): PeriodRow[] {
  const { scores, table, estates } = quarter
  const ranks = rankEstates(compiled.edition.rank, scores)
  const ranges = weights && rankRanges(compiled, [{ scores }], estates.length, weights)
  return estates.map((estate, row) => ({
    estate,
    period: quarter.quarter,
    totals: {
      base: scores.base[row]!,
      bonus: scores.bonus[row]!,
      deductions: scores.deductions[row]!,
      final: scores.final[row]!,
      ranking: scores.ranking[row]!,
    },
    rank: ranks[row]! > 0 ? ranks[row]! : null,
    range: ranges?.[row] ?? null,
    band: compiled.edition.bands[scores.band[row]!]?.code ?? null,
    gatesFailed: failedGatesAt(compiled, table, row),
    vetoes: vetoesAt(compiled, table, row, quarter.cycleVetoes),
  }))
}

function rowsOfYear(
  compiled: CompiledEdition,
  year: string,
  quarters: readonly ScoredQuarter[],
  quarterRows: readonly (readonly PeriodRow[])[],
  weights: Float64Array | null,
): PeriodRow[] {
  const cycleVetoes = quarters.flatMap((quarter) => quarter.cycleVetoes)
  const parts = new Map<string, QuarterOfYear[]>()
  quarters.forEach((quarter, q) => {
    quarterRows[q]!.forEach(({ estate, totals, gatesFailed, vetoes }, row) => {
      const list = parts.get(estate) ?? []
      parts.set(estate, list)
      const values = baseValues(compiled, quarter, row)
      if (totals) list.push({ quarter: quarter.quarter, ...totals, gatesFailed, vetoes, values })
    })
  })
  const estates = [...parts.keys()].sort(compareCodePoints)
  const scored = estates.map((estate) => scoreYear(compiled, parts.get(estate)!, cycleVetoes))
  const group = estates.filter((_, n) => scored[n]!.totals)
  const placeOf = new Map(group.map((estate, place) => [estate, place]))
  const ranks = rankEstates(compiled.edition.rank, yearColumns(scored))
  const ranges = weights && rankRanges(compiled, yearQuarters(quarters, placeOf), group.length, weights)
  return estates.map((estate, n) => {
    const { totals, band, gatesFailed, vetoes } = scored[n]!
    const place = placeOf.get(estate)
    const rank = place === undefined ? 0 : ranks[place]!
    const range = place === undefined ? null : (ranges?.[place] ?? null)
    return { estate, period: year, totals, rank: rank > 0 ? rank : null, range, band, gatesFailed, vetoes }
  })
}

function baseValues(compiled: CompiledEdition, { table }: ScoredQuarter, row: number): Map<string, KeyValue> {
  const values = new Map<string, KeyValue>()
  for (const { key } of compiled.edition.bases) {
    const value = getValue(table, compiled.numberOf.get(key)!, row)
    if (value !== null) values.set(key, value)
  }
  return values
}

function yearColumns(scored: readonly YearScore[]): TotalColumns {
  const all = scored.flatMap(({ totals }) => (totals ? [totals] : []))
  const column = (name: keyof Totals) => Float64Array.from(all, (totals) => totals[name])
  return {
    base: column("base"),
    bonus: column("bonus"),
    deductions: column("deductions"),
    final: column("final"),
    ranking: column("ranking"),
  }
}

function yearQuarters(quarters: readonly ScoredQuarter[], placeOf: ReadonlyMap<string, number>) {
  return quarters.map(({ scores, estates }) => ({
    scores,
    places: Int32Array.from(estates, (estate) => placeOf.get(estate) ?? -1),
  }))
}
