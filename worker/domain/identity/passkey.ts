/** More passkeys than that are a mistake: nobody has as many devices. */
export const mostPasskeys = 10
/** How long a browser may take to answer a challenge. */
export const challengeMinutes = 10
/** The longest name that somebody gives a passkey. */
export const longestPasskeyName = 40

/** Where a passkey is worth something: browsers give it to this host only. */
export interface PasskeySite {
  /** Host without port (the RP id). */
  host: string
  origin: string
}

/** Who a challenge is for: one session, or one browser that has not signed in; and what it is good for. */
export interface ChallengeFor {
  purpose: "add" | "code" | "sign-in"
  /** Id of the session, or what the browser's cookie carries. */
  bearer: string
}

/** A challenge that was answered, to be spent with what it opens. */
export interface AnsweredChallenge {
  hash: string
  expiresAt: Date
}

/**
 * Whether an authenticator counted on. One that does not count always says 0; one that counted and now says no more than
 * before has been copied.
 */
export function countedOn(before: number, now: number): boolean {
  return before === 0 && now === 0 ? true : now > before
}

/** The name that somebody gave a passkey, or the fault. */
export function readPasskeyName(typed: string): { name: string } | { fault: string } {
  const name = typed.normalize("NFC").replaceAll(/\s+/g, " ").trim()
  if (name === "") return { fault: "passkey_name_missing" }
  return name.length > longestPasskeyName || /\p{C}/u.test(name) ? { fault: "passkey_name_wrong" } : { name }
}
