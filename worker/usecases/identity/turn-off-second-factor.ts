import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { needsSecondFactor } from "../../domain/identity/second-factor.ts"
import type { UseCaseContext } from "../context.ts"
import type { IdentityDeps } from "./deps.ts"
import { ownAccount } from "./own-password.ts"

/**
 * Turns the second factor off: authenticator, passkeys and recovery codes go. Errors: DomainError forbidden (`second_factor_kept`: the role needs it), conflict
 * (`second_factor_is_off`), invalid (fault at `password`, `too_many_tries`), stale.
 */
export async function turnOffSecondFactor(
  ctx: UseCaseContext<MemberActor>,
  deps: IdentityDeps,
  command: { key: string; password: string },
): Promise<void> {
  const { userId } = ctx.actor
  if (needsSecondFactor(ctx.actor)) throw new DomainError("forbidden", "second_factor_kept")
  if (ctx.actor.secondFactor === "off") throw new DomainError("conflict", "second_factor_is_off")
  const { credential, tries } = await ownAccount(ctx, deps, command)
  const at = ctx.now()
  const action = "second_factor.turn_off"
  await ctx.write({ key: command.key, action, result: null }, (store) => {
    store.identity.expect(credential)
    store.identity.setSecondFactor(userId, null, at)
    store.passkeys.removeAll(userId)
    store.identity.setRecoveryCodes(userId, [])
    store.identity.forgetTries(tries)
    store.mails.warn(userId, "second_factor_off")
    const change = { before: { secondFactor: "on" }, after: { secondFactor: "off" } }
    store.audit.record({
      id: ctx.newId(),
      at,
      action,
      entity: "user",
      entityId: userId,
      detail: {},
      ...change,
    })
  })
}
