import type { Scorecard } from "../../worker/domain/release/snapshot.ts"
import type { Edition } from "../../worker/domain/scoring/edition.ts"
import type { KeyValue } from "../../worker/domain/scoring/keys.ts"
import { rankRanges, tieGroups, weightVectors } from "../../worker/domain/scoring/ranges.ts"
import { rankEstates } from "../../worker/domain/scoring/rank.ts"
import { readEdition } from "../../worker/domain/scoring/read-edition.ts"
import type { EstateScore, TotalColumns } from "../../worker/domain/scoring/results.ts"
import {
  type CompiledEdition,
  compileEdition,
  scoreColumns,
  scoreEstate,
} from "../../worker/domain/scoring/score.ts"
import { newTable, setValue } from "../../worker/domain/scoring/table.ts"

const compiled = new WeakMap<Edition, { edition: CompiledEdition; weights: Float64Array }>()

function compiledOf(edition: Edition) {
  const found = compiled.get(edition) ?? { edition: compileEdition(edition), weights: weightVectors(edition) }
  compiled.set(edition, found)
  return found
}

/** Reads an edition that must be right. */
export function readEditionFor(json: unknown): Edition {
  const { edition, faults } = readEdition(json)
  if (!edition) throw new Error(faults.map(({ path, message }) => `${path}: ${message}`).join("\n"))
  return edition
}

/** One estate by the engine. */
export function scoreFor(edition: Edition, values: ReadonlyMap<string, KeyValue>): EstateScore {
  return scoreEstate(compiledOf(edition).edition, values)
}

function totalsOf(cards: readonly Scorecard[]): TotalColumns {
  const column = (of: (card: Scorecard) => number | null) => Float64Array.from(cards, (card) => of(card) ?? 0)
  return {
    base: column((card) => card.base),
    bonus: column((card) => card.bonus),
    deductions: column((card) => card.deductions),
    final: column((card) => card.final),
    ranking: column((card) => card.ranking),
  }
}

/** Gives scored cards their ranks, ranges and tie groups, by the engine. */
export function rankCards(
  edition: Edition,
  cards: Scorecard[],
  values: readonly ReadonlyMap<string, KeyValue>[],
): void {
  const engine = compiledOf(edition)
  const table = newTable(engine.edition, cards.length)
  values.forEach((typed, row) => {
    for (const [key, value] of typed) {
      const number = engine.edition.numberOf.get(key)
      if (number !== undefined) setValue(table, number, row, value)
    }
  })
  const scores = scoreColumns(engine.edition, table)
  const ranks = rankEstates(edition.rank, totalsOf(cards))
  const ranges = rankRanges(engine.edition, [{ scores }], cards.length, engine.weights)
  if (!ranges) return
  const groups = tieGroups(ranks, ranges)
  cards.forEach((card, index) => {
    const range = ranges[index]
    if (!range) return
    card.rank = ranks[index] ?? null
    card.range = {
      p5: range.p5,
      p50: range.p50,
      p95: range.p95,
      top10: range.top10Share,
      group: groups[index] ?? 0,
    }
  })
}
