import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { sessionEnd, unusedEnd } from "../../domain/identity/session.ts"
import { signInValues } from "../../domain/identity/sign-in-id.ts"
import type { UseCaseContext } from "../context.ts"
import { stopOnPassing } from "../factor-reset/stop-reset.ts"
import { codeTries } from "../identity/pass-second-factor.ts"
import type { NewSession } from "../identity/sign-in.ts"
import type { Refusal } from "../identity/tries.ts"
import type { PasskeyDeps } from "./passkey-deps.ts"
import { type PasskeyAnswer, readUsedPasskey } from "./read-used-passkey.ts"

const action = "session.pass_second_factor"

/** Passes the second factor of a session with a passkey of its person. The session gets a new token. */
export async function passWithPasskey(
  ctx: UseCaseContext<MemberActor>,
  deps: PasskeyDeps,
  answer: PasskeyAnswer & { address: string | null; knownAs(userId: string): string | null },
): Promise<{ session: NewSession; names: string[] } | Refusal> {
  const { userId, sessionId } = ctx.actor
  if (!sessionId) throw new DomainError("forbidden", "forbidden")
  const tries = codeTries(ctx.actor, answer)
  const of = { purpose: "code" as const, bearer: sessionId }
  const counting = [tries.own, ...tries.address]
  const used = await readUsedPasskey(ctx, deps, { ...answer, of, userId, tries: counting })
  if ("refused" in used) return used
  const at = ctx.now()
  const token = deps.tokens.make()
  const expiresAt = sessionEnd(at)
  try {
    await ctx.write({ key: ctx.newId(), action, result: null }, (store) => {
      store.passkeys.spend(used.challenge)
      store.passkeys.use(used.passkey, used.shown, at)
      store.identity.forgetTries([tries.own])
      for (const one of tries.address) store.identity.returnTry(one)
      const session = {
        secondFactorAt: at.toISOString(),
        expiresAt: unusedEnd(at, deps.sessionIdleMs, expiresAt),
      }
      store.sessions.renew(sessionId, { ...session, tokenHash: deps.tokens.hash(token) })
      stopOnPassing(store, ctx, { id: used.waitingReset })
      const detail = { by: "passkey" }
      store.audit.record({ id: ctx.newId(), at, action, entity: "session", entityId: sessionId, detail })
    })
  } catch (error) {
    // The challenge was answered before, or the passkey is gone.
    if (error instanceof DomainError && error.code === "stale") return { refused: "wrong" }
    throw error
  }
  return { session: { token, expiresAt }, names: signInValues(used.user) }
}
