import { z } from "zod"
import type { SubmissionRow } from "../../data/dossier.ts"
import type { Reads } from "../../data/reads.ts"
import type { Stores } from "../../data/stores.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { textMark } from "../../domain/audit/typed-value.ts"
import { chosenEstate, reasonFaults, type StateBefore } from "../../domain/correction/correction.ts"
import { correctionRequests } from "../../domain/correction/request.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf, isQuarter } from "../../domain/quarter.ts"
import { correctionOpened } from "../../domain/submission/letters.ts"
import { canMove, nextState } from "../../domain/submission/states.ts"
import { take } from "../../domain/ticket/take.ts"
import { act, type Target } from "../act.ts"
import type { UseCaseContext } from "../context.ts"
import { typedReason } from "../fields.ts"
import { submissionChange, typedFields } from "../submission/event-fields.ts"
import { requestRefusals } from "./withdraw-request.ts"

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

type Followed = NonNullable<Awaited<ReturnType<Reads["corrections"]["forOpening"]>>["followed"]>

/** What becomes of the request that is followed: it is accepted, and the company's form begins with its values. */
function following(
  { request, filed, partRevision }: Followed,
  submission: SubmissionRow | null,
  { id, openedAt, actor }: { id: string; openedAt: string; actor: MemberActor },
) {
  const by = { by: actor.memberId, today: dayOf(Date.parse(openedAt)) }
  const { state } = take(correctionRequests, "accept", { ...request, lastBy: request.answeredBy }, by)
  const before = new Map(filed.flatMap(({ key, value }) => (value === "" ? [] : [[key, value] as const])))
  const after = new Map([...before, ...request.prefill])
  const reasons = new Map(filed.map(({ key, reason }) => [key, reason]))
  const keys = new Set([...filed.map(({ key }) => key), ...after.keys()])
  const typed = (texts: ReadonlyMap<string, string>) => typedFields({ texts, reasons: new Map() })
  const revision = partRevision + 1
  return {
    write(store: Omit<Stores, "audit">) {
      const answered = { state, correctionId: id, answeredBy: actor.memberId, answeredAt: openedAt }
      store.correctionRequests.change(request, answered)
      if (!submission) return
      const [submissionId, filing, provider] = [submission.id, submission.filing + 1, "company" as const]
      const rows = [...keys].map((key) => ({
        ...{ submissionId, provider, filing, key },
        value: after.get(key) ?? "",
        reason: reasons.get(key) ?? null,
      }))
      store.submissions.expectPart(submissionId, provider, partRevision)
      // Typed when it was asked for: the correction can be taken back as long as nobody has typed since.
      const part = { submissionId, provider, revision, savedAt: request.filedAt, memberId: request.memberId }
      store.submissions.savePart(part, filing, rows)
    },
    events: [
      {
        entity: "correction_request",
        entityId: request.id,
        concerns: request.organisationId,
        detail: { quarter: request.quarter },
        ...changedFields({ state: request.state }, { state, answeredAt: openedAt }),
      },
      ...(submission
        ? [
            {
              entity: "submission",
              entityId: submission.id,
              concerns: request.organisationId,
              detail: { provider: "company", revision, keys: after.size },
              ...submissionChange(submission, {}, { before: typed(before), after: typed(after) }),
            },
          ]
        : []),
    ],
  }
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
    .strictObject({
      estate: z.string().max(100),
      reason: typedReason,
      /** The company's request that it follows, whose values the form then begins with. */
      request: z.string().max(100).optional(),
    })
    .meta({ id: "OpeningCorrection" }),
  seen: "nothing",
  refusals: {
    not_released: "conflict",
    release_running: "conflict",
    correction_open: "conflict",
    request_waiting: "conflict",
    ...requestRefusals,
  },
  again: { most: 2, when: () => true },
  async plan({ quarter }, { given }, { actor, now, newId, read, formLink, refusal }) {
    const [typed, reason] = [given.estate.trim(), given.reason.trim()]
    const { latest, matches, followed } = await read.corrections.forOpening(quarter, typed, given.request)
    if (latest?.state === "running") throw refusal("release_running")
    if (!latest) throw refusal("not_released")
    const chosen = chosenEstate(typed, matches)
    const faults = [...("fault" in chosen ? [chosen.fault] : []), ...reasonFaults(reason)]
    if ("fault" in chosen || faults.length > 0) throw refusal("invalid", { faults })
    const { id: estateId, slug, name, submission, company, open, waiting } = chosen.estate
    if (open) throw refusal("correction_open", { with: { name } })
    if (waiting !== null && waiting !== given.request) throw refusal("request_waiting", { with: { name } })
    if (given.request !== undefined && waiting === null) throw refusal("correction_request_state")
    const openedAt = now.toISOString()
    const id = newId()
    const returned = reopening(submission, reason, openedAt)
    const concerned = submission?.organisationId ?? company
    const told = { estate: name, quarter, link: formLink(slug, quarter) }
    const follows = waiting && followed ? following(followed, submission, { id, openedAt, actor }) : null
    const row = { id, quarter, estateId, releaseId: latest.id, reason, openedBy: actor.memberId, openedAt }
    return {
      result: { id, estate: slug },
      write(store) {
        store.corrections.open(row, returned?.before ?? null)
        if (submission) store.submissions.expect(submission)
        if (submission && returned) store.submissions.change(submission, returned.changes)
        if (follows) follows.write(store)
        else store.correctionRequests.expectNone(quarter, estateId)
        if (concerned) store.mails.send(correctionOpened, { organisationId: concerned }, told)
      },
      event: [
        {
          entity: "estate",
          entityId: estateId,
          concerns: concerned ?? undefined,
          detail: { quarter, releaseNumber: latest.number, reason: textMark(reason) },
          ...submissionChange(submission, returned?.changes ?? {}, { before: {}, after: { openedAt } }),
        },
        ...(follows?.events ?? []),
      ],
    }
  },
})
