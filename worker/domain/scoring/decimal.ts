/**
 * Decimal text: the strict number syntax of the scoring command, exact comparison of a typed number with a limit, and
 * the decimal digits of a double without exponent. For rare paths; the fast rounding is in rounding.ts.
 */

/** Digits with at most one point between digits and a leading minus; no exponent, plus, space or separator. */
export const NUMBER_TEXT = /^-?[0-9]+(?:\.[0-9]+)?$/

export interface Digits {
  readonly negative: boolean
  /** Significant digits without leading zeros; empty for zero. */
  readonly digits: string
  /** How many of `digits` stand before the point; may be negative or above their number. */
  readonly point: number
}

/** Digits without the zeros at their end; an expression would begin anew at each zero before another digit. */
function withoutLastZeros(digits: string): string {
  let end = digits.length
  while (end > 0 && digits[end - 1] === "0") end--
  return digits.slice(0, end)
}

/** The digits of a plain or exponent notation such as `String(number)` gives. */
export function digitsOf(text: string): Digits {
  const negative = text.startsWith("-")
  const [mantissa = "", exponent = "0"] = text.slice(negative ? 1 : 0).split(/e/i)
  const [whole = "", fraction = ""] = mantissa.split(".")
  const all = whole + fraction
  const digits = all.replace(/^0+/, "")
  const point = whole.length + Number(exponent) - (all.length - digits.length)
  return {
    negative: negative && digits !== "",
    digits: withoutLastZeros(digits),
    point: digits === "" ? 0 : point,
  }
}

/** Number of decimals of a double's shortest decimal form: 0.25 → 2, 1e-7 → 7, 1e21 → 0. */
export function decimalsOf(value: number): number {
  const { digits, point } = digitsOf(String(value))
  return Math.max(0, digits.length - point)
}

/** Compares a number's text (see NUMBER_TEXT) with a double's decimal value, exactly. Negative when text is smaller. */
export function compareDecimalText(text: string, limit: number): number {
  const rounded = Number(text)
  if (rounded !== limit) return rounded < limit ? -1 : 1
  const a = digitsOf(text)
  const b = digitsOf(String(limit))
  const sign = (d: Digits) => (d.digits === "" ? 0 : d.negative ? -1 : 1)
  if (sign(a) !== sign(b)) return sign(a) - sign(b)
  const magnitude =
    a.point !== b.point ? a.point - b.point : a.digits < b.digits ? -1 : a.digits > b.digits ? 1 : 0
  return sign(a) * magnitude
}

/** `digits` kept to `keep` significant digits, half away from zero; `keep` may be zero or negative. */
export function roundDigits(value: Digits, keep: number): Digits {
  const { negative, digits, point } = value
  if (digits.length <= keep) return value
  const none: Digits = { negative: false, digits: "", point: 0 }
  if (keep < 0) return none
  const up = digits.charCodeAt(keep) >= 53
  if (!up) {
    const kept = withoutLastZeros(digits.slice(0, keep))
    return kept === "" ? none : { negative, digits: kept, point }
  }
  let end = keep
  while (end > 0 && digits[end - 1] === "9") end--
  if (end === 0) return { negative, digits: "1", point: point + 1 }
  const last = String(Number(digits[end - 1]) + 1)
  return { negative, digits: digits.slice(0, end - 1) + last, point }
}

/** Plain notation: no exponent, no trailing zeros, no `-0`. */
export function plainText({ negative, digits, point }: Digits): string {
  if (digits === "") return "0"
  const sign = negative ? "-" : ""
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`
  if (point >= digits.length) return `${sign}${digits}${"0".repeat(point - digits.length)}`
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}
