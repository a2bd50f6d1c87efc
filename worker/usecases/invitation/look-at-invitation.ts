import type { Person } from "../../domain/actor.ts"
import type { UseCaseContext } from "../context.ts"
import { type Invitation, requireOpenInvitation } from "./accept.ts"
import type { EmailProofs, InvitationDeps } from "./invitation-deps.ts"
import { provenEmail, sealedEmail } from "./prove-email.ts"

/** What a link says to whoever opens it. */
export interface SeenInvitation {
  invitation: Invitation
  /** The signed-in person belongs to the organisation already. */
  already: boolean
  /** The e-mail that the visitor has shown to read, and whether it has an account; null without. */
  proven: { email: string; known: boolean } | null
}

/** Looks at the invitation of a link: who invites to what, and as whom it may be taken. Errors: not_found, conflict. */
export async function lookAtInvitation(
  ctx: UseCaseContext,
  deps: InvitationDeps,
  request: { token: string; proofs: EmailProofs; person: Person | null },
): Promise<SeenInvitation> {
  const { token, proofs, person } = request
  const email = await sealedEmail(deps, proofs)
  const found = await ctx.read.invitations.byToken(deps.tokenHash(token), {
    ...(person && { userId: person.userId }),
    ...(email !== null && { email }),
  })
  const invitation = requireOpenInvitation(found, ctx.now())
  const proven = await provenEmail(deps, invitation, proofs, ctx.now())
  return {
    invitation,
    already: found.membership !== null && found.membership.endedAt === null,
    proven: proven === null ? null : { email: proven, known: found.known.has(proven) },
  }
}
