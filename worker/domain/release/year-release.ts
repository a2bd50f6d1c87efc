import type { KeyValue } from "../scoring/keys.ts"
import type { RangeQuarter } from "../scoring/ranges.ts"
import { roundTo } from "../scoring/rounding.ts"
import type { CompiledEdition } from "../scoring/score.ts"
import { type QuarterOfYear, scoreYear } from "../scoring/year.ts"
import { type Group, scoreColumnsOf } from "./group.ts"
import type { EstateInput } from "./inputs.ts"
import { emptyCard, plainRow } from "./score-estate.ts"
import type { CardDetail, CardsFile, FiguresFile, FiguresRow } from "./working.ts"

/** One quarter of an estate as its release froze it. */
export interface FrozenQuarter {
  quarter: string
  position: number
  estate: FiguresRow
}

/** An estate of the year with the quarters in which it was scored, oldest first. */
export interface YearEstate {
  estate: EstateInput
  quarters: (FrozenQuarter | null)[]
}

function quarterOfYear({ quarter, estate: { row, figures } }: FrozenQuarter): QuarterOfYear {
  const { base, bonus, deductions, gatesFailed, vetoes } = row
  const values = new Map<string, KeyValue>(Object.entries(figures?.bases ?? {}))
  return {
    quarter,
    base: base ?? 0,
    bonus: bonus ?? 0,
    deductions: deductions ?? 0,
    gatesFailed,
    vetoes,
    values,
  }
}

function meanDimensions(
  { edition }: CompiledEdition,
  quarters: readonly FrozenQuarter[],
): Record<string, number> {
  const means = edition.dimensions.map(({ code }) => {
    const sum = quarters.reduce((total, { estate }) => total + (estate.row.dimensions[code] ?? 0), 0)
    return [code, roundTo(sum / quarters.length, edition.rounding.indicator)] as const
  })
  return Object.fromEntries(means)
}

/** A year's card: dimensions as means, gates of the last quarter; the figures behind them stand in the quarters. */
function yearCard(
  { edition }: CompiledEdition,
  dimensions: Record<string, number>,
  failed: readonly string[],
  last: FrozenQuarter,
): CardDetail {
  const answered = last.estate.figures?.answered ?? []
  return {
    ...emptyCard,
    dimensionDetail: edition.dimensions.map(({ code, points: full }) => ({
      code,
      points: dimensions[code] ?? 0,
      full,
      applicable: full,
    })),
    gates: edition.gates.map(({ code }) => ({
      code,
      met: !failed.includes(code),
      answered: answered.includes(code),
    })),
  }
}

function yearOne(compiled: CompiledEdition, { estate, quarters }: YearEstate, year: string) {
  const row = plainRow(estate, `${year}-12-31`)
  const scored = quarters.filter((quarter) => quarter !== null)
  const last = scored.at(-1)
  const score = last && estate.outcome === "scored" ? scoreYear(compiled, scored.map(quarterOfYear)) : null
  if (!last || !score?.totals) return { figures: { row, figures: null }, card: emptyCard }
  const { band, gatesFailed, vetoes, totals } = score
  const { base, bonus, deductions, final, ranking } = totals
  const dimensions = meanDimensions(compiled, scored)
  return {
    figures: {
      row: { ...row, base, bonus, deductions, final, ranking, band, gatesFailed, vetoes, dimensions },
      figures: null,
      sources: quarters.map((quarter) => quarter?.position ?? null),
    },
    card: yearCard(compiled, dimensions, gatesFailed, last),
  }
}

/** One chunk of a year's release, from what the releases of its quarters froze. */
export function yearChunk(
  compiled: CompiledEdition,
  estates: readonly YearEstate[],
  year: string,
): { figures: FiguresFile; cards: CardsFile } {
  const scored = estates.map((estate) => yearOne(compiled, estate, year))
  return {
    figures: { estates: scored.map(({ figures }) => figures) },
    cards: { cards: scored.map(({ card }) => card) },
  }
}

/**
 * One quarter of a year for rank ranges: its engine columns, and for each of its scored estates the place among the
 * year's scored estates (-1: not scored in the year). `places` is by the estate's position in the quarter's release.
 */
export function rangeQuarter(
  { edition }: CompiledEdition,
  quarter: Group,
  places: ReadonlyMap<number, number>,
): RangeQuarter {
  return {
    scores: scoreColumnsOf(edition, quarter),
    places: Int32Array.from(quarter.positions, (position) => places.get(position) ?? -1),
  }
}
