import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import type { UseCaseContext } from "../context.ts"
import { requirePhase } from "../programme/open-programme.ts"
import { screenedNomination } from "./screened-nomination.ts"

/**
 * Lets a nomination in against the rules, or does not: never by the person who asked, with whatever membership. Errors:
 * forbidden (`override_same_person`), not_found, conflict (phase, nothing asked), stale (somebody decided meanwhile).
 */
export async function decideOverride(
  ctx: UseCaseContext<MemberActor>,
  { programme: slug, nomination: id }: { programme: string; nomination: string },
  { confirmed }: { confirmed: boolean },
  command: { key: string },
): Promise<{ id: string }> {
  const { nomination, programme, overrides } = await screenedNomination(ctx, slug, id)
  requirePhase(programme, "screening")
  const asked = overrides.find(({ decidedAt }) => decidedAt === null)
  if (!asked || nomination.state !== "submitted") throw new DomainError("conflict", "override_none")
  if (asked.askedBy === ctx.actor.userId) throw new DomainError("forbidden", "override_same_person")
  const now = ctx.now()
  const decided = { decidedBy: ctx.actor.userId, decidedAt: now.toISOString(), confirmed }
  const { result } = await ctx.write(
    { key: command.key, action: "override.decide", result: { id } },
    (store) => {
      store.programmes.during(programme.id, "screening")
      store.nominations.decideOverride(asked.id, decided)
      if (confirmed) store.nominations.change(nomination, { screening: "overridden" })
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "override.decide",
        entity: "override",
        entityId: asked.id,
        detail: { programme: slug, nomination: id },
        concerns: nomination.organisationId,
        ...changedFields(
          { confirmed: null, screening: nomination.screening },
          { confirmed, screening: confirmed ? "overridden" : nomination.screening },
        ),
      })
    },
  )
  return result
}
