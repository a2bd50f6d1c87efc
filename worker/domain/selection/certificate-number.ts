import { sha256 } from "../scoring/sha256.ts"

/** Without I, L, O and U: nothing that is read for something else. */
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
const drawn = 15

/** Odd weights that differ by place find every wrong letter and fifteen of sixteen exchanges of neighbours. */
function checkOf(body: string): string {
  const sum = [...body].reduce((total, letter, at) => total + letters.indexOf(letter) * (2 * at + 3), 0)
  return letters[sum % letters.length] ?? ""
}

const grouped = (plain: string) => plain.replace(/(.{4})(?=.)/g, "$1-")

/**
 * The number of a certificate from a random token: 75 bits and a check letter, in groups of four. Two numbers have
 * nothing to do with each other, so one that is known leads to no other.
 */
export function certificateNumber(token: string): string {
  const bits = [...sha256(`certificate:${token}`)].map((digit) => Number.parseInt(digit, 16))
  const body = Array.from({ length: drawn }, (_, at) => {
    const high = bits[2 * at] ?? 0
    const low = bits[2 * at + 1] ?? 0
    return letters[(high * 16 + low) % letters.length]
  }).join("")
  return grouped(body + checkOf(body))
}

/** A number as somebody typed it, in the form it was given out; null when its check letter says that it is none. */
export function readCertificateNumber(typed: string): string | null {
  const plain = typed.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1")
  if (plain.length !== drawn + 1 || [...plain].some((letter) => !letters.includes(letter))) return null
  return checkOf(plain.slice(0, drawn)) === plain[drawn] ? grouped(plain) : null
}
