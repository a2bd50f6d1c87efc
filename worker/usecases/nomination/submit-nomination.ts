import type { NominationSheet } from "../../data/nominations.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { canonicalJson } from "../../domain/canonical.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { requireExplained } from "../../domain/registry/explain.ts"
import { answersOf, submissionFaults, unknownAnswers } from "../../domain/selection/nomination.ts"
import type { UseCaseContext } from "../context.ts"
import { rulesOf } from "../programme/open-programme.ts"
import type { AttachmentDeps, SentFile } from "./attachment-deps.ts"
import { type TypedNomination, typedFields } from "./draft-change.ts"
import { type KeptFile, keepFile, keptWith } from "./kept-file.ts"
import {
  type Evaluated,
  evaluateNow,
  type NominationDeps,
  ownNomination,
  requireOpen,
} from "./open-nomination.ts"

type Ctx = UseCaseContext<MemberActor>

function refuseTaken({ other }: NominationSheet): void {
  if (other !== null) throw new DomainError("conflict", "nomination_taken", [], { by: other, own: 0 })
}

/** Two who submit at once: the later one is told who was first. */
async function whoWasFirst<T>(ctx: Ctx, id: string, write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "stale") throw error
    const sheet = await ctx.read.nominations.find(id)
    if (sheet) refuseTaken(sheet)
    throw error
  }
}

function softFaults({ result }: Evaluated): Fault[] {
  const failed = result.rules.filter(({ outcome }) => outcome !== "pass").length
  return result.eligible ? [] : [{ rule: "nomination_ineligible", field: "reason", with: { failed } }]
}

/** A file that is sent together with what is typed. */
export interface SentAlong {
  deps: AttachmentDeps
  sent: SentFile
}

/** What is submitted, when nothing keeps it from that. Errors: conflict, invalid, stale. */
async function readyToSubmit(
  ctx: Ctx,
  sheet: NominationSheet,
  typed: TypedNomination,
  { revision }: { revision: number },
  deps: NominationDeps,
) {
  const { nomination, programme } = sheet
  if (nomination.state !== "draft") throw new DomainError("conflict", `nomination_${nomination.state}`)
  requireOpen(sheet, ctx.now())
  refuseTaken(sheet)
  const { form } = rulesOf(programme)
  const answers = answersOf(form, typed.answers)
  const evaluated = await evaluateNow(sheet, deps)
  if (!evaluated) throw new DomainError("conflict", "nomination_not_in_basis")
  const given = (typed.reason ?? "").trim()
  const soft = softFaults(evaluated)
  const unknown = unknownAnswers(form, typed.answers)
  requireExplained([...unknown, ...submissionFaults(form, answers, typed.consent)], soft, given)
  if (nomination.revision !== revision) throw await ctx.outrun({ entity: "nomination", id: nomination.id })
  return { form, answers, evaluated, reason: soft.length > 0 ? given : null }
}

/**
 * Submits a nomination with what was typed, and with a file where one is sent along: from then on its figures stand, with
 * the result of every rule. One that does not meet the rules goes in with a reason. Errors: forbidden, not_found, conflict
 * (closed, submitted, nominated by somebody, no figures), invalid (answers, consent, the file; `explain` when only a
 * reason is missing), stale.
 */
export async function submitNomination(
  ctx: Ctx,
  id: string,
  typed: TypedNomination,
  command: { key: string; revision: number },
  deps: NominationDeps,
  along: SentAlong | null = null,
): Promise<{ id: string }> {
  const sheet = await ownNomination(ctx, id)
  const { nomination, programme } = sheet
  const { form, answers, evaluated, reason } = await readyToSubmit(ctx, sheet, typed, command, deps)
  const kept: KeptFile | null = along && (await keepFile(ctx, along.deps, sheet, along.sent))
  const now = ctx.now()
  const at = now.toISOString()
  const consentAt = nomination.consentAt ?? at
  const { figures, hash, result } = evaluated
  const write = ctx.write({ key: command.key, action: "nomination.submit", result: { id } }, (store) => {
    store.programmes.during(programme.id, "open")
    kept?.put(store)
    store.nominations.change(nomination, {
      state: "submitted",
      answers: JSON.stringify(answers),
      consentAt,
      rulesVersion: programme.rulesVersion,
      figures: canonicalJson(figures),
      figuresHash: hash,
      eligibility: canonicalJson(result),
      ineligibleReason: reason,
      memberId: ctx.actor.memberId,
      updatedAt: at,
      submittedAt: at,
    })
    store.audit.record({
      id: ctx.newId(),
      at: now,
      action: "nomination.submit",
      entity: "nomination",
      entityId: id,
      detail: {
        programme: programme.slug,
        rulesVersion: programme.rulesVersion,
        eligible: result.eligible,
        failed: result.rules.filter(({ outcome }) => outcome !== "pass").map(({ code }) => code),
        ...(reason !== null && { reasonLength: [...reason].length }),
      },
      ...changedFields(
        { ...typedFields(form, nomination.answers, nomination.consentAt), state: "draft", figuresHash: null },
        { ...typedFields(form, answers, consentAt), state: "submitted", figuresHash: hash },
      ),
    })
  })
  return keptWith(kept, whoWasFirst(ctx, id, write))
}
