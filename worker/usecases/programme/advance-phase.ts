import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { missingForNext, nextPhase } from "../../domain/selection/next-phase.ts"
import type { Phase } from "../../domain/selection/phases.ts"
import type { UseCaseContext } from "../context.ts"
import { deskToChange } from "./open-desk.ts"
import { requirePhase, rulesOf } from "./open-programme.ts"

/**
 * Moves a programme from its call to screening (not before the deadline is over), or from screening to review (everybody
 * screened, somebody admitted, every candidate with enough judges and, where it is blind, with anonymous answers). Errors:
 * forbidden, not_found, conflict (also `next_before_deadline`), invalid (what is still missing), stale.
 */
export async function advancePhase(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  { key, revision }: { key: string; revision: number },
): Promise<{ slug: string; phase: Phase }> {
  const { programme, counts } = await deskToChange(ctx, slug, "programme.run", revision)
  requirePhase(programme, "open", "screening")
  const to = nextPhase(programme.phase)
  if (to === null) throw new DomainError("conflict", "programme_phase")
  const at = ctx.now()
  const [first, ...others] = missingForNext(programme.phase, rulesOf(programme), counts, at.getTime())
  if (first?.rule === "next_before_deadline") throw new DomainError("conflict", first.rule, [], first.with)
  if (first) throw new DomainError("invalid", "next_missing", [first, ...others])
  const { result } = await ctx.write(
    { key, action: "programme.advance", result: { slug, phase: to } },
    (store) => {
      store.programmes.change(programme, { phase: to })
      store.programmes.during(programme.id, programme.phase)
      store.programmes.touchPublic(programme.id)
      store.audit.record({
        id: ctx.newId(),
        at,
        action: "programme.advance",
        entity: "programme",
        entityId: programme.id,
        detail: { slug, submitted: counts.submitted, admitted: counts.admitted },
        before: { phase: programme.phase },
        after: { phase: to },
      })
    },
  )
  return result
}
