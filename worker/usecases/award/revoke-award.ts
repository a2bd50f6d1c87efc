import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { publicTextFaults, publicTextLimit } from "../../domain/public-text.ts"
import type { UseCaseContext } from "../context.ts"

/** An award of a programme within the actor's scope, with its rechecks; one round trip. Errors: forbidden, not_found. */
export async function openAward(ctx: UseCaseContext<MemberActor>, slug: string, awardId: string) {
  if (!may(ctx.actor, "programme.run")) throw new DomainError("forbidden", "forbidden")
  const found = await ctx.read.awards.one(slug, awardId)
  if (!found) throw new DomainError("not_found", "not_found")
  return found
}

/**
 * 摘牌: takes an award back, with a reason for everybody to read. It stays on record, and its certificate says so.
 * Errors: forbidden, not_found, conflict (revoked already), stale, invalid (the reason, not confirmed).
 */
export async function revokeAward(
  ctx: UseCaseContext<MemberActor>,
  asked: { slug: string; awardId: string },
  command: { key: string; revision: number; reason: string; confirmed: boolean },
): Promise<{ awardId: string }> {
  if (!may(ctx.actor, "programme.decide")) throw new DomainError("forbidden", "forbidden")
  const { programme, award } = await openAward(ctx, asked.slug, asked.awardId)
  if (award.revokedAt !== null) throw new DomainError("conflict", "award_revoked")
  if (award.revision !== command.revision) throw await ctx.outrun({ entity: "award", id: award.id })
  const reason = command.reason.trim()
  const faults = publicTextFaults("reason", reason, publicTextLimit)
  if (!command.confirmed) faults.push({ rule: "not_confirmed", field: "confirmed" })
  if (faults.length > 0) throw new DomainError("invalid", "invalid", faults)
  const now = ctx.now()
  const { awardId } = asked
  const { result } = await ctx.write(
    { key: command.key, action: "award.revoke", result: { awardId } },
    (store) => {
      store.awards.change(award, {
        revokedAt: now.toISOString(),
        revokeReason: reason,
        revokedBy: ctx.actor.memberId,
      })
      store.programmes.touchPublic(programme.id)
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "award.revoke",
        entity: "award",
        entityId: awardId,
        detail: { programme: asked.slug, reasonLength: reason.length },
        ...changedFields({ revoked: false }, { revoked: true }),
      })
    },
  )
  return result
}
