import type { PasskeySite } from "../../domain/identity/passkey.ts"
import type { Passkeys } from "../../gateways/passkey.ts"
import type { IdentityDeps } from "../identity/deps.ts"
import type { LetterDeps } from "../identity/letters.ts"

/** What passkeys need from outside: `site` is the host that the browser sees, and what it is called. */
export interface PasskeyDeps extends IdentityDeps, LetterDeps {
  passkeys: Passkeys
  site: PasskeySite & { name: string }
}
