/**
 * Rounding half away from zero on the decimal value, and comparison at 9 decimals. "Exact or in doubles, the result is
 * the same": whatever is rounded or compared is rounded to 9 decimals first, and a double that misses a decimal tie by
 * no more than the error of a few operations (4 units of its last place, from 2^18 on 15 significant digits) is taken
 * for the tie. The engine uses IEEE 754 basic operations only (see logarithm.ts), so Node, workerd and browsers give
 * the same digits.
 */
import { digitsOf, plainText, roundDigits } from "./decimal.ts"

export const FUZZ = 1 + 2 * Number.EPSILON
/** Up to here `roundBy` needs no decimal text. */
export const FAST_LIMIT = 262_144
const POWERS = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]

/** What stands behind `roundTo` for one number of places: floor(|x| · power · FUZZ + half) ÷ power. */
export interface RoundingStep {
  readonly places: number
  readonly power: number
  /** One half, and the half unit of the 9th decimal that the first rounding may add. */
  readonly half: number
}

/** The constants for a number of decimal places; more than 9 are 9. */
export function roundingStep(places: number): RoundingStep {
  const kept = Math.min(places, 9)
  const power = POWERS[kept]!
  return { places: kept, power, half: kept === 9 ? 0.5 : 0.5 + (0.5 * power) / 1e9 }
}

const STEPS = POWERS.map((_, places) => roundingStep(places))
const NINE = STEPS[9]!

/** Rounds to 9 decimals, then to the step's places. NaN and infinities stay as they are; never gives -0. */
export function roundBy(x: number, step: RoundingStep): number {
  const magnitude = x < 0 ? -x : x
  if (!(magnitude < FAST_LIMIT)) return roundLarge(x, step.places)
  const whole = Math.floor(magnitude * step.power * FUZZ + step.half)
  return x < 0 && whole !== 0 ? -whole / step.power : whole / step.power
}

function roundLarge(x: number, places: number): number {
  if (!Number.isFinite(x) || Number.isInteger(x)) return x
  const all = digitsOf(String(x))
  const nine = roundDigits(all, Math.min(all.point + 9, 15))
  return Number(plainText(roundDigits(nine, nine.point + places)))
}

/** Rounds to a number of decimal places (0 to 9, more are 9), to 9 first; null leaves the number as it is. */
export function roundTo(x: number, places: number | null): number {
  return places === null ? x : roundBy(x, STEPS[Math.min(places, 9)]!)
}

/** Rounds to 9 decimals, half away from zero. */
export function round9(x: number): number {
  return roundBy(x, NINE)
}

/** How far from a limit rounding to 9 decimals can still decide. */
export function slackOf(limit: number): number {
  return 1e-8 + Math.abs(limit) * 1e-14
}

/** x ≥ limit at 9 decimals; `limit` must be rounded to 9 decimals itself. False for NaN. */
export function atLeast9(x: number, limit: number): boolean {
  if (x >= limit) return true
  return limit - x <= slackOf(limit) && round9(x) >= limit
}

/** x ≤ limit at 9 decimals; `limit` must be rounded to 9 decimals itself. False for NaN. */
export function atMost9(x: number, limit: number): boolean {
  if (x <= limit) return true
  return x - limit <= slackOf(limit) && round9(x) <= limit
}

/** Compares two numbers at 9 decimals: negative, 0 or positive. */
export function compare9(a: number, b: number): number {
  const apart = a - b
  if (apart > slackOf(a) || apart < -slackOf(a)) return apart
  return round9(a) - round9(b)
}

/** Plain notation with up to 10 significant digits and 9 decimals, rounded once; no exponent, no `-0`. */
export function numberText(x: number): string {
  if (Number.isInteger(x) && Math.abs(x) < 1e10) return x === 0 ? "0" : String(x)
  if (!Number.isFinite(x)) throw new RangeError(`not a number to write: ${x}`)
  const digits = roundDigits(digitsOf(String(x)), 15)
  return plainText(roundDigits(digits, Math.min(10, digits.point + 9)))
}
