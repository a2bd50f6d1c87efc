import type { MemberActor } from "../../domain/actor.ts"
import { textMark } from "../../domain/audit/typed-value.ts"
import { canonicalJson } from "../../domain/canonical.ts"
import { sensitiveFaults } from "../../domain/public-text.ts"
import { dayOf } from "../../domain/quarter.ts"
import { requireExplained } from "../../domain/registry/explain.ts"
import type { Digest } from "../../domain/release/content.ts"
import type { CheckRule } from "../../domain/selection/expression.ts"
import type { ProgrammeRules, RulesDraft } from "../../domain/selection/rules.ts"
import type { RulesFault } from "../../domain/selection/rules-parts.ts"
import type { UseCaseContext } from "../context.ts"
import { checkDraft, deskToChange } from "./open-desk.ts"
import { requirePhase } from "./open-programme.ts"

/** What fixing rules needs from outside. */
export interface FixingDeps {
  check: CheckRule
  digest: Digest
}

/** A draft without hard faults as the rules that are fixed; the organiser's name is the one of the day. */
export function fixedRules(draft: RulesDraft, organiser: string): ProgrammeRules {
  const rules = draft as ProgrammeRules
  return { ...rules, format: 1, organiser, titleEn: rules.titleEn === "" ? rules.title : rules.titleEn }
}

function closePassed({ dates }: RulesDraft, today: string): RulesFault[] {
  if (!dates || dates.closeDay === "" || dates.closeDay >= today) return []
  return [{ rule: "rules_close_passed", field: "closeDay", part: "form", with: { today } }]
}

/**
 * Opens a programme: its rules are fixed as version 1 and public from now on. Errors: forbidden, not_found, conflict,
 * invalid (every fault; `explain` when only a reason is missing, which the public reads), stale.
 */
export async function beginProgramme(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  { key, revision, reason }: { key: string; revision: number; reason: string },
  { check, digest }: FixingDeps,
): Promise<{ slug: string }> {
  const desk = await deskToChange(ctx, slug, "programme.decide", revision)
  const { programme } = desk
  requirePhase(programme, "draft")
  const at = ctx.now()
  const { hard, soft } = checkDraft(desk, programme.draft, check)
  const told = reason.trim()
  const wrong = [...closePassed(programme.draft, dayOf(at.getTime())), ...sensitiveFaults("reason", told)]
  requireExplained([...hard, ...wrong], soft, told)
  const rules = fixedRules(programme.draft, ctx.actor.organisation.name)
  const document = canonicalJson(rules)
  const hash = await digest(document)
  const { result } = await ctx.write({ key, action: "programme.begin", result: { slug } }, (store) => {
    store.programmes.change(programme, {
      phase: "open",
      title: rules.title,
      draft: document,
      rulesVersion: 1,
      openedAt: at.toISOString(),
    })
    store.programmes.during(programme.id, "draft")
    store.programmes.addRules({
      programmeId: programme.id,
      version: 1,
      document,
      hash,
      reason: soft.length > 0 ? told : "",
      memberId: ctx.actor.memberId,
      at: at.toISOString(),
    })
    store.programmes.touchPublic(programme.id)
    store.audit.record({
      id: ctx.newId(),
      at,
      action: "programme.begin",
      entity: "programme",
      entityId: programme.id,
      detail: {
        slug,
        hash,
        ...(soft.length > 0 && { explained: soft.map(({ rule }) => rule), reason: textMark(told) }),
      },
      before: { phase: "draft", rulesVersion: 0 },
      after: { phase: "open", rulesVersion: 1 },
    })
  })
  return result
}
