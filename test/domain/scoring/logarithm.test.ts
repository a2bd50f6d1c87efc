import fc from "fast-check"
import { expect, test } from "vitest"
import { exponential, naturalLog } from "../../../worker/domain/scoring/logarithm.ts"

const closeTo = (x: number, expected: number) => {
  if (Number.isFinite(expected) && expected !== 0)
    expect(Math.abs(x - expected)).toBeLessThanOrEqual(Math.max(Math.abs(expected) * 5e-16, 5e-324))
  else expect(x).toBe(expected)
}

test("the logarithm agrees with the platform's to the last place or two", () => {
  const any = fc.double({ min: 5e-324, max: Number.MAX_VALUE, noNaN: true })
  const near = fc.double({ min: 0.5, max: 2, noNaN: true })
  fc.assert(
    fc.property(fc.oneof(any, near), (x) => closeTo(naturalLog(x), Math.log(x))),
    { numRuns: 5000 },
  )
  expect([naturalLog(1), naturalLog(0), naturalLog(-1)]).toEqual([0, Number.NEGATIVE_INFINITY, Number.NaN])
})

test("the exponential agrees with the platform's to the last place or two", () => {
  const any = fc.oneof(
    fc.double({ min: -800, max: 800, noNaN: true }),
    fc.double({ min: -5, max: 5, noNaN: true }),
  )
  fc.assert(
    fc.property(any, (x) => closeTo(exponential(x), Math.exp(x))),
    { numRuns: 5000 },
  )
  expect([0, -1000, 1000, Number.NEGATIVE_INFINITY].map(exponential)).toEqual([
    1,
    0,
    Number.POSITIVE_INFINITY,
    0,
  ])
})

test("at the ends of what a double holds, both are what they are", () => {
  const inf = Number.POSITIVE_INFINITY
  expect([naturalLog(inf), naturalLog(Number.NaN), exponential(Number.NaN)]).toEqual([
    inf,
    Number.NaN,
    Number.NaN,
  ])
  // The smallest normal number, those below it, and the largest of all.
  for (const x of [2.2250738585072014e-308, 2.225073858507201e-308, 1e-310, 5e-324, Number.MAX_VALUE])
    closeTo(naturalLog(x), Math.log(x))
  // Up to where it overflows, down to where nothing is left, and where results are no longer normal numbers.
  for (const x of [
    709.782712893384, 709.5, 709.0895, 708.3, -707.9, -708.2, -708.4, -710, -744, -745.1332191019411,
  ])
    closeTo(exponential(x), Math.exp(x))
  expect([exponential(709.7827128933841), exponential(-745.1332191019412)]).toEqual([inf, 0])
})
