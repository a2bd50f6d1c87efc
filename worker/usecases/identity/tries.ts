import type { MemberActor } from "../../domain/actor.ts"
import { addressGroup } from "../../domain/identity/address.ts"
import type { AccountTry, Limited, LimitedByAddress, Try } from "../../domain/identity/attempts.ts"
import type { SignInId } from "../../domain/identity/sign-in-id.ts"
import { sha256 } from "../../domain/scoring/sha256.ts"

/** A try at something of a known person. */
export function ownTry(limited: Limited, actor: Pick<MemberActor, "userId">): Try {
  return { limited, subject: `${limited}:${actor.userId}` }
}

/** A try at something of an e-mail, whether or not it has an account. */
export function emailTry(limited: Limited, email: string): Try {
  return { limited, subject: `${limited}:${sha256(email)}` }
}

/** A try of a person in a browser that knows it, by the browser's mark. */
export function browserTry(limited: Limited, mark: string, { userId }: Pick<MemberActor, "userId">): Try {
  return { limited, subject: `${limited}:${mark}:${userId}` }
}

/**
 * A try to sign in to an account: in a browser that knows it (`mark`), what strangers try elsewhere does not count. By
 * whatever it is named, the tries at one account count together.
 */
export function signInTry(named: SignInId, mark: string | null): AccountTry {
  const typed = sha256(named.value)
  if (mark !== null) return { limited: "accountBrowser", subject: `accountBrowser:${mark}:`, named, typed }
  return { limited: "account", subject: signInSubject, named, typed }
}

const signInSubject = "account:in:"

/** The tries at the account of a person that are counted where its browser is not known. */
export function triesToSignIn(userId: string): Try {
  return { limited: "account", subject: signInSubject + userId }
}

/** A try from an address; of everybody together when it is not known. */
export function addressTry(limited: LimitedByAddress, address: string | null): Try {
  if (address !== null) return { limited, subject: `${limited}:${sha256(addressGroup(address))}` }
  return { limited: `${limited}Everywhere`, subject: `${limited}Everywhere:all` }
}

/** How a refused try is answered: what was typed is not right, or there were too many tries until then. */
export type Refusal = { refused: "wrong" } | { refused: "blocked"; until: Date }
