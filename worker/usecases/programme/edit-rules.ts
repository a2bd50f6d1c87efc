import type { ProgrammeDesk } from "../../data/programme-desk.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { textMark } from "../../domain/audit/typed-value.ts"
import { canonicalJson } from "../../domain/canonical.ts"
import { DomainError } from "../../domain/errors.ts"
import type { CheckRule } from "../../domain/selection/expression.ts"
import type { RulesDraft } from "../../domain/selection/rules.ts"
import { keysOf, type RulesFault, type RulesPart } from "../../domain/selection/rules-parts.ts"
import type { UseCaseContext } from "../context.ts"
import { basesOf, checkDraft, deskToChange, isTypable } from "./open-desk.ts"

/** One part of the rules as it was typed, with what could not be read of it. */
export interface TypedRules {
  rules: RulesDraft
  unread: RulesFault[]
}

/** A part with how it is read: names of districts and releases are known only once the programme is open. */
export interface TypedPart {
  part: RulesPart
  read(around: Pick<ProgrammeDesk, "releases" | "districts">): TypedRules
}

/** What was taken out again is no longer there, as if it had never been typed. */
function withoutMissing(draft: RulesDraft): RulesDraft {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined))
}

/** What changed of a part: rules hold words that people typed, so their lengths stand for them. */
function changesOf(before: RulesDraft, after: RulesDraft, part: RulesPart) {
  const side = (draft: RulesDraft) => Object.fromEntries(keysOf[part].map((key) => [key, draft[key] ?? null]))
  return changedFields(side(before), side(after), (value) => value && textMark(canonicalJson(value)))
}

/**
 * Keeps one part of the rules in the draft: before the opening the rules to be, afterwards the next version. What is
 * still to be typed may be missing. Errors: forbidden, not_found, conflict (programme_stopped, rules_closed), invalid,
 * stale.
 */
export async function editRules(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  { part, read }: TypedPart,
  { key, revision, check }: { key: string; revision: number; check: CheckRule },
): Promise<{ slug: string }> {
  const desk = await deskToChange(ctx, slug, "programme.edit", revision)
  const { programme } = desk
  if (!isTypable(programme))
    throw new DomainError("conflict", programme.stoppedAt ? "programme_stopped" : "rules_closed")
  const { rules, unread } = read({ releases: basesOf(desk), districts: desk.districts })
  const draft = withoutMissing({ ...programme.draft, ...rules })
  const checked = checkDraft(desk, draft, check).hard.filter(
    (fault) => fault.part === part && !fault.incomplete && !unread.some(({ field }) => field === fault.field),
  )
  const wrong = [...unread, ...checked]
  if (wrong.length > 0) throw new DomainError("invalid", "invalid", wrong)
  const changes = changesOf(programme.draft, draft, part)
  if (Object.keys(changes.after ?? {}).length === 0) return { slug }
  const title = programme.phase === "draft" ? (draft.title ?? programme.title) : programme.title
  const { result } = await ctx.write({ key, action: "programme.edit", result: { slug } }, (store) => {
    store.programmes.change(programme, { draft: canonicalJson(draft), title })
    store.programmes.during(programme.id, programme.phase)
    store.audit.record({
      id: ctx.newId(),
      at: ctx.now(),
      action: "programme.edit",
      entity: "programme",
      entityId: programme.id,
      detail: { part },
      ...changes,
    })
  })
  return result
}
