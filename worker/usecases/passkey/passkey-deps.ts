import type { PasskeySite } from "../../domain/identity/passkey.ts"
import type { Passkeys } from "../../gateways/passkey.ts"
import type { IdentityDeps } from "../identity/deps.ts"

/** What passkeys need from outside: `site` is the host that the browser sees, and what it is called. */
export interface PasskeyDeps extends IdentityDeps {
  passkeys: Passkeys
  site: PasskeySite & { name: string }
}
