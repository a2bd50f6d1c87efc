import { ordinaryWidth } from "../registry/names.ts"

/**
 * 统一社会信用代码, the unified social credit code of legal persons and other organisations: GB 32100-2015
 * 《法人和其他组织统一社会信用代码编码规则》. 18 characters of an alphabet of 31 (digits and capitals without I O S V Z):
 * authority, kind, six digits of the place, nine of the organisation code, and a check character, with which the sum of
 * all values times 3^i (i from 0) is a multiple of 31.
 */
const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
const form = new RegExp(`^[${alphabet}]{2}\\d{6}[${alphabet}]{10}$`)

/** What the standard's check character is for the first 17 characters. */
export function usccCheckCharacter(body: string): string {
  let sum = 0
  let weight = 1
  for (const character of body) {
    sum += alphabet.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return alphabet[(31 - (sum % 31)) % 31] ?? ""
}

/**
 * A code as it is stored: capitals without spaces, also from full-width characters. Null when it is none, or when its
 * check character shows that a character was mistyped.
 */
export function readUscc(text: string): string | null {
  const code = ordinaryWidth(text).replaceAll(/\s/g, "").toUpperCase()
  if (!form.test(code)) return null
  return usccCheckCharacter(code.slice(0, 17)) === code[17] ? code : null
}
