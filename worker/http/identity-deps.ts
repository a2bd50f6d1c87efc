import type { Context } from "hono"
import { paths } from "../../web/paths.ts"
import type { IdentityDeps } from "../usecases/identity/deps.ts"
import type { ProofLetterDeps } from "../usecases/identity/proof-link.ts"
import type { AppEnv, DeskEnv } from "./app-env.ts"

/** What the use cases of identity need from outside; the links of letters lead to the site that was asked. */
export function identityDeps(c: Context<AppEnv> | Context<DeskEnv>): IdentityDeps & ProofLetterDeps {
  const { services, text } = (c as Context<AppEnv>).var
  return {
    ...services.identity,
    outbox: services.outbox,
    language: text.language,
    linkTo: (purpose, token) =>
      services.site + (purpose === "reset" ? paths.newPassword(token) : paths.emailVerification(token)),
  }
}

/** More than any address has. */
const LONGEST = 64

/** The address that a request came from; null where nothing in front of us says so. */
export function addressOf(c: Context<AppEnv> | Context<DeskEnv>): string | null {
  return c.req.header("cf-connecting-ip")?.slice(0, LONGEST) ?? null
}
