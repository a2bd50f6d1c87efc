import type { MemberActor } from "../../domain/actor.ts"
import { personalMark } from "../../domain/audit/personal-mark.ts"
import { DomainError } from "../../domain/errors.ts"
import { readEmail } from "../../domain/identity/email.ts"
import type { UseCaseContext } from "../context.ts"
import type { IdentityDeps } from "./deps.ts"
import { securityMail } from "./letters.ts"
import { ownAccount } from "./own-password.ts"
import { type ProofLetterDeps, proofLetter } from "./proof-link.ts"
import { ownTry } from "./tries.ts"

function invalid(rule: string, field = "email"): DomainError {
  return new DomainError("invalid", rule, [{ rule, field }])
}

/**
 * Gives the person another e-mail to sign in with: the new one gets a letter to confirm it, the old one is told. Errors:
 * DomainError invalid (faults at `email` and `password`, `too_many_tries`).
 */
export async function changeEmail(
  ctx: UseCaseContext<MemberActor>,
  deps: IdentityDeps & ProofLetterDeps,
  command: { key: string; email: string; password: string },
): Promise<void> {
  const { userId } = ctx.actor
  const email = readEmail(command.email)
  if (!email) throw invalid("email_form")
  const counted = ownTry("email", ctx.actor)
  const { user, tries } = await ownAccount(ctx, deps, { password: command.password }, [counted])
  if (email === user.email) throw invalid("email_same")
  const { proof, mail } = await proofLetter(ctx, deps, { userId, to: email, purpose: "email" })
  const warning = await securityMail(ctx, deps, user.email, "email_changed")
  const salt = user.salt ?? ctx.newId()
  const at = mail.at
  const change = { key: command.key, action: "email.change", result: null }
  try {
    await ctx.write(change, (store) => {
      store.identity.setEmail(userId, { email, salt, at })
      store.identity.forgetTries(tries.filter(({ limited }) => limited === "account"))
      store.proofs.voidAll(userId, at)
      store.proofs.add(proof)
      store.mails.add(mail)
      store.mails.add(warning)
      store.audit.record({
        id: ctx.newId(),
        at,
        action: "email.change",
        entity: "user",
        entityId: userId,
        detail: {},
        before: { email: personalMark(salt, user.email), emailVerified: user.emailVerified },
        after: { email: personalMark(salt, email), emailVerified: false },
      })
    })
  } catch (error) {
    // Nothing is guarded here but the e-mail itself.
    if (error instanceof DomainError && error.code === "stale") throw invalid("email_taken")
    throw error
  }
  for (const { id } of [mail, warning]) deps.outbox.notify(id)
}
