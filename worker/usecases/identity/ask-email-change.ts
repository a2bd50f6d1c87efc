import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { readEmail } from "../../domain/identity/email.ts"
import { email as confirmEmail, emailUsed } from "../../domain/identity/letters.ts"
import { linkLasts } from "../../domain/identity/proof-link.ts"
import type { UseCaseContext } from "../context.ts"
import type { IdentityDeps } from "./deps.ts"
import { atPlace, rightOwn } from "./own-password.ts"
import type { ProofLetterDeps } from "./proof-link.ts"
import { ownTry } from "./tries.ts"

function invalid(rule: string): DomainError {
  return new DomainError("invalid", rule, [{ rule, field: "email" }])
}

/**
 * Sends a letter to the e-mail that a person wants to sign in with; its link changes it (confirm-email.ts). Whose it is
 * already is told by letter, and nobody else learns that it has an account: the same statements either way. Errors:
 * DomainError invalid (faults at `email` and `password`, `too_many_tries`), TooBusy: then nothing is counted.
 */
export async function askEmailChange(
  ctx: UseCaseContext<MemberActor>,
  deps: IdentityDeps & ProofLetterDeps,
  command: { key: string; email: string; password: string },
): Promise<void> {
  const { userId } = ctx.actor
  const email = readEmail(command.email)
  if (!email) throw invalid("email_form")
  const password = ownTry("account", ctx.actor)
  const tries = [password, ownTry("email", ctx.actor)]
  const { user, used } = await atPlace(deps, async (place) => {
    const tried = await ctx.read.identity.tryEmailOfOwn({ userId, email }, tries, ctx.now())
    const own = await rightOwn(place, deps.passwords, tried, { password: command.password })
    return { ...own, used: tried.used }
  })
  if (email === user.email) throw invalid("email_same")
  const token = await deps.newEmails.seal(JSON.stringify([userId, email]))
  const at = ctx.now()
  const asked = { key: command.key, action: "email.ask_change", result: null }
  await ctx.write(asked, (store) => {
    store.identity.forgetTries([password])
    store.proofs.voidAll(userId, at, "email")
    store.proofs.add({
      id: deps.tokens.hash(token),
      purpose: "email",
      userId,
      createdAt: at.toISOString(),
      expiresAt: new Date(at.getTime() + linkLasts.email).toISOString(),
    })
    if (used) store.mails.send(emailUsed, { address: email }, {})
    else store.mails.send(confirmEmail, { address: email }, { link: deps.linkTo("email", token) })
    store.audit.record({
      id: ctx.newId(),
      at,
      action: asked.action,
      entity: "user",
      entityId: userId,
      detail: {},
    })
  })
}
