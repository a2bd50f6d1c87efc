import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { blockedUntil } from "../../domain/identity/attempts.ts"
import type { UseCaseContext } from "../context.ts"
import { tooManyTries } from "./own-password.ts"
import { type ProofLetterDeps, sendProof } from "./proof-link.ts"
import { ownTry } from "./tries.ts"

/** Sends the letter that confirms the person's own e-mail once more. Errors: DomainError invalid, conflict. */
export async function askEmailProof(
  ctx: UseCaseContext<MemberActor>,
  deps: ProofLetterDeps,
  command: { key: string },
): Promise<void> {
  const { userId } = ctx.actor
  const { account, counted } = await ctx.read.identity.tryOwn(userId, [ownTry("email", ctx.actor)], ctx.now())
  const until = blockedUntil(counted)
  if (until) throw tooManyTries(until)
  if (!account || account.user.emailVerified) throw new DomainError("conflict", "email_confirmed")
  const at = ctx.now()
  const address = account.user.email
  await ctx.write({ key: command.key, action: "email.ask_proof", result: null }, (store) => {
    store.proofs.voidAll(userId, at, "email")
    sendProof(ctx, deps, store, { userId, purpose: "email", address })
    store.audit.record({
      id: ctx.newId(),
      at,
      action: "email.ask_proof",
      entity: "user",
      entityId: userId,
      detail: {},
    })
  })
}
