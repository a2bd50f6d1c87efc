import fc from "fast-check"
import { expect, test } from "vitest"
import { ratioOf } from "../../../worker/domain/scoring/one-indicator.ts"
import { compileEdition, scoreEstate } from "../../../worker/domain/scoring/score.ts"
import { waterfallOf } from "../../../worker/domain/scoring/waterfall.ts"
import { randomEdition, randomValues } from "./random-edition.ts"

const pairs = randomEdition.chain((edition) => fc.tuple(fc.constant(edition), randomValues(edition)))
const total = (numbers: readonly (number | null)[]) =>
  numbers.reduce<number>((sum, number) => sum + (number ?? 0), 0)

test("the parts of any score add up to it, and each indicator's points and loss to its full points", () => {
  let stretched = 0
  fc.assert(
    fc.property(pairs, ([edition, values]) => {
      const score = scoreEstate(compileEdition(edition), values)
      const fall = waterfallOf(edition, score)
      for (const { indicators, points, stretched: added } of fall.dimensions) {
        expect(total(indicators.map((one) => one.points)) + added).toBeCloseTo(points, 8)
        for (const one of indicators) expect((one.points ?? one.full) + one.lost).toBeCloseTo(one.full, 8)
        if (added !== 0) stretched++
      }
      const parts = [fall.aggregated, fall.bonus, fall.deductions, fall.floor]
      expect(total([...fall.dimensions.map(({ points }) => points), ...parts])).toBeCloseTo(score.final, 7)
      expect(fall.dimensions.flatMap(({ indicators }) => indicators)).toHaveLength(edition.indicators.length)
    }),
    { numRuns: 300, seed: 11 },
  )
  expect(stretched).toBeGreaterThan(20)
})

test("an indicator alone has the ratio that it has among all", () => {
  fc.assert(
    fc.property(pairs, ([edition, values]) => {
      const compiled = compileEdition(edition)
      const { indicators } = scoreEstate(compiled, values)
      expect(indicators.map((_, number) => ratioOf(compiled, values, number))).toEqual(
        indicators.map(({ state, ratio }) => (state === "reported" ? ratio : 0)),
      )
    }),
    { numRuns: 200, seed: 12 },
  )
  const [[edition, values] = []] = fc.sample(pairs, { numRuns: 1, seed: 13 })
  if (edition && values) expect(() => ratioOf(compileEdition(edition), values, 999)).toThrow(RangeError)
})
