import type { VisitorActor } from "../../domain/actor.ts"
import { personalMark } from "../../domain/audit/personal-mark.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { passwordFaults } from "../../domain/identity/password.ts"
import { sessionEnd, unusedEnd } from "../../domain/identity/session.ts"
import { nameFaults, readName } from "../../domain/organisation/names.ts"
import type { UseCaseContext } from "../context.ts"
import type { IdentityDeps } from "../identity/deps.ts"
import type { NewSession } from "../identity/sign-in.ts"
import { membershipOf } from "./accept.ts"
import type { EmailProofs, InvitationDeps } from "./invitation-deps.ts"
import { lookAtInvitation } from "./look-at-invitation.ts"

type NewcomerDeps = InvitationDeps & Pick<IdentityDeps, "tokens" | "passwords" | "sessionIdleMs">

export interface NewcomerRequest {
  token: string
  name: string
  password: string
  proofs: EmailProofs
  address: string | null
  userAgent: string | null
}

/** The invitation, and the person as it is to be stored. Errors: not_found, conflict, invalid. */
async function readNewcomer(ctx: UseCaseContext<VisitorActor>, deps: NewcomerDeps, request: NewcomerRequest) {
  const { token, proofs, password } = request
  const { invitation, proven } = await lookAtInvitation(ctx, deps, { token, proofs, person: null })
  if (!proven) throw new DomainError("invalid", "invalid", [{ rule: "proof_over", field: "email" }])
  // One that has an account ends in the write, and the page says to sign in: whoever reads the e-mail may know it.
  const { email } = proven
  const name = readName(request.name)
  const faults: Fault[] = [...nameFaults(name, "person"), ...passwordFaults(password, { email, name })]
  if (faults.length > 0) throw new DomainError("invalid", "invalid", faults)
  return { invitation, name, email }
}

/** The session that begins with the account. */
function sessionOf(
  ctx: UseCaseContext<VisitorActor>,
  request: NewcomerRequest,
  begun: { tokenHash: string; userId: string; memberId: string; expiresAt: string },
) {
  return {
    ...begun,
    id: ctx.newId(),
    createdAt: ctx.now().toISOString(),
    address: request.address,
    userAgent: request.userAgent?.slice(0, 200) ?? null,
  }
}

/**
 * A new person takes an invitation with an e-mail that a letter's link has proven: account, membership and session begin
 * in one batch. Answers the session's token; null when a repetition finds that it has happened already. Errors: not_found, conflict, invalid, stale.
 */
export async function joinAsNewcomer(
  ctx: UseCaseContext<VisitorActor>,
  deps: NewcomerDeps,
  request: NewcomerRequest,
  command: { key: string },
): Promise<NewSession | null> {
  const { invitation, name, email } = await readNewcomer(ctx, deps, request)
  const passwordHash = await deps.passwords.hash(request.password)
  const [token, userId, salt, at] = [deps.tokens.make(), ctx.newId(), ctx.newId(), ctx.now()]
  const member = membershipOf(ctx, invitation, userId)
  const expiresAt = sessionEnd(at)
  const session = sessionOf(ctx, request, {
    tokenHash: deps.tokens.hash(token),
    userId,
    memberId: member.id,
    expiresAt: unusedEnd(at, deps.sessionIdleMs, expiresAt),
  })
  const accepted = { key: command.key, action: "invitation.accept", result: null }
  const { repeated } = await ctx.write(accepted, (store) => {
    const user = { id: userId, name, email, emailVerified: true, salt, createdAt: at, updatedAt: at }
    store.members.addPerson(user, passwordHash)
    store.members.add(member)
    store.invitations.accept(invitation.id, userId, at)
    const estates = invitation.estateIds
    if (estates) store.memberEstates.give(member.id, estates)
    store.sessions.begin(session)
    store.audit.record({
      id: ctx.newId(),
      at,
      action: "invitation.accept",
      entity: "member",
      entityId: member.id,
      detail: { invitation: invitation.id, session: session.id, sameEmail: invitation.email === email },
      after: { name: personalMark(salt, name), email: personalMark(salt, email), role: member.role },
      visitor: { userId, organisationId: member.organisationId },
    })
  })
  return repeated ? null : { token, expiresAt }
}
