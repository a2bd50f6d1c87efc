import type { ProgrammeDesk } from "../../data/programme-desk.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { textMark } from "../../domain/audit/typed-value.ts"
import { canonicalJson } from "../../domain/canonical.ts"
import { DomainError } from "../../domain/errors.ts"
import { sensitiveFaults } from "../../domain/public-text.ts"
import { dayOf } from "../../domain/quarter.ts"
import { changeablePhases, changedRules, fixedFaults } from "../../domain/selection/fixed-rules.ts"
import { rulesChanged } from "../../domain/selection/letters.ts"
import type { ProgrammeRules } from "../../domain/selection/rules.ts"
import { MAX_REASON_TEXT } from "../../domain/submission/typed-text.ts"
import type { UseCaseContext } from "../context.ts"
import { type FixingDeps, fixedRules } from "./begin-programme.ts"
import { checkDraft, deskToChange } from "./open-desk.ts"
import { requirePhase, rulesOf } from "./open-programme.ts"

/** Whether a reason says something; what all applicants are told is never empty. */
function requireReason(reason: string): void {
  const refuse = (rule: string, parameters = {}) =>
    new DomainError("invalid", "invalid", [{ rule, field: "reason", with: parameters }])
  if (reason === "") throw refuse("rules_reason_missing")
  const length = [...reason].length
  if (length > MAX_REASON_TEXT) throw refuse("rules_text_long", { length, max: MAX_REASON_TEXT })
  const faults = sensitiveFaults("reason", reason)
  if (faults.length > 0) throw new DomainError("invalid", "invalid", faults)
}

function requireChangeable(desk: ProgrammeDesk, next: ProgrammeRules, today: string, deps: FixingDeps) {
  const { programme } = desk
  const before = rulesOf(programme)
  const changed = changedRules(before, next).filter((key) => key !== "organiser")
  if (changed.length === 0) throw new DomainError("conflict", "rules_unchanged")
  const { hard, soft } = checkDraft(desk, programme.draft, deps.check)
  const faults = [...hard, ...fixedFaults(before, next, { phase: programme.phase, today })]
  if (faults.length > 0) throw new DomainError("invalid", "invalid", faults)
  return { changed, explained: soft.map(({ rule }) => rule) }
}

/**
 * Puts the draft in force as the next version, with the reason that everybody reads and every applicant gets by letter.
 * Errors: forbidden, not_found, conflict (programme_phase, programme_stopped, rules_unchanged), invalid, stale.
 */
export async function changeRules(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  command: { key: string; revision: number; reason: string; link: string },
  deps: FixingDeps,
): Promise<{ slug: string; version: number }> {
  const desk = await deskToChange(ctx, slug, "programme.decide", command.revision)
  const { programme } = desk
  requirePhase(programme, ...changeablePhases)
  const reason = command.reason.trim()
  requireReason(reason)
  const at = ctx.now()
  const rules = fixedRules(programme.draft, ctx.actor.organisation.name)
  const found = requireChangeable(desk, rules, dayOf(at.getTime()), deps)
  const document = canonicalJson(rules)
  const hash = await deps.digest(document)
  const version = programme.rulesVersion + 1
  const { title, organiser } = rules
  const told = { programme: title, organiser, version: String(version), reason, link: command.link }
  const asked = { key: command.key, action: "programme.change_rules", result: { slug, version } }
  const { result } = await ctx.write(asked, (store) => {
    store.programmes.change(programme, { title: rules.title, draft: document, rulesVersion: version })
    store.programmes.during(programme.id, programme.phase)
    const memberId = ctx.actor.memberId
    store.programmes.addRules({
      programmeId: programme.id,
      version,
      document,
      hash,
      reason,
      memberId,
      at: at.toISOString(),
    })
    store.programmes.touchPublic(programme.id)
    store.mails.send(rulesChanged, { programmeId: programme.id }, told)
    store.audit.record({
      id: ctx.newId(),
      at,
      action: asked.action,
      entity: "programme",
      entityId: programme.id,
      detail: { slug, hash, ...found, letters: desk.applicants, reason: textMark(reason) },
      before: { rulesVersion: programme.rulesVersion },
      after: { rulesVersion: version },
    })
  })
  return result
}
