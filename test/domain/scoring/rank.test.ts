import fc from "fast-check"
import { expect, test } from "vitest"
import type { RankRule, TotalColumn } from "../../../worker/domain/scoring/edition.ts"
import { rankEstates } from "../../../worker/domain/scoring/rank.ts"
import type { TotalColumns } from "../../../worker/domain/scoring/results.ts"
import { roundTo } from "../../../worker/domain/scoring/rounding.ts"

const rule = (more: Partial<RankRule>): RankRule => ({
  score: "base",
  places: null,
  ties: "shared",
  tie_break: [],
  min_group: 1,
  ...more,
})

function columns(base: readonly number[], bonus: readonly number[] = base.map(() => 0)): TotalColumns {
  const of = (list: readonly number[]) => Float64Array.from(list)
  const zero = base.map(() => 0)
  return { base: of(base), bonus: of(bonus), deductions: of(zero), final: of(base), ranking: of(base) }
}

test("ties share a rank, the next ranks are skipped", () => {
  expect([...rankEstates(rule({}), columns([5, 9, 5, 7, -3]))]).toEqual([3, 1, 3, 2, 5])
})

test("places decide what is a tie; without them 9 decimals do", () => {
  const close = columns([5.004, 5.001, 5.0000000001, 5])
  expect([...rankEstates(rule({ places: 2 }), close)]).toEqual([1, 1, 1, 1])
  expect([...rankEstates(rule({ places: null }), close)]).toEqual([1, 2, 3, 3])
  expect([...rankEstates(rule({ places: 0 }), columns([4.5, 5.4, 4.4]))]).toEqual([1, 1, 3])
})

test("tie breaks go column by column, the higher is better", () => {
  const totals = { ...columns([5, 5, 5, 6], [1, 2, 2, 0]), final: Float64Array.of(9, 7, 8, 1) }
  expect([...rankEstates(rule({ tie_break: ["bonus"] }), totals)]).toEqual([4, 2, 2, 1])
  expect([...rankEstates(rule({ tie_break: ["bonus", "final"] }), totals)]).toEqual([4, 3, 2, 1])
})

test("a small group has no ranks, a large one has more than two bytes", () => {
  expect([...rankEstates(rule({ min_group: 5 }), columns([1, 2, 3, 4]))]).toEqual([0, 0, 0, 0])
  expect(rankEstates(rule({ min_group: 0 }), columns([]))).toHaveLength(0)
  const many = columns(Array.from({ length: 70_000 }, (_, n) => n / 8))
  expect([...rankEstates(rule({}), many).slice(0, 2)]).toEqual([70_000, 69_999])
})

test("rank is 1 + the number of strictly better estates, for any numbers", () => {
  const score = fc.oneof(
    fc.integer({ min: -500, max: 10_000 }).map((x) => x / 100),
    fc.double({ min: -1e12, max: 1e12, noNaN: true }),
    fc.constantFrom(1e15, 1e-10, 0, -0),
  )
  const estate = fc.record({ base: score, bonus: fc.integer({ min: 0, max: 8 }).map((x) => x / 2) })
  const breaks = fc.constantFrom<TotalColumn[]>([], ["bonus"], ["bonus", "base"])
  fc.assert(
    fc.property(
      fc.array(estate, { maxLength: 40 }),
      breaks,
      fc.constantFrom(null, 0, 2),
      (list, tie_break, places) => {
        const totals = columns(
          list.map(({ base }) => base),
          list.map(({ bonus }) => bonus),
        )
        const keys = list.map((one) => [
          roundTo(one.base, places ?? 9),
          ...tie_break.map((name) => roundTo(totals[name][list.indexOf(one)]!, 9)),
        ])
        const better = (a: number[], b: number[]) => {
          const n = a.findIndex((x, k) => x !== b[k])
          return n >= 0 && a[n]! > b[n]!
        }
        const expected = keys.map((key) => 1 + keys.filter((other) => better(other, key)).length)
        expect([...rankEstates(rule({ tie_break, places }), totals)]).toEqual(expected)
      },
    ),
    { numRuns: 500 },
  )
})
