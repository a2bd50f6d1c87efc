import { DAY } from "../quarter.ts"
import { sha256 } from "../scoring/sha256.ts"

/** A first password (登录条) opens nothing any more after so many days. */
export const firstPasswordDays = 14
/** So many accounts at a time: each costs a password's hash. */
export const mostAccounts = 10

/** Until when a first password that is made now is good. */
export function firstPasswordEnd(now: Date): Date {
  return new Date(now.getTime() + firstPasswordDays * DAY)
}

/** Small letters and digits that nobody takes for each other on paper. */
const characters = "abcdefghjkmnpqrstuvwxyz23456789"
const groups = [4, 4, 4]

/** A first password as it is printed, made of a token's chance: twelve of 31 characters, 59 bits, in groups of four. */
export function firstPassword(token: string): string {
  let rest = BigInt(`0x${sha256(token)}`)
  const next = () => {
    const at = Number(rest % BigInt(characters.length))
    rest /= BigInt(characters.length)
    return characters[at] ?? ""
  }
  return groups.map((length) => Array.from({ length }, next).join("")).join("-")
}
