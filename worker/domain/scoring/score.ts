/**
 * Scoring. `compileEdition` once per edition, then `scoreEstate` for one estate (pages, browser form) or `scoreColumns`
 * for many (releases); both run the same code. Rules: the format of editions, parts Indicator and Scores.
 */
import { type DimensionOut, runAggregate } from "./aggregate.ts"
import { type BandFacts, bandNumber } from "./band.ts"
import { BLOCK_ROWS, type Block, blockOf } from "./block.ts"
import type { CompiledEdition } from "./compile.ts"
import { disclose } from "./disclosure.ts"
import { type IndicatorOut, runIndicator, settleWithheld } from "./indicator.ts"
import type { KeyValue } from "./keys.ts"
import type { ColumnScores, EstateScore } from "./results.ts"
import { type ColumnTable, tableOf } from "./table.ts"
import { totalsOf } from "./totals.ts"
import { estateScoreAt } from "./view.ts"

export { type CompiledEdition, compileEdition } from "./compile.ts"
export type { EstateScore, IndicatorScore } from "./results.ts"
export { tableOf } from "./table.ts"

export interface ScoreOptions {
  /** Codes of the `cycle` vetoes that were told for the quarter: they count for every estate. */
  readonly cycleVetoes?: readonly string[]
  /** Whether to keep measures; scores do not need them. */
  readonly measures?: boolean
  /** Results of an earlier call for as many rows, to be overwritten: saves the memory of a second set. */
  readonly into?: ColumnScores
}

/**
 * Scores one estate from its typed values; absent keys are missing, unknown keys are ignored. Cheap enough for every
 * keystroke.
 */
export function scoreEstate(
  compiled: CompiledEdition,
  values: ReadonlyMap<string, KeyValue>,
  cycleVetoes: readonly string[] = [],
): EstateScore {
  const table = disclose(compiled, tableOf(compiled, [values]))
  const scores = scoreColumns(compiled, table, { cycleVetoes, measures: true })
  return estateScoreAt(compiled, table, scores, 0, cycleVetoes)
}

/** Scores all rows of a table of one quarter, by what may be published of them: see disclosure.ts. */
export function scoreColumns(
  compiled: CompiledEdition,
  exact: ColumnTable,
  options: ScoreOptions = {},
): ColumnScores {
  const table = disclose(compiled, exact)
  const scores = options.into ?? newScores(compiled, table.size, options.measures ?? false)
  if (scores.size !== table.size) throw new RangeError("`into` holds another number of rows")
  const vetoed = (options.cycleVetoes ?? []).length > 0
  for (let start = 0; start < table.size; start += BLOCK_ROWS)
    scoreBlock(compiled, table, blockOf(table, start), scores, vetoed)
  return scores
}

function newScores({ edition }: CompiledEdition, size: number, measures: boolean): ColumnScores {
  const cells = edition.indicators.length * size
  const parts = edition.dimensions.length * size
  return {
    size,
    state: new Uint8Array(cells),
    ratio: new Float64Array(cells),
    points: new Float64Array(cells),
    alternative: new Int16Array(cells),
    measure: measures ? new Float64Array(cells) : null,
    dimensionPoints: new Float64Array(parts),
    applicablePoints: new Float64Array(parts),
    base: new Float64Array(size),
    bonus: new Float64Array(size),
    deductions: new Float64Array(size),
    final: new Float64Array(size),
    ranking: new Float64Array(size),
    band: new Int16Array(size),
  }
}

function scoreBlock(
  compiled: CompiledEdition,
  table: ColumnTable,
  block: Block,
  scores: ColumnScores,
  vetoed: boolean,
): void {
  const { start, rows } = block
  const part = <T extends Float64Array | Uint8Array | Int16Array>(all: T, number: number) =>
    all.subarray(number * scores.size + start, number * scores.size + start + rows) as T
  const outs: IndicatorOut[] = compiled.indicators.map((program, number) => {
    const out: IndicatorOut = {
      state: part(scores.state, number),
      ratio: part(scores.ratio, number),
      points: part(scores.points, number),
      alternative: part(scores.alternative, number),
      measure: scores.measure ? part(scores.measure, number) : null,
    }
    runIndicator(program, block, out)
    const withheld = table.withheld.get(number)
    if (withheld) settleWithheld(out, withheld.subarray(start, start + rows), program.points)
    return out
  })
  const dimensions: DimensionOut[] = compiled.aggregate.dimensions.map((_, number) => ({
    points: part(scores.dimensionPoints, number),
    applicable: part(scores.applicablePoints, number),
  }))
  runAggregate(compiled.aggregate, rows, outs, dimensions, part(scores.base, 0))
  compiled.bonuses(block.values, rows, part(scores.bonus, 0))
  compiled.deductions(block.values, rows, part(scores.deductions, 0))
  finishBlock(compiled, block, scores, vetoed)
}

function finishBlock(compiled: CompiledEdition, block: Block, scores: ColumnScores, vetoed: boolean): void {
  const { start, rows } = block
  const places = compiled.edition.rounding.total
  const conditionsMet = compiled.bands.map((band) => band.conditions.map((mask) => mask(block)))
  const gatesHold = blockMask(compiled.gates, block, (column, out) => {
    for (let e = 0; e < rows; e++) if (column[e] !== 1) out[e] = 0
  })
  const noVeto = blockMask(compiled.vetoes, block, (column, out) => {
    for (let e = 0; e < rows; e++) if (column[e] === 1) out[e] = 0
  })
  for (let e = 0; e < rows; e++) {
    const row = start + e
    const base = scores.base[row]!
    const { final, ranking } = totalsOf(base, scores.bonus[row]!, scores.deductions[row]!, places)
    scores.final[row] = final
    scores.ranking[row] = ranking
    const facts: BandFacts = {
      base,
      final,
      ranking,
      gatesHold: gatesHold[e] === 1,
      noVeto: !vetoed && noVeto[e] === 1,
      lowestBase: base,
    }
    scores.band[row] = bandNumber(compiled.bands, facts, conditionsMet, e)
  }
}

/** 1 for every row, after each of the keys' columns had its say. */
function blockMask(
  keys: readonly number[],
  block: Block,
  look: (column: Float64Array, out: Uint8Array) => void,
): Uint8Array {
  const out = new Uint8Array(block.rows).fill(1)
  for (const key of keys) look(block.values[key]!, out)
  return out
}
