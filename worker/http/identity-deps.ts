import type { Context } from "hono"
import { paths } from "../../web/paths.ts"
import { readAddress } from "../domain/identity/address.ts"
import type { IdentityDeps } from "../usecases/identity/deps.ts"
import type { ProofLetterDeps } from "../usecases/identity/proof-link.ts"
import type { AppEnv, DeskEnv } from "./app-env.ts"

/** The page that a letter's link opens. */
const pageOf = { reset: paths.newPassword, email: paths.emailVerification, factor: paths.resetLetter }

/** What the use cases of identity need from outside; the links of letters lead to the site that was asked. */
export function identityDeps(c: Context<AppEnv> | Context<DeskEnv>): IdentityDeps & ProofLetterDeps {
  const { services, text } = (c as Context<AppEnv>).var
  return {
    ...services.identity,
    outbox: services.outbox,
    language: text.language,
    linkTo: (purpose, token) => services.site + pageOf[purpose](token),
  }
}

/**
 * The address that a request came from, by the configured header alone; null without one. Of several addresses in it the
 * last is the one that our own front has added.
 */
export function addressOf(c: Context<AppEnv> | Context<DeskEnv>): string | null {
  const { addressHeader } = (c as Context<AppEnv>).var.services
  const said = addressHeader === null ? undefined : c.req.header(addressHeader)
  return said === undefined ? null : readAddress(said.slice(said.lastIndexOf(",") + 1))
}
