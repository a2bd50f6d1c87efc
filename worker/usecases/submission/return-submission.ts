import { z } from "zod"
import { graceLength, grantedDay, mayGrant } from "../../domain/submission/lateness.ts"
import { submissionReturned } from "../../domain/submission/letters.ts"
import { nextState } from "../../domain/submission/states.ts"
import { MAX_REASON_TEXT } from "../../domain/submission/typed-text.ts"
import { act } from "../act.ts"
import { decided, decidingRefusals, planMove } from "./decide.ts"
import { decisions, settled } from "./inputs.ts"
import { verifications } from "./open-verification.ts"

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
    return {
      ...plan,
      write(store) {
        plan.write(store)
        const to = { organisationId: submission.organisationId }
        // Its reason is read behind the sign-in: it may name what no letter should carry.
        store.mails.send(submissionReturned, to, { estate: estate.name, quarter: quarter.quarter, link })
      },
    }
  },
})
