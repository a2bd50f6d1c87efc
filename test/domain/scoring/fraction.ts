/** Exact fractions for the reference: numbers are taken by their decimal value, and nothing is ever rounded on the way. */
export interface Fraction {
  readonly n: bigint
  readonly d: bigint
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b)
}

export function fraction(n: bigint, d = 1n): Fraction {
  const sign = d < 0n ? -1n : 1n
  const shared = gcd(n < 0n ? -n : n, d < 0n ? -d : d) || 1n
  return { n: (sign * n) / shared, d: (sign * d) / shared }
}

/** The decimal value of a double's shortest text, or of a decimal text. */
export function exact(value: number | string): Fraction {
  const [mantissa = "", exponent = "0"] = String(value).split("e")
  const [whole = "", digits = ""] = mantissa.split(".")
  const power = Number(exponent) - digits.length
  const n = BigInt(whole + digits)
  return power >= 0 ? fraction(n * 10n ** BigInt(power)) : fraction(n, 10n ** BigInt(-power))
}

export const ZERO = fraction(0n)
export const ONE = fraction(1n)

export const add = (a: Fraction, b: Fraction) => fraction(a.n * b.d + b.n * a.d, a.d * b.d)
export const subtract = (a: Fraction, b: Fraction) => fraction(a.n * b.d - b.n * a.d, a.d * b.d)
export const multiply = (a: Fraction, b: Fraction) => fraction(a.n * b.n, a.d * b.d)
export const divide = (a: Fraction, b: Fraction) => fraction(a.n * b.d, a.d * b.n)
export const toNumber = (a: Fraction) => Number(a.n) / Number(a.d)

export function compare(a: Fraction, b: Fraction): number {
  const difference = a.n * b.d - b.n * a.d
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** Rounds to decimal places, half away from zero. */
export function round(a: Fraction, places: number): Fraction {
  const power = 10n ** BigInt(places)
  const magnitude = a.n < 0n ? -a.n : a.n
  const whole = (2n * magnitude * power + a.d) / (2n * a.d)
  return fraction(a.n < 0n ? -whole : whole, power)
}

/** Rounds to 9 decimals first, then to places; null leaves the number as it is. */
export function roundTwice(a: Fraction, places: number | null): Fraction {
  return places === null ? a : round(round(a, 9), Math.min(places, 9))
}

export const compare9 = (a: Fraction, b: Fraction) => compare(round(a, 9), round(b, 9))

/** Rounds up to a whole number. */
export function ceil(a: Fraction): Fraction {
  const whole = a.n / a.d
  return fraction(whole * a.d < a.n ? whole + 1n : whole)
}
