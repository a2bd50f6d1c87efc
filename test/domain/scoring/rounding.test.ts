import fc from "fast-check"
import { expect, test } from "vitest"
import {
  atLeast9,
  atMost9,
  compare9,
  numberText,
  round9,
  roundTo,
} from "../../../worker/domain/scoring/rounding.ts"
import { compare, exact, fraction, roundTwice, toNumber } from "./fraction.ts"

const slow = (x: number, places: number) => toNumber(roundTwice(exact(x), places))

test("halves go away from zero, on the decimal value", () => {
  expect(roundTo(1.005, 2)).toBe(1.01)
  expect(roundTo(-1.005, 2)).toBe(-1.01)
  expect(roundTo(2.675, 2)).toBe(2.68)
  expect(roundTo(1.0049999994, 2)).toBe(1)
  expect(roundTo(1.0049999995, 2)).toBe(1.01)
  expect(roundTo(0.1 + 0.2, 1)).toBe(0.3)
  expect(round9(0.0000000005)).toBe(0.000000001)
  expect(round9(1 / 1024)).toBe(0.000976563)
  expect(Object.is(roundTo(-0.001, 2), 0)).toBe(true)
  expect(roundTo(Math.PI, null)).toBe(Math.PI)
})

test("large numbers keep their whole part", () => {
  expect(roundTo(123456789.125, 2)).toBe(123456789.13)
  expect(roundTo(9007199254740991, 2)).toBe(9007199254740991)
  expect(roundTo(1e300, 2)).toBe(1e300)
  expect(roundTo(-262144.005, 2)).toBe(-262144.01)
  expect(round9(Number.NaN)).toBeNaN()
})

test("agrees with exact decimals of up to 15 digits, ties and their neighbours too", () => {
  const decimals = fc
    .tuple(
      fc.integer({ min: -99_999_999, max: 99_999_999 }),
      fc.integer({ min: 0, max: 9_999_999 }),
      fc.integer({ min: 0, max: 14 }),
    )
    .map(([a, b, point]) => Number(`${BigInt(a) * 10_000_000n + BigInt(a < 0 ? -b : b)}e-${point}`))
  const ties = fc
    .tuple(
      fc.integer({ min: -9999, max: 9999 }),
      fc.constantFrom(0, 1, 2, 3),
      fc.constantFrom(-1, 0, 1),
      fc.integer({ min: 6, max: 10 }),
    )
    .map(([n, places, off, far]) => Number((n + 0.5 * Math.sign(n || 1)) / 10 ** places + off / 10 ** far))
    .map((x) => Number(x.toPrecision(15)))
  fc.assert(
    fc.property(fc.oneof(decimals, ties), fc.integer({ min: 0, max: 9 }), (x, places) => {
      expect(roundTo(x, places)).toBe(slow(x, places))
    }),
    { numRuns: 20_000 },
  )
})

test("a few last places of noise do not change what is rounded", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 99_999 }),
      fc.constantFrom(1, 2),
      fc.integer({ min: -2, max: 2 }),
      (n, places, ulps) => {
        const tie = (2 * n + 1) / (2 * 10 ** places)
        expect(roundTo(tie * (1 + ulps * 2 ** -52), places)).toBe(slow(tie, places))
      },
    ),
  )
})

test("comparison is at 9 decimals", () => {
  expect(atLeast9(89.9999999996, 90)).toBe(true)
  expect(atLeast9(89.9999999994, 90)).toBe(false)
  expect(atMost9(90.0000000004, 90)).toBe(true)
  expect(atMost9(90.0000000005, 90)).toBe(false)
  expect(atLeast9(Number.NaN, 0)).toBe(false)
  expect(atMost9(Number.NaN, 0)).toBe(false)
  expect(compare9(0.1 + 0.2, 0.3)).toBe(0)
  expect(atLeast9(5000000.1 + 3000000.2, 8000000.3)).toBe(true)
  expect(atMost9(5000000.1 + 3000000.2, 8000000.3)).toBe(true)
  expect(atLeast9(9007199254740990, 9007199254740991)).toBe(false)
})

test("numbers are written with 10 significant digits and 9 decimals", () => {
  expect([77.16, 90.9090909090909, 0.772727272727, 0, -0, -1e-10, 1e-9, 5e-10].map(numberText)).toEqual([
    "77.16",
    "90.90909091",
    "0.772727273",
    "0",
    "0",
    "0",
    "0.000000001",
    "0.000000001",
  ])
  expect(
    [1e21, 123456789012, 99999.999996, 9.99999999996, 1234567.891234, -45.766247525].map(numberText),
  ).toEqual(["1000000000000000000000", "123456789000", "100000", "10", "1234567.891", "-45.76624753"])
  expect(() => numberText(Number.NaN)).toThrow(RangeError)
})

test("written numbers are the nearest of that length", () => {
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (x) => {
      const text = numberText(x)
      expect(text).toMatch(/^-?(0|[1-9]\d*)(\.\d{0,8}[1-9])?$/)
      const off = compare(exact(text), exact(x)) < 0 ? toNumber(exact(x)) - Number(text) : Number(text) - x
      expect(Math.abs(off)).toBeLessThanOrEqual(Math.max(5e-10, Math.abs(x) * 5e-10) * 1.0001)
    }),
  )
  expect(fraction(2n, 4n)).toEqual({ n: 1n, d: 2n })
})
