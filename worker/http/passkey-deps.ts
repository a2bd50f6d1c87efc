import type { Context } from "hono"
import type { PasskeySite } from "../domain/identity/passkey.ts"
import type { PasskeyDeps } from "../usecases/passkey/passkey-deps.ts"
import type { AppEnv, DeskEnv } from "./app-env.ts"
import { identityDeps } from "./identity-deps.ts"
import { ownOrigin } from "./middleware/own-origin.ts"

/** Where the browser that asks keeps its passkeys: its own host, which the city's hosts were compared with. */
export function passkeySite(c: Context<AppEnv> | Context<DeskEnv>): PasskeySite {
  const origin = ownOrigin(c.req.url)
  return { host: new URL(origin).hostname, origin }
}

/** What the use cases of passkeys need from outside. */
export function passkeyDeps(c: Context<AppEnv> | Context<DeskEnv>): PasskeyDeps {
  const { services, text } = (c as Context<AppEnv>).var
  return {
    ...identityDeps(c),
    passkeys: services.passkeys,
    site: { ...passkeySite(c), name: text.site.nameIn(services.city) },
  }
}
