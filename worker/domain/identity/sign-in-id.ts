import type { Fault } from "../errors.ts"
import { readEmail } from "./email.ts"

/** How a Chinese mobile number looks, as sentences say it. */
export const mobileForm = { digits: 11, country: "+86", first: "1", example: "138 0013 8000" } as const

/** Characters that a sign-in name has at least and at most. */
export const signInNameLength = { min: 2, max: 20 }

/** What somebody signs in with: an e-mail, a mobile number, or a sign-in name, as it is stored and compared. */
export interface SignInId {
  by: "email" | "mobile" | "name"
  value: string
}

/**
 * A Chinese mobile number as its eleven digits; full-width digits, spaces, dashes, brackets and +86 are understood. Null
 * for anything else.
 */
export function readMobile(typed: string): string | null {
  const plain = typed.normalize("NFKC").replaceAll(/[\s\p{Pd}().]/gu, "")
  return /^(?:\+86|0086|86)?(1[3-9]\d{9})$/.exec(plain)?.[1] ?? null
}

/** A sign-in name as it is compared: half width, lower case, without spaces; so 王芳, ` 王 芳` and ＷＦ, wf are one each. */
export function plainSignInName(typed: string): string {
  return typed.normalize("NFKC").toLowerCase().replaceAll(/\s/gu, "")
}

/**
 * What keeps a sign-in name from being taken. Chinese characters, a–z, digits, and `·`, `.`, `_`, `-` within: letters of other
 * scripts look like these. It begins with a character or letter, so that it is never taken for a number.
 */
export function signInNameFaults(name: string): Fault[] {
  const field = "signInName"
  const { min, max } = signInNameLength
  const length = Array.from(name).length
  if (length < min || length > max) return [{ rule: "sign_in_name_length", field, with: { min, max } }]
  const form = /^[\p{Script=Han}a-z](?:[\p{Script=Han}a-z0-9·._-]*[\p{Script=Han}a-z0-9])$/u
  return form.test(name) ? [] : [{ rule: "sign_in_name_form", field }]
}

/**
 * What somebody typed to sign in with. Anything is read as something, so that what is no e-mail, number or name is looked
 * for, counted and refused like one that nobody has.
 */
export function readSignInId(typed: string): SignInId {
  if (/[@＠]/u.test(typed)) return { by: "email", value: readEmail(typed) ?? typed.trim().toLowerCase() }
  const mobile = readMobile(typed)
  return mobile === null ? { by: "name", value: plainSignInName(typed) } : { by: "mobile", value: mobile }
}

/** All that an account is found by at the sign-in. */
export function signInValues(account: {
  email: string
  mobile: string | null
  signInName: string | null
}): string[] {
  return [account.email, account.mobile, account.signInName].filter((value) => value !== null)
}
