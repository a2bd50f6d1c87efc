import type { MemberActor } from "../../domain/actor.ts"
import { addressGroup } from "../../domain/identity/address.ts"
import type { Limited, LimitedByAddress, Try } from "../../domain/identity/attempts.ts"
import { sha256 } from "../../domain/scoring/sha256.ts"

/** A try at something of a known person. */
export function ownTry(limited: Limited, actor: Pick<MemberActor, "userId">): Try {
  return { limited, subject: `${limited}:${actor.userId}` }
}

/** A try at something of an e-mail, whether or not it has an account. */
export function emailTry(limited: Limited, email: string): Try {
  return { limited, subject: `${limited}:${sha256(email)}` }
}

/** A try in a browser that knows the account, by the account's mark there. */
export function browserTry(limited: Limited, mark: string): Try {
  return { limited, subject: `${limited}:${mark}` }
}

/** A try from an address; of everybody together when it is not known. */
export function addressTry(limited: LimitedByAddress, address: string | null): Try {
  if (address !== null) return { limited, subject: `${limited}:${sha256(addressGroup(address))}` }
  return { limited: `${limited}Everywhere`, subject: `${limited}Everywhere:all` }
}

/** How a refused try is answered: what was typed is not right, or there were too many tries until then. */
export type Refusal = { refused: "wrong" } | { refused: "blocked"; until: Date }
