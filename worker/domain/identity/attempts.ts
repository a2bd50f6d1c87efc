import { objections } from "../selection/objections.ts"
import type { SignInId } from "./sign-in-id.ts"

/** How often something may be tried within a window that begins with the first try. */
export interface Limit {
  tries: number
  windowMs: number
}

const minutes = (count: number) => count * 60_000

/**
 * What is limited: wrong passwords and codes, letters that somebody asks for, objections. Right tries do not count. What
 * ends in `Everywhere` holds for all visitors together where nothing says which address one comes from.
 */
export const limits = {
  /** Wrong passwords of one account (or of an e-mail that has none). */
  account: { tries: 10, windowMs: minutes(15) },
  /** The same in a browser that the account has signed in with: strangers' tries elsewhere lock nobody out of it. */
  accountBrowser: { tries: 10, windowMs: minutes(15) },
  /** Wrong passwords from one address, whatever the account. */
  address: { tries: 100, windowMs: minutes(15) },
  addressEverywhere: { tries: 300, windowMs: minutes(15) },
  /** Wrong codes of the second factor of one person. */
  code: { tries: 8, windowMs: minutes(30) },
  /** The same in a browser that the person has signed in with. */
  codeBrowser: { tries: 8, windowMs: minutes(30) },
  /** Wrong codes from one address, whoever's. */
  codeAddress: { tries: 40, windowMs: minutes(30) },
  codeAddressEverywhere: { tries: 200, windowMs: minutes(30) },
  /** Letters that warn one person of wrong passwords or codes. */
  warning: { tries: 3, windowMs: minutes(24 * 60) },
  /** Letters for a new password to one e-mail. */
  reset: { tries: 3, windowMs: minutes(60) },
  /** The same from one address. */
  resetAddress: { tries: 20, windowMs: minutes(60) },
  resetAddressEverywhere: { tries: 200, windowMs: minutes(60) },
  /** Changes of the name and number that one person signs in with. */
  signInId: { tries: 5, windowMs: minutes(60) },
  /** Times that one head makes accounts with slips: it learns which sign-in names are taken. */
  slip: { tries: 20, windowMs: minutes(60) },
  /** Calendars asked for from one address; services that keep calendars ask for many people's. */
  feed: { tries: 600, windowMs: minutes(15) },
  feedEverywhere: { tries: 3000, windowMs: minutes(15) },
  /** Letters that one person has sent to confirm an e-mail. */
  email: { tries: 5, windowMs: minutes(60) },
  /** Letters to one e-mail for joining by an invitation's link, whether or not it has an account. */
  joining: { tries: 3, windowMs: minutes(60) },
  /** The same by the link of one invitation: who holds it must not fill the mailboxes of others. */
  joiningLink: { tries: 10, windowMs: minutes(60) },
  joiningAddress: { tries: 20, windowMs: minutes(60) },
  joiningAddressEverywhere: { tries: 200, windowMs: minutes(60) },
  objection: objections.filing.each,
  objectionEverywhere: objections.filing.all,
} as const satisfies Record<string, Limit>

export type Limited = keyof typeof limits

/** What is limited by address. */
export type LimitedByAddress = {
  [L in Limited]: `${L}Everywhere` extends Limited ? L : never
}[Limited]

/** One more try: what is limited, and whose. `subject` is stored, so it holds no address and no e-mail in the clear. */
export interface Try {
  limited: Limited
  subject: string
}

/**
 * A try at the account that somebody names to sign in: counted by the person, however it is named, or by what was typed
 * (hashed) where nobody has that. `subject` is what stands before either.
 */
export interface AccountTry extends Try {
  named: SignInId
  /** What was typed, hashed. */
  typed: string
}

/** A try as counted, this one included. */
export interface CountedTry extends Try {
  count: number
  /** When its window began. */
  startedAt: string
}

/** When what is tried may be tried again, or null when none of the limits is passed. */
export function blockedUntil(counted: readonly CountedTry[]): Date | null {
  const ends = counted
    .filter(({ limited, count }) => count > limits[limited].tries)
    .map(({ limited, startedAt }) => Date.parse(startedAt) + limits[limited].windowMs)
  return ends.length > 0 ? new Date(Math.max(...ends)) : null
}
