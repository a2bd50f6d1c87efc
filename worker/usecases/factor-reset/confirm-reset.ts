import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { confirmingFault } from "../../domain/identity/factor-reset.ts"
import type { UseCaseContext } from "../context.ts"
import { ownTry } from "../identity/tries.ts"
import type { OpenReset } from "./open-reset.ts"
import { resetConflict } from "./reset-conflict.ts"

const action = "factor_reset.confirm"

/**
 * Confirms a request: authenticator, passkeys and recovery codes of the owner go, its sessions end, and it is told. With
 * the password it signs in and sets up a new one. Errors: not_found, conflict (`reset_own`, `reset_asked`, `reset_over`:
 * it does not wait any more, or who asked or the owner has left meanwhile).
 */
export async function confirmFactorReset(
  ctx: UseCaseContext<MemberActor>,
  { reset, organisation, asked }: OpenReset,
  { key }: { key: string },
): Promise<void> {
  const fault = confirmingFault(ctx.actor, asked)
  if (fault) throw new DomainError(fault === "not_found" ? "not_found" : "conflict", fault)
  const at = ctx.now()
  const { userId } = reset
  const writing = ctx.write({ key, action, result: null }, (store) => {
    store.factorResets.confirm(reset, ctx.actor.memberId, at)
    store.identity.setSecondFactor(userId, null, at)
    store.identity.setRecoveryCodes(userId, [])
    store.identity.forgetTries([ownTry("code", { userId })])
    store.passkeys.removeAll(userId)
    store.sessions.endAll(userId)
    store.proofs.voidAll(userId, at, "factor")
    store.mails.warn(userId, "second_factor_reset")
    store.audit.record({
      id: ctx.newId(),
      at,
      action,
      entity: "factor_reset",
      entityId: reset.id,
      detail: { member: reset.memberId },
      before: { secondFactor: "on" },
      after: { secondFactor: "off" },
      concerns: organisation.id,
    })
  })
  await resetConflict("reset_over", writing)
}
