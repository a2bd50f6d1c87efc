import fc from "fast-check"
import { expect, test } from "vitest"
import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import { rankRanges, tieGroups, weightVectors } from "../../../worker/domain/scoring/ranges.ts"
import type { ColumnScores } from "../../../worker/domain/scoring/results.ts"
import { NOT_APPLICABLE } from "../../../worker/domain/scoring/results.ts"
import { round9 } from "../../../worker/domain/scoring/rounding.ts"
import {
  type CompiledEdition,
  compileEdition,
  scoreColumns,
  tableOf,
} from "../../../worker/domain/scoring/score.ts"
import { editionOf, extraIndicator, firstEdition, smallDocument } from "./editions.ts"
import { randomEdition, randomValues } from "./random-edition.ts"

/** mulberry32 as published, the other way of writing it. */
function published(seed: number): () => number {
  let a = seed
  return () => {
    a |= 0
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

test("weights: one number per indicator in edition order, draw after draw, rescaled to the old sum", () => {
  const edition = firstEdition()
  const weights = weightVectors(edition)
  expect(weights).toHaveLength(33_000)
  const random = published(edition.robustness.seed)
  for (let d = 0; d < 3; d++) {
    const raw = edition.indicators.map(({ points }) => points * (1 + 0.25 * (2 * random() - 1)))
    const sum = raw.reduce((a, b) => a + b, 0)
    raw.forEach((weight, i) => {
      expect(weights[d * 33 + i]).toBeCloseTo((weight * 100) / sum, 12)
    })
  }
})

/** One estate's score in one draw, from the words of the format. */
function naiveScore(edition: Edition, scores: ColumnScores, row: number, weights: ArrayLike<number>): number {
  const full = edition.not_applicable === "full_marks"
  let sum = 0
  let all = 0
  for (const { code } of edition.dimensions) {
    const own = edition.indicators.map((one, i) => ({ one, i })).filter(({ one }) => one.dimension === code)
    const total = own.reduce((w, { i }) => w + weights[i]!, 0)
    const kept = own.filter(({ i }) => full || scores.state[i * scores.size + row] !== NOT_APPLICABLE)
    const weight = kept.reduce((w, { i }) => w + weights[i]!, 0)
    sum += kept.reduce(
      (s, { i }) => s + (weights[i]! * total * scores.ratio[i * scores.size + row]!) / weight,
      0,
    )
    all += total
  }
  const scale = edition.aggregation === "sum" ? 1 : (edition.scale ?? all) / all
  const { score } = edition.rank
  const base = sum * scale - (score === "base" ? 0 : scores.deductions[row]!)
  return score === "final" ? Math.max(0, base + scores.bonus[row]!) : base
}

function quantile(sorted: readonly number[], p: number): number {
  const at = round9((sorted.length - 1) * p)
  const low = Math.floor(at)
  return sorted[low]! + (at - low) * ((sorted[low + 1] ?? sorted[low]!) - sorted[low]!)
}

function naiveRanges(scoresByDraw: readonly (readonly number[])[]) {
  const ranks = scoresByDraw.map((scores) => {
    const keys = scores.map(round9)
    return keys.map((key) => 1 + keys.filter((other) => other > key).length)
  })
  return scoresByDraw[0]!.map((_, e) => {
    const sorted = ranks.map((list) => list[e]!).sort((a, b) => a - b)
    return {
      p5: Math.floor(round9(quantile(sorted, 0.05))),
      p50: Math.floor(round9(quantile(sorted, 0.5)) + 0.5),
      p95: Math.ceil(round9(quantile(sorted, 0.95))),
      top10Share: sorted.filter((rank) => rank <= 10).length / sorted.length,
    }
  })
}

function drawsOf(compiled: CompiledEdition, scoreIn: (weights: Float64Array) => number[]) {
  const { robustness, indicators } = compiled.edition
  const weights = weightVectors(compiled.edition)
  return Array.from({ length: robustness.draws }, (_, d) =>
    scoreIn(weights.subarray(d * indicators.length, (d + 1) * indicators.length)),
  )
}

const ranked = fc.constantFrom<Edition["rank"]["score"]>("base", "base_minus_deductions", "final")
const manyEstates = fc
  .tuple(randomEdition, ranked)
  .map(([edition, score]) => ({ ...edition, rank: { ...edition.rank, score } }))
  .chain((edition) =>
    fc.tuple(
      fc.constant(edition),
      fc.array(randomValues(edition), { minLength: 1, maxLength: 14 }),
      fc.array(randomValues(edition), { minLength: 1, maxLength: 14 }),
    ),
  )

test("ranges of a quarter agree with a naive reading of the format", () => {
  fc.assert(
    fc.property(manyEstates, ([edition, rows]) => {
      const compiled = compileEdition(edition)
      const scores = scoreColumns(compiled, tableOf(compiled, rows))
      const draws = drawsOf(compiled, (weights) =>
        rows.map((_, row) => naiveScore(edition, scores, row, weights)),
      )
      expect(rankRanges(compiled, [{ scores }], rows.length)).toEqual(naiveRanges(draws))
    }),
    { numRuns: 300 },
  )
})

test("ranges of a year come from the means of the quarters' scores in each draw", () => {
  fc.assert(
    fc.property(manyEstates, ([edition, one, two]) => {
      const compiled = compileEdition(edition)
      const quarters = [one, two].map((rows) => scoreColumns(compiled, tableOf(compiled, rows)))
      const size = Math.max(one.length, two.length)
      const draws = drawsOf(compiled, (weights) =>
        Array.from({ length: size }, (_, e) => {
          const own = quarters
            .filter((scores) => e < scores.size)
            .map((scores) => naiveScore(edition, scores, e, weights))
          return own.reduce((a, b) => a + b, 0) / own.length
        }),
      )
      expect(
        rankRanges(
          compiled,
          quarters.map((scores) => ({ scores })),
          size,
        ),
      ).toEqual(naiveRanges(draws))
    }),
    { numRuns: 200 },
  )
})

test("places put rows into the group, and leave estates out", () => {
  const compiled = compileEdition(editionOf(smallDocument()))
  const scores = scoreColumns(
    compiled,
    tableOf(compiled, [new Map([["a", 1]]), new Map([["a", 2]]), new Map([["a", 3]])]),
  )
  const ranges = rankRanges(compiled, [{ scores, places: Int32Array.of(1, -1, 0) }], 2)
  expect(ranges?.map(({ p5, p95 }) => [p5, p95])).toEqual([
    [1, 1],
    [2, 2],
  ])
})

test("no ranges in a small group, nor without draws", () => {
  const rank = { score: "base", places: 2, ties: "shared", tie_break: [], min_group: 3 }
  const compiled = compileEdition(editionOf(smallDocument({}, { rank })))
  const scores = scoreColumns(compiled, tableOf(compiled, [new Map([["a", 1]]), new Map([["a", 2]])]))
  expect(rankRanges(compiled, [{ scores }], 2)).toBeNull()
  const still = compileEdition(
    editionOf(smallDocument({}, { robustness: { draws: 0, weight_spread: 0, seed: 1 } })),
  )
  expect(rankRanges(still, [{ scores }], 2)).toBeNull()
})

test("a geometric edition ranks by its mean in each draw, a ratio of 0 last", () => {
  const indicators = [extraIndicator("I", "D", 4), extraIndicator("J", "D", 6)]
  const more = { aggregation: "geometric", rounding: { indicator: null, total: null } }
  const compiled = compileEdition(editionOf({ ...smallDocument({}, more), indicators }))
  const rows = [
    [0, 10],
    [5, 5],
    [9, 9],
    [10, 0],
  ].map(([i, j]) => new Map([["i_a", i!] as const, ["j_a", j!] as const]))
  const scores = scoreColumns(compiled, tableOf(compiled, rows))
  expect(rankRanges(compiled, [{ scores }], 4)?.map(({ p50 }) => p50)).toEqual([3, 2, 1, 3])
})

test("tie groups go down the ranking, each held together by its leader", () => {
  const range = (p5: number, p95: number) => ({ p5, p50: p5, p95, top10Share: 1 })
  const ranges = [range(4, 6), range(1, 2), range(2, 5), range(3, 4), range(6, 6), range(1, 9)]
  expect(tieGroups([4, 1, 2, 3, 5, 0], ranges)).toEqual([2, 1, 1, 2, 3, 0])
  expect(tieGroups([], [])).toEqual([])
})
