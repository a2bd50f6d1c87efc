import fc from "fast-check"
import { expect, test } from "vitest"
import { readEdition } from "../../../worker/domain/scoring/read-edition.ts"
import { compileEdition, scoreEstate } from "../../../worker/domain/scoring/score.ts"
import { exactScore } from "./exact-score.ts"
import { type Fraction, toNumber } from "./fraction.ts"
import { randomEdition, randomValues } from "./random-edition.ts"

const near = (x: Fraction | null) => (x === null ? null : expect.closeTo(toNumber(x), 9))

test("random editions are editions", () => {
  fc.assert(
    fc.property(randomEdition, (edition) => {
      expect(readEdition(JSON.parse(JSON.stringify(edition))).faults).toBeUndefined()
    }),
    { numRuns: 100 },
  )
})

test("the engine agrees with exact arithmetic on random editions and values", () => {
  const pairs = randomEdition.chain((edition) => fc.tuple(fc.constant(edition), randomValues(edition)))
  fc.assert(
    fc.property(pairs, ([edition, values]) => {
      const score = scoreEstate(compileEdition(edition), values)
      const reference = exactScore(edition, values)
      expect(
        score.indicators.map(({ state, measure, ratio, points }) => ({ state, measure, ratio, points })),
      ).toEqual(
        reference.indicators.map(({ state, measure, ratio, points }) => ({
          state,
          measure: near(measure),
          ratio: near(ratio),
          points: near(points),
        })),
      )
      expect(score.dimensions.map(({ points }) => points)).toEqual(reference.dimensions.map(near))
      const { base, bonus, deductions, final, ranking, band, gatesFailed, vetoes } = score
      expect({ base, bonus, deductions, final, ranking, band, gatesFailed, vetoes }).toEqual({
        base: near(reference.base),
        bonus: near(reference.bonus),
        deductions: near(reference.deductions),
        final: near(reference.final),
        ranking: near(reference.ranking),
        band: reference.band,
        gatesFailed: reference.gatesFailed,
        vetoes: reference.vetoes,
      })
    }),
    { numRuns: 3000 },
  )
})
