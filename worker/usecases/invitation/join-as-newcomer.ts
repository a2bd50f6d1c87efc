import type { VisitorActor } from "../../domain/actor.ts"
import { personalMark } from "../../domain/audit/personal-mark.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { readEmail } from "../../domain/identity/email.ts"
import { passwordFaults } from "../../domain/identity/password.ts"
import { nameFaults, readName } from "../../domain/organisation/names.ts"
import type { UseCaseContext } from "../context.ts"
import type { IdentityDeps } from "../identity/deps.ts"
import { type NewSession, sessionEnd } from "../identity/sign-in.ts"
import { estatesOf, membershipOf, requireOpenInvitation } from "./accept.ts"
import type { InvitationDeps } from "./invitation-deps.ts"

export interface NewcomerDeps extends Pick<InvitationDeps, "letterProof">, Pick<IdentityDeps, "tokens"> {
  passwords: Pick<IdentityDeps["passwords"], "hash">
}

export interface NewcomerRequest {
  token: string
  name: string
  email: string
  password: string
  /** What the letter's link carried; empty without. */
  proof: string
  address: string | null
  userAgent: string | null
}

function faultsOf(
  { password }: NewcomerRequest,
  name: string,
  email: string | null,
  known: boolean,
): Fault[] {
  const faults = nameFaults(name, "person")
  if (!email) faults.push({ rule: "email_wrong", field: "email" })
  else if (known) faults.push({ rule: "sign_in_to_accept", field: "email" })
  return [...faults, ...passwordFaults(password, { email: email ?? "", name })]
}

/**
 * A new person takes an invitation: account, membership and session begin in one batch. The e-mail counts as confirmed
 * when the letter's own link was opened for the same address. Answers the session's token; null when a repetition finds
 * that it has happened already. Errors: not_found, conflict, invalid, stale.
 */
export async function joinAsNewcomer(
  ctx: UseCaseContext<VisitorActor>,
  deps: NewcomerDeps,
  request: NewcomerRequest,
  command: { key: string },
): Promise<NewSession | null> {
  const email = readEmail(request.email)
  const name = readName(request.name)
  const tokenHash = deps.tokens.hash(request.token)
  const found = await ctx.read.invitations.byToken(tokenHash, email ? { email } : {})
  const invitation = requireOpenInvitation(found, ctx.now())
  const faults = faultsOf(request, name, email, found.known)
  if (!email || faults.length > 0) throw new DomainError("invalid", "invalid", faults)
  const proven = invitation.email === email && request.proof === (await deps.letterProof(invitation.id))
  const passwordHash = await deps.passwords.hash(request.password)
  const token = deps.tokens.make()
  const now = ctx.now()
  const expiresAt = sessionEnd(now)
  const [userId, salt, sessionId] = [ctx.newId(), ctx.newId(), ctx.newId()]
  const member = membershipOf(ctx, invitation, userId)
  const { repeated } = await ctx.write(
    { key: command.key, action: "invitation.accept", result: null },
    (store) => {
      const user = { id: userId, name, email, emailVerified: proven, salt, createdAt: now, updatedAt: now }
      store.members.addPerson(user, passwordHash)
      store.members.add(member)
      store.invitations.accept(invitation.id, userId, now)
      const estates = estatesOf(invitation)
      if (estates) store.memberEstates.give(member.id, estates)
      store.sessions.begin({
        id: sessionId,
        tokenHash: deps.tokens.hash(token),
        userId,
        memberId: member.id,
        createdAt: now.toISOString(),
        expiresAt: expiresAt.toISOString(),
        address: request.address,
        userAgent: request.userAgent?.slice(0, 200) ?? null,
      })
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "invitation.accept",
        entity: "member",
        entityId: member.id,
        detail: {
          invitation: invitation.id,
          user: userId,
          session: sessionId,
          sameEmail: invitation.email === email,
        },
        after: { name: personalMark(salt, name), email: personalMark(salt, email), role: member.role },
        visitor: { userId, organisationId: member.organisationId },
      })
    },
  )
  return repeated ? null : { token, expiresAt }
}
