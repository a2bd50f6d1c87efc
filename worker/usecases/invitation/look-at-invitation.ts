import type { Person } from "../../domain/actor.ts"
import type { UseCaseContext } from "../context.ts"
import { type Invitation, requireOpenInvitation } from "./accept.ts"

/**
 * What a link says to whoever opens it: who invites to what, and whether the signed-in person belongs there already.
 * Errors: not_found, conflict (accepted, revoked, expired).
 */
export async function lookAtInvitation(
  ctx: UseCaseContext,
  tokenHash: string,
  person: Person | null,
): Promise<{ invitation: Invitation; already: boolean }> {
  const found = await ctx.read.invitations.byToken(tokenHash, person ? { userId: person.userId } : {})
  const invitation = requireOpenInvitation(found, ctx.now())
  return { invitation, already: found.membership !== null && found.membership.endedAt === null }
}
