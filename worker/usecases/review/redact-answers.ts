import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { textMark } from "../../domain/audit/typed-value.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { mentions } from "../../domain/selection/redaction.ts"
import type { UseCaseContext } from "../context.ts"
import { requirePhase } from "../programme/open-programme.ts"
import type { OpenRedaction } from "./open-redaction.ts"

/** A rewritten answer may be somewhat longer than the original. */
const LONGER = 1.5

function faultsOf({ rules, names }: OpenRedaction, typed: Record<string, string>, checked: boolean): Fault[] {
  const all = [names.estate, names.community, names.street, names.manager, names.nominator, ...names.former]
  return rules.form.flatMap(({ key, most }): Fault[] => {
    const text = typed[key] ?? ""
    const limit = Math.round(most * LONGER)
    if (text.length > limit)
      return [{ rule: "redaction_long", field: key, with: { most: limit, length: text.length } }]
    const words = checked ? [] : mentions(text, all)
    return words.length > 0
      ? [{ rule: "redaction_mentions", field: key, with: { words: words.join("、") } }]
      : []
  })
}

/**
 * Keeps the anonymous version of a candidate's answers, which is all that judges of a blind programme see of them. Names
 * that it still mentions block it until somebody says to have checked them. Errors: conflict, invalid, stale.
 */
export async function redactAnswers(
  ctx: UseCaseContext<MemberActor>,
  open: OpenRedaction,
  typed: Record<string, string>,
  command: { key: string; seen: string; checked: boolean },
): Promise<void> {
  const { programme, nomination, rules } = open
  requirePhase(programme, "open", "screening", "review")
  if (command.seen !== open.seen) throw await ctx.outrun({ entity: "nomination", id: nomination.id })
  const faults = faultsOf(open, typed, command.checked)
  if (faults.length > 0) throw new DomainError("invalid", "invalid", faults)
  const kept = Object.fromEntries(rules.form.map(({ key }) => [key, (typed[key] ?? "").trim()]))
  const old = nomination.redactedAnswers
  const now = ctx.now()
  await ctx.write({ key: command.key, action: "nomination.redact", result: true }, (store) => {
    store.programmes.during(programme.id, programme.phase)
    store.reviews.redact(nomination.id, kept, old)
    store.audit.record({
      id: ctx.newId(),
      at: now,
      action: "nomination.redact",
      entity: "nomination",
      entityId: nomination.id,
      detail: { programme: programme.id, checked: command.checked },
      ...changedFields(old, kept, (value) => textMark(value as string | null)),
    })
  })
}
