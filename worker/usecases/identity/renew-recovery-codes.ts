import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import type { UseCaseContext } from "../context.ts"
import type { IdentityDeps } from "./deps.ts"
import { ownAccount } from "./own-password.ts"
import { makeRecoveryCodes } from "./recovery-codes.ts"

/**
 * Makes new recovery codes in place of all old ones; they are shown this once. Errors: DomainError conflict
 * (`second_factor_is_off`, `codes_shown`), invalid (fault at `password`, `too_many_tries`), stale.
 */
export async function renewRecoveryCodes(
  ctx: UseCaseContext<MemberActor>,
  deps: IdentityDeps,
  command: { key: string; password: string },
): Promise<string[]> {
  const { userId } = ctx.actor
  if (ctx.actor.secondFactor !== "passed") throw new DomainError("conflict", "second_factor_is_off")
  const { credential, tries } = await ownAccount(ctx, deps, command)
  const { codes, hashes } = makeRecoveryCodes(deps, userId)
  const at = ctx.now()
  const action = "recovery_codes.renew"
  const { repeated } = await ctx.write({ key: command.key, action, result: null }, (store) => {
    store.identity.expect(credential)
    store.identity.setRecoveryCodes(userId, hashes)
    store.identity.forgetTries(tries)
    store.mails.warn(userId, "recovery_codes_made")
    store.audit.record({ id: ctx.newId(), at, action, entity: "user", entityId: userId, detail: {} })
  })
  if (repeated) throw new DomainError("conflict", "codes_shown")
  return codes
}
