import { z } from "zod"
import type { SubmissionRow } from "../../data/dossier.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { textMark } from "../../domain/audit/typed-value.ts"
import { chosenEstate, reasonFaults, type StateBefore } from "../../domain/correction/correction.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { isQuarter } from "../../domain/quarter.ts"
import { correctionOpened } from "../../domain/submission/letters.ts"
import { canMove, nextState } from "../../domain/submission/states.ts"
import { act, type Target } from "../act.ts"
import type { UseCaseContext } from "../context.ts"
import { typedReason } from "../fields.ts"
import { submissionChange } from "../submission/event-fields.ts"

/**
 * The estates of a quarter's latest release that a text means, at most ten, the likeliest first. One round trip. Errors:
 * forbidden, not_found (no quarter).
 */
export async function findCorrectable(ctx: UseCaseContext<MemberActor>, quarter: string, typed: string) {
  if (!may(ctx.actor, "quarter.correct")) throw new DomainError("forbidden", "forbidden")
  if (!isQuarter(quarter)) throw new DomainError("not_found", "not_found")
  return ctx.read.corrections.forOpening(quarter, typed.trim())
}

/** A quarter that is named; what of it is meant is read by the act. */
const quarterNames: Target<{ quarter: string }, { quarter: string }> = {
  async open(_, name) {
    if (!isQuarter(name.quarter)) throw new DomainError("not_found", "not_found")
    return name
  },
  nameOf: (name) => name,
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

/**
 * The city opens a released estate's quarter for correction (更正): it is filed and verified anew while all others stay
 * as they are, and the next release of the quarter closes it. Outrun it is tried on what stands now, so that it is told
 * who has opened one.
 */
export const openCorrection = act({
  name: "correction.open",
  may: ["quarter.correct"],
  on: quarterNames,
  input: z
    .strictObject({ estate: z.string().max(100), reason: typedReason })
    .meta({ id: "OpeningCorrection" }),
  seen: "nothing",
  refusals: { not_released: "conflict", release_running: "conflict", correction_open: "conflict" },
  again: { most: 2, when: () => true },
  async plan({ quarter }, { given }, { actor, now, newId, read, formLink, refusal }) {
    const [typed, reason] = [given.estate.trim(), given.reason.trim()]
    const { latest, matches } = await read.corrections.forOpening(quarter, typed)
    if (latest?.state === "running") throw refusal("release_running")
    if (latest?.state !== "final") throw refusal("not_released")
    const chosen = chosenEstate(typed, matches)
    const faults = [...("fault" in chosen ? [chosen.fault] : []), ...reasonFaults(reason)]
    if ("fault" in chosen || faults.length > 0) throw refusal("invalid", { faults })
    const { id: estateId, slug, name, submission, company, open } = chosen.estate
    if (open) throw refusal("correction_open", { with: { name } })
    const openedAt = now.toISOString()
    const id = newId()
    const returned = reopening(submission, reason, openedAt)
    const concerned = submission?.organisationId ?? company
    const told = { estate: name, quarter, link: formLink(slug, quarter) }
    const row = { id, quarter, estateId, releaseId: latest.id, reason, openedBy: actor.memberId, openedAt }
    return {
      result: { id, estate: slug },
      write(store) {
        store.corrections.open(row, returned?.before ?? null)
        if (submission) store.submissions.expect(submission)
        if (submission && returned) store.submissions.change(submission, returned.changes)
        if (concerned) store.mails.send(correctionOpened, { organisationId: concerned }, told)
      },
      event: {
        entity: "estate",
        entityId: estateId,
        concerns: concerned ?? undefined,
        detail: { quarter, releaseNumber: latest.number, reason: textMark(reason) },
        ...submissionChange(submission, returned?.changes ?? {}, { before: {}, after: { openedAt } }),
      },
    }
  },
})
