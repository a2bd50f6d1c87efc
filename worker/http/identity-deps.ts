import type { Context } from "hono"
import { paths } from "../../web/paths.ts"
import type { IdentityDeps } from "../usecases/identity/deps.ts"
import type { ProofLetterDeps } from "../usecases/identity/proof-link.ts"
import type { AppEnv, DeskEnv } from "./app-env.ts"

/** The page that a letter's link opens. */
const pageOf = { reset: paths.newPassword, email: paths.emailVerification, factor: paths.resetLetter }

/** What the use cases of identity need from outside; the links of letters lead to the site that was asked. */
export function identityDeps(c: Context<AppEnv> | Context<DeskEnv>): IdentityDeps & ProofLetterDeps {
  const { services } = (c as Context<AppEnv>).var
  return {
    ...services.identity,
    linkTo: (purpose, token) => services.site + pageOf[purpose](token),
  }
}
