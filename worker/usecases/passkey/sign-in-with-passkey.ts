import type { VisitorActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { sessionEnd, unusedEnd } from "../../domain/identity/session.ts"
import { signInValues } from "../../domain/identity/sign-in-id.ts"
import type { UseCaseContext } from "../context.ts"
import { stopOnPassing } from "../factor-reset/stop-reset.ts"
import type { NewSession } from "../identity/sign-in.ts"
import { addressTry, type Refusal } from "../identity/tries.ts"
import type { PasskeyDeps } from "./passkey-deps.ts"
import { type PasskeyAnswer, readUsedPasskey } from "./read-used-passkey.ts"

/** A browser that answers a challenge: what its cookie carries, and what a session remembers of it. */
export interface AnsweringBrowser extends PasskeyAnswer {
  bearer: string
  address: string | null
  userAgent: string | null
}

/**
 * Signs a person in with a passkey alone. Its authenticator has verified the person (fingerprint, face or PIN), so the
 * second factor of the session has passed. Answers the session, or why not.
 */
export async function signInWithPasskey(
  ctx: UseCaseContext<VisitorActor>,
  deps: PasskeyDeps,
  browser: AnsweringBrowser,
): Promise<(NewSession & { userId: string; names: string[] }) | Refusal> {
  const { bearer, address, userAgent, ...answer } = browser
  const tries = [addressTry("address", address)]
  const of = { purpose: "sign-in" as const, bearer }
  const used = await readUsedPasskey(ctx, deps, { ...answer, of, tries })
  if ("refused" in used) return used
  const at = ctx.now()
  const token = deps.tokens.make()
  const expiresAt = sessionEnd(at)
  const id = ctx.newId()
  const userId = used.user.id
  try {
    await ctx.write({ key: id, action: "session.begin", result: null }, (store) => {
      store.passkeys.spend(used.challenge)
      store.passkeys.use(used.passkey, used.shown, at)
      const seen = { address, userAgent: userAgent?.slice(0, 200) ?? null }
      const times = { createdAt: at.toISOString(), expiresAt: unusedEnd(at, deps.sessionIdleMs, expiresAt) }
      const passed = { secondFactorAt: at.toISOString() }
      store.sessions.begin({ id, userId, tokenHash: deps.tokens.hash(token), ...times, ...passed, ...seen })
      for (const one of tries) store.identity.returnTry(one)
      stopOnPassing(store, ctx, { id: used.waitingReset, visitor: { userId } })
      store.audit.record({
        id: ctx.newId(),
        at,
        action: "session.begin",
        entity: "session",
        entityId: id,
        detail: { by: "passkey" },
        visitor: { userId },
      })
    })
  } catch (error) {
    // The challenge was answered before, or the passkey is gone.
    if (error instanceof DomainError && error.code === "stale") return { refused: "wrong" }
    throw error
  }
  return { token, expiresAt, userId, names: signInValues(used.user) }
}
