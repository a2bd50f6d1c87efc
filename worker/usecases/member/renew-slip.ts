import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { firstPassword, firstPasswordEnd } from "../../domain/identity/first-password.ts"
import { hasEmail } from "../../domain/identity/no-email.ts"
import type { UseCaseContext } from "../context.ts"
import { ownTry, triesToSignIn } from "../identity/tries.ts"
import type { Slip, SlipDeps } from "./make-accounts.ts"
import type { OpenMember } from "./open-member.ts"

/**
 * A head prints a member's slip anew: the password that it had, first or own, and all its sessions end. Only of a person
 * without e-mail, who cannot set one itself, and who belongs nowhere else: a head opens no account of other organisations.
 * Answers the slip; null when a repetition finds that it has happened already. Errors: forbidden (a key), conflict
 * (`slip_by_email`, `slip_elsewhere`), stale; TooBusy.
 */
export async function renewSlip(
  ctx: UseCaseContext<MemberActor>,
  deps: SlipDeps,
  member: OpenMember,
  command: { key: string; revision: number },
): Promise<Slip | null> {
  if (ctx.actor.key) throw new DomainError("forbidden", "forbidden")
  const { id: memberId, userId, name, signInName, mobile } = member
  if (hasEmail(member.email) || signInName === null) throw new DomainError("conflict", "slip_by_email")
  if (member.elsewhere > 0) throw new DomainError("conflict", "slip_elsewhere")
  const password = firstPassword(deps.tokens.make())
  const hash = await deps.passwords.hash(password)
  const at = ctx.now()
  const until = firstPasswordEnd(at)
  const action = "member.renew_slip"
  const { repeated } = await ctx.write({ key: command.key, action, result: null }, (store) => {
    store.members.expect({ id: memberId, revision: command.revision })
    store.members.expectOnlyHere(userId, ctx.actor.organisation.id)
    store.identity.setPassword(userId, hash, at, until)
    store.identity.forgetTries([triesToSignIn(userId), ownTry("account", { userId })])
    store.proofs.voidAll(userId, at)
    store.sessions.endAll(userId)
    store.mails.warn(userId, "slip_renewed")
    store.audit.record({
      id: ctx.newId(),
      at,
      action,
      entity: "member",
      entityId: memberId,
      detail: { until: until.toISOString() },
    })
  })
  return repeated ? null : { memberId, name, signInName, mobile, password, until }
}
