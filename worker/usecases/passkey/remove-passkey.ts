import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { needsSecondFactor } from "../../domain/identity/second-factor.ts"
import type { UseCaseContext } from "../context.ts"
import { ownAccount } from "../identity/own-password.ts"
import type { PasskeyDeps } from "./passkey-deps.ts"

const action = "passkey.remove"

/**
 * Removes one of the person's passkeys. With the last one, and no authenticator, the second factor is off: that is
 * refused to whom it is needed of. Errors: DomainError conflict (`last_factor_kept`), invalid (fault at `password`,
 * `too_many_tries`), not_found, stale.
 */
export async function removePasskey(
  ctx: UseCaseContext<MemberActor>,
  deps: Pick<PasskeyDeps, "passwords" | "tokens" | "secondFactors" | "sessionIdleMs">,
  command: { key: string; passkeyId: string; password: string },
): Promise<void> {
  const { userId } = ctx.actor
  const { credential, passkeyCount, tries } = await ownAccount(ctx, deps, command)
  const last = passkeyCount <= 1 && credential.totpConfirmedAt === null
  if (last && needsSecondFactor(ctx.actor)) throw new DomainError("conflict", "last_factor_kept")
  const at = ctx.now()
  try {
    await ctx.write({ key: command.key, action, result: null }, (store) => {
      store.identity.expect(credential)
      store.identity.touch(userId, at)
      store.passkeys.remove(command.passkeyId, userId, last)
      if (last) store.identity.setRecoveryCodes(userId, [])
      store.identity.forgetTries(tries)
      store.mails.warn(userId, last ? "second_factor_off" : "passkey_removed")
      const change = { before: { secondFactor: "on" }, after: { secondFactor: last ? "off" : "on" } }
      const what = { entity: "passkey", entityId: command.passkeyId, detail: {} }
      store.audit.record({ id: ctx.newId(), at, action, ...what, ...change })
    })
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "stale") throw error
    const found = await ctx.read.passkeys.of(userId)
    if (found?.passkeys.some(({ id }) => id === command.passkeyId)) throw error
    throw new DomainError("not_found", "not_found")
  }
}
