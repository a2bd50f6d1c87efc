import type { SubmissionRow } from "../../data/dossier.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { textMark } from "../../domain/audit/typed-value.ts"
import { chosenEstate, reasonFaults, type StateBefore } from "../../domain/correction/correction.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { isQuarter } from "../../domain/quarter.ts"
import { canMove, nextState } from "../../domain/submission/states.ts"
import type { UseCaseContext } from "../context.ts"
import { once } from "../once.ts"
import { submissionChange } from "../submission/event-fields.ts"

const action = "correction.open"

/** What the city types: the estate by slug or name, and the reason, which is public. */
export interface TypedCorrection {
  estate: string
  reason: string
}

/**
 * The estates of a quarter's latest release that a text means, at most ten, the likeliest first. One round trip. Errors:
 * forbidden, not_found (no quarter).
 */
export async function findCorrectable(ctx: UseCaseContext<MemberActor>, quarter: string, typed: string) {
  if (!may(ctx.actor, "quarter.correct")) throw new DomainError("forbidden", "forbidden")
  if (!isQuarter(quarter)) throw new DomainError("not_found", "not_found")
  return ctx.read.corrections.forOpening(quarter, typed.trim())
}

type Correctable = Awaited<ReturnType<typeof findCorrectable>>

function standing({ latest }: Correctable) {
  if (!latest) throw new DomainError("conflict", "not_released")
  if (latest.state === "running") throw new DomainError("conflict", "release_running")
  if (latest.state !== "final") throw new DomainError("conflict", "not_released")
  return latest
}

/** What becomes of the submission: what had been filed is returned, a draft or nothing stays as it is. */
function reopening(submission: SubmissionRow | null, reason: string, at: string) {
  if (!submission || !(canMove(submission.state, "return") || submission.state === "returned")) return null
  const { state, streetVerifiedAt, verifiedAt, returnedAt, returnReason, returnedBy, revision } = submission
  const before: StateBefore = {
    ...{ state, streetVerifiedAt, verifiedAt, returnedAt, returnReason, returnedBy },
    revision: revision + 1,
  }
  const changes = {
    state: state === "returned" ? state : nextState(state, "return"),
    returnedAt: at,
    returnReason: reason,
    returnedBy: "city" as const,
    streetVerifiedAt: null,
    verifiedAt: null,
  }
  return { before, changes }
}

async function open(
  ctx: UseCaseContext<MemberActor>,
  found: Correctable,
  { quarter, estate, reason, key }: { quarter: string; estate: string; reason: string; key: string },
) {
  const release = standing(found)
  const chosen = chosenEstate(estate, found.matches)
  const faults = [...("fault" in chosen ? [chosen.fault] : []), ...reasonFaults(reason)]
  if ("fault" in chosen || faults.length > 0) throw new DomainError("invalid", "invalid", faults)
  const { id: estateId, slug, name, submission, company, open } = chosen.estate
  if (open) throw new DomainError("conflict", "correction_open", [], { name })
  const at = ctx.now()
  const openedAt = at.toISOString()
  const id = ctx.newId()
  const returned = reopening(submission, reason, openedAt)
  const row = { id, quarter, estateId, releaseId: release.id, reason, openedBy: ctx.actor.memberId, openedAt }
  return ctx.write({ key, action, result: { id, estate: slug } }, (store) => {
    store.corrections.open(row, returned?.before ?? null)
    if (submission) store.submissions.expect(submission)
    if (submission && returned) store.submissions.change(submission, returned.changes)
    store.audit.record({
      id: ctx.newId(),
      at,
      action,
      entity: "estate",
      entityId: estateId,
      concerns: submission?.organisationId ?? company ?? undefined,
      detail: { quarter, releaseNumber: release.number, reason: textMark(reason) },
      ...submissionChange(submission, returned?.changes ?? {}, { before: {}, after: { openedAt } }),
    })
  })
}

/**
 * The city opens a released estate's quarter for correction (更正): it is filed and verified anew while all others stay
 * as they are, and the next release of the quarter closes it. Asked for again with the same key it answers the first
 * result. Two round trips. Errors: forbidden, not_found, conflict
 * (not_released, release_running, correction_open), invalid (estate, reason), stale.
 */
export async function openCorrection(
  ctx: UseCaseContext<MemberActor>,
  quarter: string,
  typed: TypedCorrection,
  command: { key: string },
): Promise<{ id: string; estate: string }> {
  const estate = typed.estate.trim()
  const asked = { quarter, estate, reason: typed.reason.trim(), key: command.key }
  return once(ctx, { key: command.key, action }, async () => {
    try {
      return (await open(ctx, await findCorrectable(ctx, quarter, estate), asked)).result
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== "stale") throw error
      // Somebody was faster: the sentence says with what.
      const now = await findCorrectable(ctx, quarter, estate)
      standing(now)
      const chosen = chosenEstate(estate, now.matches)
      if ("estate" in chosen && chosen.estate.open)
        throw new DomainError("conflict", "correction_open", [], { name: chosen.estate.name })
      throw error
    }
  })
}
