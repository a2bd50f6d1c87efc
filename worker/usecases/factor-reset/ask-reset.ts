import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { readReason, resetDays } from "../../domain/identity/factor-reset.ts"
import { factorReset } from "../../domain/identity/letters.ts"
import { DAY } from "../../domain/quarter.ts"
import type { UseCaseContext } from "../context.ts"
import type { ProofLetterDeps } from "../identity/proof-link.ts"
import type { ResetMember } from "./open-reset.ts"
import { resetConflict } from "./reset-conflict.ts"

const action = "factor_reset.ask"

/**
 * Asks to reset somebody's lost second factor. Its owner gets a letter with a link that stops it. Errors: DomainError
 * conflict (`reset_own`, `second_factor_none`, `reset_open`), invalid (fault at `reason`), stale.
 */
export async function askFactorReset(
  ctx: UseCaseContext<MemberActor>,
  deps: ProofLetterDeps,
  owner: ResetMember,
  command: { key: string; reason: string },
): Promise<void> {
  if (ctx.actor.key) throw new DomainError("forbidden", "forbidden")
  if (owner.rule) throw new DomainError("conflict", owner.rule)
  const read = readReason(command.reason)
  if ("fault" in read) throw new DomainError("invalid", read.fault, [{ rule: read.fault, field: "reason" }])
  const at = ctx.now()
  const expiresAt = new Date(at.getTime() + resetDays * DAY).toISOString()
  const token = deps.tokens.make()
  const { userId, memberId, organisation } = owner
  const told = {
    link: deps.linkTo("factor", token),
    inviter: ctx.actor.name,
    organisation: ctx.actor.organisation.name,
    day: expiresAt,
    reason: read.reason,
  }
  const id = ctx.newId()
  const askedAt = at.toISOString()
  const proof = {
    id: deps.tokens.hash(token),
    purpose: "factor" as const,
    userId,
    createdAt: askedAt,
    expiresAt,
  }
  // Somebody else asked at the same time, or the member has just left.
  const writing = ctx.write({ key: command.key, action, result: null }, (store) => {
    const asked = { askedBy: ctx.actor.memberId, askedAt, expiresAt, reason: read.reason }
    store.factorResets.ask({ id, userId, memberId, organisationId: organisation.id, ...asked })
    store.proofs.voidAll(userId, at, "factor")
    store.proofs.add(proof)
    store.mails.send(factorReset, { userId }, told)
    store.audit.record({
      id: ctx.newId(),
      at,
      action,
      entity: "factor_reset",
      entityId: id,
      detail: { member: memberId, reason: { length: read.reason.length } },
      after: { state: "open" },
      concerns: organisation.id,
    })
  })
  await resetConflict("reset_open", writing)
}
