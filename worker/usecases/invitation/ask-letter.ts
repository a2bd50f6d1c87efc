import type { VisitorActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { blockedUntil, type Try } from "../../domain/identity/attempts.ts"
import { readEmail } from "../../domain/identity/email.ts"
import { joining, joiningKnown } from "../../domain/organisation/letters.ts"
import type { UseCaseContext } from "../context.ts"
import { addressTry, emailTry } from "../identity/tries.ts"
import { requireOpenInvitation } from "./accept.ts"
import type { InvitationDeps } from "./invitation-deps.ts"
import { joiningHours, sealProof } from "./prove-email.ts"

/**
 * Sends a letter to the e-mail that somebody typed at an invitation, with a link to go on. Answers only whether too many
 * were asked for: who has an account is told in the letter, which costs the same statements either way. Errors:
 * not_found, conflict (invitation over), invalid (fault at `email`).
 */
export async function askJoiningLetter(
  ctx: UseCaseContext<VisitorActor>,
  deps: InvitationDeps,
  request: { token: string; email: string; address: string | null },
  command: { key: string },
): Promise<{ until: Date | null }> {
  const { token, address } = request
  const email = readEmail(request.email)
  const found = await ctx.read.invitations.byToken(deps.tokenHash(token), email ? { email } : {})
  const invitation = requireOpenInvitation(found, ctx.now())
  if (!email) throw new DomainError("invalid", "invalid", [{ rule: "email_wrong", field: "email" }])
  const ofLink: Try = { limited: "joiningLink", subject: `joiningLink:${invitation.id}` }
  const tries = [emailTry("joining", email), ofLink, addressTry("joiningAddress", address)]
  const until = blockedUntil(await ctx.read.identity.count(tries, ctx.now()))
  if (until) return { until }
  const { inviter } = invitation
  const proof = await sealProof(deps, { id: invitation.id, email, now: ctx.now() })
  const told = {
    link: deps.link(token, { proof }),
    organisation: invitation.organisation.name,
    role: invitation.role,
    inviter: inviter.own ? inviter.name : inviter.organisation,
    hours: String(joiningHours),
  }
  const asked = { key: command.key, action: "invitation.ask_letter", result: null }
  await ctx.write(asked, (store) => {
    store.mails.send(found.known.has(email) ? joiningKnown : joining, { address: email }, told)
    store.audit.record({
      id: ctx.newId(),
      at: ctx.now(),
      action: asked.action,
      entity: "invitation",
      entityId: invitation.id,
      detail: {},
      concerns: invitation.organisation.id,
    })
  })
  return { until: null }
}
