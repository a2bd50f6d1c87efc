import type { NominationSheet } from "../../data/nominations.ts"
import type { Stores } from "../../data/stores.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { textMark } from "../../domain/audit/typed-value.ts"
import { DomainError } from "../../domain/errors.ts"
import {
  type Answers,
  answersOf,
  draftFaults,
  reasonFaults,
  unknownAnswers,
} from "../../domain/selection/nomination.ts"
import type { FormField } from "../../domain/selection/rules.ts"
import type { UseCaseContext } from "../context.ts"
import { rulesOf } from "../programme/open-programme.ts"
import { requireOpen } from "./open-nomination.ts"

/** What is typed into a nomination. */
export interface TypedNomination {
  answers: Answers
  consent: boolean
  /** Why it is nominated although it does not meet the rules; what stands stays where it is not given. */
  reason?: string
}

/** A draft as it was typed, as its part of a batch. */
export interface DraftChange {
  saved: { revision: number; savedAt: string }
  put(store: Stores): void
}

/** Answers and consent as they stand in an event: by their length only. */
export function typedFields(form: readonly FormField[], answers: Answers, consentAt: string | null) {
  const marks = form.map(({ key }) => [`answer.${key}`, textMark(answers[key] ?? null)] as const)
  return { ...Object.fromEntries(marks), consentAt }
}

/** What stands of a draft's reason once it is saved. */
function reasonOf({ ineligibleReason }: NominationSheet["nomination"], typed: string | undefined) {
  if (typed === undefined) return ineligibleReason
  return typed.trim() === "" ? null : typed.trim()
}

/**
 * A draft with what was typed into it, event included; what is missing is said when it is submitted. Errors: conflict
 * (submitted, closed), invalid (too long for anything, not asked for), stale (somebody saved meanwhile).
 */
export async function draftChange(
  ctx: UseCaseContext<MemberActor>,
  sheet: NominationSheet,
  typed: TypedNomination,
  revision: number,
): Promise<DraftChange> {
  const { nomination, programme } = sheet
  const now = ctx.now()
  if (nomination.state !== "draft") throw new DomainError("conflict", `nomination_${nomination.state}`)
  requireOpen(sheet, now)
  const { form } = rulesOf(programme)
  const answers = answersOf(form, typed.answers)
  const reason = reasonOf(nomination, typed.reason)
  const faults = [
    ...unknownAnswers(form, typed.answers),
    ...draftFaults(form, answers),
    ...reasonFaults(reason ?? ""),
  ]
  if (faults.length > 0) throw new DomainError("invalid", "invalid", faults)
  if (nomination.revision !== revision) throw await ctx.outrun({ entity: "nomination", id: nomination.id })
  const at = now.toISOString()
  const consentAt = typed.consent ? (nomination.consentAt ?? at) : null
  const fields = (of: Answers, consented: string | null, why: string | null) => ({
    ...typedFields(form, of, consented),
    reason: textMark(why),
  })
  return {
    saved: { revision: revision + 1, savedAt: at },
    put(store) {
      store.programmes.during(programme.id, "open")
      store.nominations.change(nomination, {
        answers: JSON.stringify(answers),
        consentAt,
        ineligibleReason: reason,
        memberId: ctx.actor.memberId,
        updatedAt: at,
      })
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "nomination.save",
        entity: "nomination",
        entityId: nomination.id,
        detail: { programme: programme.slug },
        ...changedFields(
          fields(nomination.answers, nomination.consentAt, nomination.ineligibleReason),
          fields(answers, consentAt, reason),
        ),
      })
    },
  }
}
