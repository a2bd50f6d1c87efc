import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { requireExplained } from "../../domain/registry/explain.ts"
import type { UseCaseContext } from "../context.ts"
import { requirePhase } from "../programme/open-programme.ts"
import { screenedNomination } from "./screened-nomination.ts"

/**
 * Asks that a nomination be let in although it does not meet the rules; somebody else decides. Errors: forbidden,
 * not_found, conflict (phase, meets the rules, asked already), invalid (reason).
 */
export async function askOverride(
  ctx: UseCaseContext<MemberActor>,
  { programme: slug, nomination: id }: { programme: string; nomination: string },
  typed: { reason: string },
  command: { key: string },
): Promise<{ id: string }> {
  const { nomination, programme, overrides } = await screenedNomination(ctx, slug, id)
  requirePhase(programme, "screening")
  if (nomination.state !== "submitted" || nomination.screening !== "ineligible")
    throw new DomainError("conflict", "override_needless")
  if (overrides.some(({ decidedAt }) => decidedAt === null))
    throw new DomainError("conflict", "override_asked")
  const reason = typed.reason.trim()
  requireExplained(reason === "" ? [{ rule: "override_reason_missing", field: "reason" }] : [], [], reason)
  const now = ctx.now()
  const overrideId = ctx.newId()
  const { result } = await ctx.write(
    { key: command.key, action: "override.ask", result: { id } },
    (store) => {
      store.programmes.during(programme.id, "screening")
      store.nominations.askOverride({
        id: overrideId,
        nominationId: id,
        reason,
        askedBy: ctx.actor.userId,
        askedAt: now.toISOString(),
      })
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "override.ask",
        entity: "override",
        entityId: overrideId,
        detail: { programme: slug, nomination: id, reasonLength: [...reason].length },
        after: { nominationId: id },
        concerns: nomination.organisationId,
      })
    },
  )
  return result
}
