import type { VisitorActor } from "../../domain/actor.ts"
import { blockedUntil } from "../../domain/identity/attempts.ts"
import { readEmail } from "../../domain/identity/email.ts"
import type { UseCaseContext } from "../context.ts"
import { type ProofLetterDeps, sendProof } from "./proof-link.ts"
import { addressTry, emailTry } from "./tries.ts"

/** Nobody: what is written for it is not stored. */
const nobody = "unknown"

/**
 * Sends the link for a new password to an e-mail, if it has an account. Answers only whether too many were asked for: an
 * e-mail without account costs the same statements, and nobody is told which it was.
 */
export async function askReset(
  ctx: UseCaseContext<VisitorActor>,
  deps: ProofLetterDeps,
  request: { email: string; address: string | null },
): Promise<{ until: Date | null }> {
  const email = readEmail(request.email) ?? request.email.trim().toLowerCase()
  const tries = [emailTry("reset", email), addressTry("resetAddress", request.address)]
  const { account, counted } = await ctx.read.identity.tryEmail(email, tries, ctx.now())
  const until = blockedUntil(counted)
  if (until) return { until }
  const userId = account?.user.id ?? nobody
  await ctx.write({ key: ctx.newId(), action: "password.ask_reset", result: null }, (store) => {
    sendProof(ctx, deps, store, { userId, purpose: "reset" })
    store.audit.record({
      id: ctx.newId(),
      at: ctx.now(),
      action: "password.ask_reset",
      entity: "user",
      entityId: userId,
      detail: {},
    })
  })
  return { until: null }
}
