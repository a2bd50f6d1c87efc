import { z } from "zod"
import { graceLength, grantedDay, mayGrant } from "../../domain/submission/lateness.ts"
import { partReturned, submissionReturned } from "../../domain/submission/letters.ts"
import { typedKeys } from "../../domain/submission/parts.ts"
import { nextState } from "../../domain/submission/states.ts"
import { MAX_REASON_TEXT } from "../../domain/submission/typed-text.ts"
import { act } from "../act.ts"
import { type Decided, decided, decidingRefusals, planMove } from "./decide.ts"
import { decisions, settled } from "./inputs.ts"
import { type Verification, verifications } from "./open-verification.ts"

/** The other places that type what was asked or adjusted, and how many values it is of each. */
function placesAsked({ dossier, edition }: Verification, { submission, level, rows }: Decided) {
  const others = dossier.findings.filter(
    (row) => row.submissionId === submission.id && row.filing === submission.filing && row.level !== level,
  )
  const keys = new Set(
    [...others, ...rows].flatMap(({ decision, key }) =>
      decision === "asked" || decision === "adjusted" ? [key] : [],
    ),
  )
  return dossier.authorities.flatMap(({ level: provider, id }) => {
    if (provider === "city" || provider === level) return []
    const count = typedKeys(edition, provider, dossier.staffed).filter((key) => keys.has(key)).length
    return count > 0 ? [[id, count] as const] : []
  })
}

/** An authority sends the whole submission back with a reason; what it asked goes along. */
export const returnSubmission = act({
  name: "submission.return",
  may: ["verification.decide"],
  on: verifications,
  input: z
    .strictObject({
      reason: z.string().meta({ example: "请核对户数。" }),
      decisions: decisions.optional(),
      settled: settled.optional(),
      /** Working days in which it stays in time; said of nothing else than what was in time, and once. */
      days: z.int().min(graceLength.least).max(graceLength.most).optional(),
    })
    .meta({ id: "Returning" }),
  seen: "version",
  refusals: { move_return: "conflict", ...decidingRefusals },
  async plan(open, asked, hand) {
    const found = await decided(open, asked, hand)
    const { submission, level, rows } = found
    if (!open.mayReturn) throw hand.refusal("move_return")
    const state = nextState(submission.state, "return")
    const reason = asked.given.reason.trim()
    const { length } = reason
    const fault = (rule: string, more = {}) => ({ faults: [{ rule, field: "reason", ...more }] })
    if (length === 0) throw hand.refusal("invalid", fault("return_reason_missing"))
    if (length > MAX_REASON_TEXT)
      throw hand.refusal("invalid", fault("reason_too_long", { with: { max: MAX_REASON_TEXT, length } }))
    const graceDay =
      open.dossier.correction === null && mayGrant(submission)
        ? grantedDay(hand.now, open.dossier.due, asked.given.days ?? graceLength.usual, hand.calendar)
        : submission.graceDay
    const changes = {
      state,
      graceDay,
      returnedAt: hand.now.toISOString(),
      returnReason: reason,
      returnedBy: level,
      streetVerifiedAt: null,
      verifiedAt: null,
    }
    const detail = {
      level,
      filing: submission.filing,
      ...(graceDay === submission.graceDay ? {} : { until: graceDay }),
      asked: rows.filter((row) => row.decision === "asked").map((row) => row.key),
    }
    const plan = planMove(open, found, changes, detail)
    const { estate, quarter } = open.dossier
    const link = hand.formLink(estate.slug, quarter.quarter)
    const told = { estate: estate.name, quarter: quarter.quarter, link }
    return {
      ...plan,
      write(store) {
        plan.write(store)
        store.submissions.sendBack({
          submissionId: submission.id,
          filing: submission.filing,
          ...{ level, reason },
          memberId: hand.actor.memberId,
          at: hand.now.toISOString(),
        })
        for (const [id, count] of placesAsked(open, found))
          store.mails.send(partReturned, { organisationId: id }, { ...told, count: String(count) })
        const to = { organisationId: submission.organisationId }
        // Its reason is read behind the sign-in: it may name what no letter should carry.
        store.mails.send(submissionReturned, to, told)
      },
    }
  },
})
