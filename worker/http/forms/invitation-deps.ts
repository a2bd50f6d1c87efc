import type { Context } from "hono"
import { paths } from "../../../web/paths.ts"
import type { InvitationDeps } from "../../usecases/invitation/invitation-deps.ts"
import type { ApiEnv } from "../api/api-env.ts"
import type { AppEnv, DeskEnv } from "../app-env.ts"

/** What invitations need from a request: the site's own address in the links. */
export function invitationDeps(c: Context<AppEnv> | Context<DeskEnv> | Context<ApiEnv>): InvitationDeps {
  const { services } = (c as Context<AppEnv>).var
  return {
    ...services.invitations,
    tokenHash: services.identity.tokens.hash,
    link: (made, proofs) => services.site + paths.invitation(made, proofs),
  }
}
