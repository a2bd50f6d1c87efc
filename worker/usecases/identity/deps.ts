import type { SealedLink } from "../../gateways/sealed-link.ts"
import type { SecondFactors } from "../../gateways/second-factor.ts"
import type { Place } from "../../gateways/turns.ts"

/** What proving who somebody is needs from outside. */
export interface IdentityDeps {
  passwords: {
    /** Takes a place in the queue that hashing and checking wait in, before a try is counted. Throws TooBusy. */
    enter(): Place
    hash(password: string, place?: Place): Promise<string>
    verify(hash: string, password: string, place?: Place): Promise<boolean>
    /** A hash that no password fits: an unknown e-mail costs the same time as a wrong password. */
    decoyHash: string
    /** Whether a hash was made at another cost than today's. */
    isOutdated(hash: string): boolean
  }
  /** A session ends after so many milliseconds without use. */
  sessionIdleMs: number
  tokens: { make(): string; hash(token: string): string }
  secondFactors: SecondFactors
  /** What the link of a letter carries that confirms a new e-mail. */
  newEmails: SealedLink
}
