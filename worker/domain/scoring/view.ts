/** One estate's results in words and nulls, taken out of the columns. */
import type { CompiledEdition } from "./compile.ts"
import { causeAt } from "./explain.ts"
import {
  type ColumnScores,
  type DimensionScore,
  type EstateScore,
  type IndicatorScore,
  type IndicatorState,
  REPORTED,
} from "./results.ts"
import type { ColumnTable } from "./table.ts"

const STATE_NAMES: readonly IndicatorState[] = ["reported", "missing", "not_applicable"]

/** Everything about the estate at a row; measures are null when `scores` was made without them. */
export function estateScoreAt(
  compiled: CompiledEdition,
  table: ColumnTable,
  scores: ColumnScores,
  row: number,
  cycleVetoes: readonly string[] = [],
): EstateScore {
  const { edition } = compiled
  return {
    base: scores.base[row]!,
    bonus: scores.bonus[row]!,
    deductions: scores.deductions[row]!,
    final: scores.final[row]!,
    ranking: scores.ranking[row]!,
    band: edition.bands[scores.band[row]!]?.code ?? null,
    gatesFailed: failedGatesAt(compiled, table, row),
    vetoes: vetoesAt(compiled, table, row, cycleVetoes),
    indicators: edition.indicators.map((_, number) => indicatorScoreAt(compiled, table, scores, row, number)),
    dimensions: dimensionScoresAt(compiled, scores, row),
  }
}

/** Codes of the gates that are not answered yes, in edition order. */
export function failedGatesAt(
  { edition, gates }: CompiledEdition,
  table: ColumnTable,
  row: number,
): string[] {
  return edition.gates.filter((_, n) => table.values[gates[n]!]![row] !== 1).map(({ code }) => code)
}

/** Codes of the vetoes that are told yes, for the estate or (in `cycleVetoes`) for all, in edition order. */
export function vetoesAt(
  { edition, vetoes }: CompiledEdition,
  table: ColumnTable,
  row: number,
  cycleVetoes: readonly string[] = [],
): string[] {
  return edition.vetoes
    .filter(({ code }, n) => table.values[vetoes[n]!]![row] === 1 || cycleVetoes.includes(code))
    .map(({ code }) => code)
}

/** One indicator of one estate, without its cause: what tables and files print. */
export function plainIndicatorAt(
  { edition }: CompiledEdition,
  scores: ColumnScores,
  row: number,
  number: number,
): IndicatorScore {
  const cell = number * scores.size + row
  const state = STATE_NAMES[scores.state[cell]!]!
  const measure = scores.measure?.[cell]
  const withheld = state === "reported" && scores.alternative[cell] === -1
  const counted =
    state === "reported" || (state === "not_applicable" && edition.not_applicable === "full_marks")
  return {
    code: edition.indicators[number]!.code,
    state,
    measure: measure === undefined || Number.isNaN(measure) ? null : measure,
    ratio: counted ? scores.ratio[cell]! : null,
    points: counted || state === "missing" ? scores.points[cell]! : null,
    alternative: state === "reported" && !withheld ? scores.alternative[cell]! : null,
    ...(withheld ? { withheld: true as const } : {}),
  }
}

function indicatorScoreAt(
  compiled: CompiledEdition,
  table: ColumnTable,
  scores: ColumnScores,
  row: number,
  number: number,
): IndicatorScore {
  const score = plainIndicatorAt(compiled, scores, row, number)
  if (scores.state[number * scores.size + row] === REPORTED || score.state === "reported") return score
  return { ...score, cause: causeAt(compiled, table, row, compiled.edition.indicators[number]!, score.state) }
}

/** All dimensions of one estate. */
export function dimensionScoresAt(
  { edition }: CompiledEdition,
  scores: ColumnScores,
  row: number,
): DimensionScore[] {
  return edition.dimensions.map(({ code, points: fullPoints }, number) => {
    const points = scores.dimensionPoints[number * scores.size + row]!
    const applicablePoints = scores.applicablePoints[number * scores.size + row]!
    return { code, points, ratio: fullPoints > 0 ? points / fullPoints : null, applicablePoints, fullPoints }
  })
}
