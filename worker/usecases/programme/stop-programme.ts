import type { MemberActor } from "../../domain/actor.ts"
import { textMark } from "../../domain/audit/typed-value.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { sensitiveFaults } from "../../domain/public-text.ts"
import { phases, stopReasonLength } from "../../domain/selection/phases.ts"
import type { UseCaseContext } from "../context.ts"
import { deskToChange } from "./open-desk.ts"
import { requirePhase } from "./open-programme.ts"

function faultsOf(reason: string, confirmed: boolean): Fault[] {
  const length = [...reason].length
  const faults: Fault[] = []
  if (length < stopReasonLength.min) faults.push({ rule: "stop_reason_missing", field: "reason" })
  if (length > stopReasonLength.max)
    faults.push({ rule: "rules_text_long", field: "reason", with: { length, max: stopReasonLength.max } })
  faults.push(...sensitiveFaults("reason", reason))
  if (!confirmed) faults.push({ rule: "stop_not_confirmed", field: "confirmed" })
  return faults
}

/**
 * Stops a programme for good (VET-08: a fee was demanded, or an approval is missing); of one that has opened everybody
 * reads why. Errors: forbidden, not_found, conflict (stopped already, archived), invalid, stale.
 */
export async function stopProgramme(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  command: { key: string; revision: number; reason: string; confirmed: boolean },
): Promise<{ slug: string }> {
  const { programme } = await deskToChange(ctx, slug, "programme.decide", command.revision)
  requirePhase(programme, ...phases.filter((phase) => phase !== "archived"))
  const reason = command.reason.trim()
  const faults = faultsOf(reason, command.confirmed)
  if (faults.length > 0) throw new DomainError("invalid", "invalid", faults)
  const at = ctx.now()
  const asked = { key: command.key, action: "programme.stop", result: { slug } }
  const { result } = await ctx.write(asked, (store) => {
    store.programmes.change(programme, { stoppedAt: at.toISOString(), stopReason: reason })
    store.programmes.during(programme.id, programme.phase)
    store.programmes.touchPublic(programme.id)
    store.audit.record({
      id: ctx.newId(),
      at,
      action: asked.action,
      entity: "programme",
      entityId: programme.id,
      detail: { slug, phase: programme.phase, reason: textMark(reason) },
      before: { stoppedAt: null },
      after: { stoppedAt: at.toISOString() },
    })
  })
  return result
}
