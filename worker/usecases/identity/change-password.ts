import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { passwordFaults } from "../../domain/identity/password.ts"
import type { UseCaseContext } from "../context.ts"
import type { IdentityDeps } from "./deps.ts"
import { atPlace, ownAccountAt } from "./own-password.ts"

/**
 * Changes the person's own password; its other sessions and its open links end. Errors: DomainError invalid (faults at
 * `current` and `password`, `too_many_tries`), stale; TooBusy, and nothing is counted.
 */
export async function changePassword(
  ctx: UseCaseContext<MemberActor>,
  deps: IdentityDeps,
  command: { key: string; current: string; password: string },
): Promise<void> {
  const { userId, sessionId } = ctx.actor
  const { key, current, password } = command
  const { credential, tries, hash } = await atPlace(deps, async (place) => {
    const own = await ownAccountAt(place, ctx, deps, { password: current, field: "current" })
    const faults = passwordFaults(password, own.user)
    if (password === current) faults.push({ rule: "password_same", field: "password" })
    if (faults.length > 0) throw new DomainError("invalid", "invalid", faults.slice(0, 1))
    return { ...own, hash: await deps.passwords.hash(password, place) }
  })
  const at = ctx.now()
  await ctx.write({ key, action: "password.change", result: null }, (store) => {
    store.identity.expect(credential)
    store.identity.setPassword(userId, hash, at)
    store.identity.forgetTries(tries)
    store.proofs.voidAll(userId, at, "reset")
    store.sessions.endAll(userId, sessionId ?? undefined)
    store.mails.warn(userId, "password_changed")
    store.audit.record({
      id: ctx.newId(),
      at,
      action: "password.change",
      entity: "user",
      entityId: userId,
      detail: {},
    })
  })
}
