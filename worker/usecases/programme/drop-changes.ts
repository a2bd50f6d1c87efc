import type { MemberActor } from "../../domain/actor.ts"
import { canonicalJson } from "../../domain/canonical.ts"
import { DomainError } from "../../domain/errors.ts"
import type { UseCaseContext } from "../context.ts"
import { deskToChange, isTypable, pendingKeys } from "./open-desk.ts"
import { rulesOf } from "./open-programme.ts"

/**
 * Drops what was typed since the rules in force: the draft is again as they are. Errors: forbidden, not_found, conflict
 * (programme_draft, programme_stopped, rules_closed, rules_unchanged), stale.
 */
export async function dropChanges(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  { key, revision }: { key: string; revision: number },
): Promise<{ slug: string }> {
  const desk = await deskToChange(ctx, slug, "programme.edit", revision)
  const { programme } = desk
  const rules = rulesOf(programme)
  if (!isTypable(programme))
    throw new DomainError("conflict", programme.stoppedAt ? "programme_stopped" : "rules_closed")
  const dropped = pendingKeys(desk)
  if (dropped.length === 0) throw new DomainError("conflict", "rules_unchanged")
  const { result } = await ctx.write({ key, action: "programme.drop_changes", result: { slug } }, (store) => {
    store.programmes.change(programme, { draft: canonicalJson(rules) })
    store.programmes.during(programme.id, programme.phase)
    store.audit.record({
      id: ctx.newId(),
      at: ctx.now(),
      action: "programme.drop_changes",
      entity: "programme",
      entityId: programme.id,
      detail: { rulesVersion: programme.rulesVersion },
      before: { pending: dropped },
      after: { pending: [] },
    })
  })
  return result
}
