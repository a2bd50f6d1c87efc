import type { VisitorActor } from "../../domain/actor.ts"
import { personalMark } from "../../domain/audit/personal-mark.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { readEmail } from "../../domain/identity/email.ts"
import { passwordFaults } from "../../domain/identity/password.ts"
import { sessionEnd, unusedEnd } from "../../domain/identity/session.ts"
import { nameFaults, readName } from "../../domain/organisation/names.ts"
import type { UseCaseContext } from "../context.ts"
import type { IdentityDeps } from "../identity/deps.ts"
import { type ProofLetterDeps, proofLetter } from "../identity/proof-link.ts"
import type { NewSession } from "../identity/sign-in.ts"
import { estatesOf, membershipOf, requireOpenInvitation } from "./accept.ts"
import type { InvitationDeps } from "./invitation-deps.ts"

export interface NewcomerDeps extends Pick<InvitationDeps, "letterProof">, ProofLetterDeps {
  passwords: Pick<IdentityDeps["passwords"], "hash">
  sessionIdleMs: number
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

/** The invitation, and the person as it is to be stored. Errors: not_found, conflict, invalid. */
async function readNewcomer(ctx: UseCaseContext<VisitorActor>, deps: NewcomerDeps, request: NewcomerRequest) {
  const email = readEmail(request.email)
  const name = readName(request.name)
  const found = await ctx.read.invitations.byToken(deps.tokens.hash(request.token), email ? { email } : {})
  const invitation = requireOpenInvitation(found, ctx.now())
  const faults = faultsOf(request, name, email, found.known)
  if (!email || faults.length > 0) throw new DomainError("invalid", "invalid", faults)
  const proven = invitation.email === email && request.proof === (await deps.letterProof(invitation.id))
  return { invitation, name, email, proven }
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
 * A new person takes an invitation: account, membership and session begin in one batch. The e-mail counts as confirmed
 * when the letter's own link was opened for the same address; otherwise a letter asks for it. Answers the session's
 * token; null when a repetition finds that it has happened already. Errors: not_found, conflict, invalid, stale.
 */
export async function joinAsNewcomer(
  ctx: UseCaseContext<VisitorActor>,
  deps: NewcomerDeps,
  request: NewcomerRequest,
  command: { key: string },
): Promise<NewSession | null> {
  const { invitation, name, email, proven } = await readNewcomer(ctx, deps, request)
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
  const toConfirm = proven ? null : await proofLetter(ctx, deps, { userId, to: email, purpose: "email" })
  const accepted = { key: command.key, action: "invitation.accept", result: null }
  const { repeated } = await ctx.write(accepted, (store) => {
    const user = { id: userId, name, email, emailVerified: proven, salt, createdAt: at, updatedAt: at }
    store.members.addPerson(user, passwordHash)
    store.members.add(member)
    store.invitations.accept(invitation.id, userId, at)
    const estates = estatesOf(invitation)
    if (estates) store.memberEstates.give(member.id, estates)
    store.sessions.begin(session)
    if (toConfirm) {
      store.proofs.add(toConfirm.proof)
      store.mails.add(toConfirm.mail)
    }
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
  if (repeated) return null
  if (toConfirm) deps.outbox.notify(toConfirm.mail.id)
  return { token, expiresAt }
}
