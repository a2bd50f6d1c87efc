import { z } from "zod"
import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { correctionAsked } from "../../domain/correction/letters.ts"
import {
  correctionRequests,
  effectOfRequest,
  readRequest,
  type TypedRequest,
  valueText,
} from "../../domain/correction/request.ts"
import { dayOf } from "../../domain/quarter.ts"
import { windowOpen } from "../../domain/release/preliminary.ts"
import { editionKeys } from "../../domain/scoring/keys.ts"
import { dueDay } from "../../domain/ticket/due.ts"
import { act } from "../act.ts"
import { factsOf } from "../submission/expected.ts"
import { sentText, sentValue } from "../submission/inputs.ts"
import { filingContext } from "../submission/open-filing.ts"
import { type CorrectableFiling, correctable } from "./open-request.ts"

export const askRefusals = {
  not_released: "conflict",
  release_running: "conflict",
  correction_open: "conflict",
  request_open: "conflict",
  request_unscored: "conflict",
  window_over: "conflict",
  requests_many: "conflict",
} as const

/** Why nothing can be asked for now, or null. */
export function askLock(open: CorrectableFiling, now: Date): keyof typeof askRefusals | null {
  const { latest, waiting, recent, filing } = open
  const { openAtOnce, each } = correctionRequests.filing
  if (latest?.state === "running") return "release_running"
  if (!latest) return "not_released"
  if (latest.state === "preliminary" && !windowOpen(latest, now)) return "window_over"
  if (filing.dossier.correction) return "correction_open"
  if (!latest.scored || filing.dossier.submission?.state !== "verified") return "request_unscored"
  if (waiting >= openAtOnce) return "request_open"
  return recent >= each.tries ? "requests_many" : null
}

/** What a request asks for, what is wrong with it, and what it would do; nothing is written. */
export function tryRequest(open: CorrectableFiling, typed: TypedRequest, now: Date) {
  const { filing } = open
  const read = readRequest(typed, filingContext(filing), filing.standing)
  const { values, after, faults } = read
  const effect =
    values.length === 0 ? null : effectOfRequest(factsOf(filing, now), filing.standing, values, after)
  return { values, faults, effect }
}

/** What the correction's form begins with: what was adjusted as it counts, and the values asked for. */
function prefillOf({ filing }: CorrectableFiling, values: readonly (readonly [string, string, string])[]) {
  const specs = editionKeys(filing.edition)
  const adjusted = [...filing.standing].flatMap(([key, { adjusted, value }]) =>
    adjusted && filing.mine.has(key) ? [[key, valueText(specs.get(key)?.type ?? "", value)] as const] : [],
  )
  return [...new Map([...adjusted, ...values.map(([key, , to]) => [key, to] as const)])]
}

const input = z
  .strictObject({
    reason: z.string().max(4000),
    evidence: z.string().max(4000),
    values: z.record(z.string().max(100), sentValue),
  })
  .meta({
    id: "AskingForCorrection",
    example: {
      reason: "参与人次多写了一位，签到表合计为 151。",
      evidence: "9 月活动签到表，社区存档",
      values: { event_turnout: 151 },
    },
  })
  .transform(
    ({ values, ...rest }): TypedRequest => ({
      ...rest,
      values: new Map(Object.entries(values).map(([key, value]) => [key, sentText(value)])),
    }),
  )

const sender = ({ organisation }: MemberActor) => organisation.name

/** A company asks the city to correct figures of a released quarter, with a reason, evidence and the new values. */
export const askCorrection = act({
  name: "correction_request.file",
  may: ["filing.submit"],
  on: correctable,
  input,
  seen: "nothing",
  refusals: askRefusals,
  plan(open, { given }, { actor, now, newId, calendar, requestLink, refusal }) {
    const { filing, latest, cities } = open
    const { estate, quarter } = filing.dossier
    const lock = askLock(open, now)
    if (lock) throw refusal(lock, { with: { name: estate.name } })
    const { values, faults, effect } = tryRequest(open, given, now)
    if (faults.length > 0 || effect === null || !latest) throw refusal("invalid", { faults })
    const today = dayOf(now.getTime())
    const state = correctionRequests.filing.to
    const { usual: within } = correctionRequests.states[state].due.within
    const due = dueDay(correctionRequests, state, { filed: today, entered: today, within }, calendar)
    const id = newId()
    const row = {
      id,
      quarter: quarter.quarter,
      estateId: estate.id,
      releaseId: latest.id,
      organisationId: actor.organisation.id,
      memberId: actor.memberId,
      filedAt: now.toISOString(),
      reason: given.reason.trim(),
      evidence: given.evidence.trim(),
      values: JSON.stringify(values),
      prefill: JSON.stringify(prefillOf(open, values)),
      effect: JSON.stringify(effect),
      ...{ state, revision: 1, dueDay: due.day },
      ...{ reply: null, answeredBy: null, answeredAt: null, correctionId: null },
    }
    const told = {
      organisation: sender(actor),
      estate: estate.name,
      quarter: quarter.quarter,
      count: String(values.length),
      day: due.day,
      link: requestLink(id),
    }
    return {
      result: { id, dueDay: due.day },
      write(store) {
        store.correctionRequests.file(row)
        for (const organisationId of cities) store.mails.send(correctionAsked, { organisationId }, told)
      },
      event: {
        entity: "correction_request",
        entityId: id,
        detail: { quarter: quarter.quarter, estate: estate.slug, keys: values.map(([key]) => key).join("/") },
        ...changedFields(null, { state, dueDay: due.day }),
      },
    }
  },
})
