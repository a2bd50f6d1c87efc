import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { textMark } from "../../domain/audit/typed-value.ts"
import { DomainError } from "../../domain/errors.ts"
import { type Answers, answersOf, draftFaults, unknownAnswers } from "../../domain/selection/nomination.ts"
import type { FormField } from "../../domain/selection/rules.ts"
import type { UseCaseContext } from "../context.ts"
import { rulesOf } from "../programme/open-programme.ts"
import { ownNomination, requireOpen } from "./open-nomination.ts"

/** What is typed into a nomination. */
export interface TypedNomination {
  answers: Answers
  consent: boolean
}

/** Answers and consent as they stand in an event: by their length only. */
export function typedFields(form: readonly FormField[], answers: Answers, consentAt: string | null) {
  const marks = form.map(({ key }) => [`answer.${key}`, textMark(answers[key] ?? null)] as const)
  return { ...Object.fromEntries(marks), consentAt }
}

/**
 * Keeps a draft as it was typed; what is missing is said when it is submitted. Errors: forbidden, not_found, conflict
 * (submitted, closed), invalid (too long for anything, not asked for), stale (somebody saved meanwhile).
 */
export async function saveNomination(
  ctx: UseCaseContext<MemberActor>,
  id: string,
  typed: TypedNomination,
  command: { key: string; revision: number },
): Promise<{ revision: number; savedAt: string }> {
  const sheet = await ownNomination(ctx, id)
  const { nomination, programme } = sheet
  const now = ctx.now()
  if (nomination.state !== "draft") throw new DomainError("conflict", `nomination_${nomination.state}`)
  requireOpen(sheet, now)
  const { form } = rulesOf(programme)
  const answers = answersOf(form, typed.answers)
  const faults = [...unknownAnswers(form, typed.answers), ...draftFaults(form, answers)]
  if (faults.length > 0) throw new DomainError("invalid", "invalid", faults)
  if (nomination.revision !== command.revision) throw new DomainError("stale", "stale")
  const at = now.toISOString()
  const consentAt = typed.consent ? (nomination.consentAt ?? at) : null
  const saved = { revision: command.revision + 1, savedAt: at }
  const { result } = await ctx.write(
    { key: command.key, action: "nomination.save", result: saved },
    (store) => {
      store.programmes.during(programme.id, "open")
      store.nominations.change(nomination, {
        answers: JSON.stringify(answers),
        consentAt,
        memberId: ctx.actor.memberId,
        updatedAt: at,
      })
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "nomination.save",
        entity: "nomination",
        entityId: id,
        detail: { programme: programme.slug },
        ...changedFields(
          typedFields(form, nomination.answers, nomination.consentAt),
          typedFields(form, answers, consentAt),
        ),
      })
    },
  )
  return result
}
