import { z } from "zod"
import type { MemberActor } from "../../domain/actor.ts"
import { valuesAdjusted } from "../../domain/submission/letters.ts"
import { nextState } from "../../domain/submission/states.ts"
import { act, type Hand } from "../act.ts"
import { brokenWith, decided, moveRefusals, planMove, settledIn } from "./decide.ts"
import { decisions, settled } from "./inputs.ts"
import { unreadable, unsettled } from "./marks.ts"
import { closedRefusals } from "./open-submission.ts"
import { type DecidingLevel, type Verification, verifications } from "./open-verification.ts"
import { riskAfter } from "./risk.ts"

const input = z
  .strictObject({ decisions: decisions.optional(), settled: settled.optional() })
  .meta({ id: "Verifying" })

/** What the company is written where values of it were replaced. */
function adjustmentLetter(
  { dossier: { estate, quarter } }: Verification,
  count: number,
  { formLink }: Pick<Hand<never>, "formLink">,
) {
  const link = formLink(estate.slug, quarter.quarter)
  return { estate: estate.name, quarter: quarter.quarter, count: String(count), link }
}

function verifyAs<Level extends DecidingLevel>(level: Level, verifiedAt: "streetVerifiedAt" | "verifiedAt") {
  return act({
    name: `submission.verify_${level}`,
    may: ["verification.decide"],
    on: verifications,
    input,
    seen: "version",
    refusals: { ...moveRefusals, asked_open: "conflict", marks_open: "conflict", ...closedRefusals },
    async plan(open, asked, hand) {
      const found = await decided(open, asked, hand)
      const { submission, rows } = found
      const move = `verify_${level}` as const
      if (open.move !== move) throw hand.refusal(`move_${move}`)
      const state = nextState(submission.state, move)
      const n = rows.filter((row) => row.decision === "asked").length
      if (n > 0) throw hand.refusal("asked_open", { with: { n } })
      const faults = [...unreadable(open, rows), ...brokenWith(open, found)]
      if (faults.length > 0) throw hand.refusal("invalid", { faults })
      const marks = unsettled(open, rows)
      if (marks.length > 0) throw hand.refusal("marks_open", { with: { n: marks.length } })
      const changes = { state, [verifiedAt]: hand.now.toISOString() }
      const adjusted = rows.filter((row) => row.decision === "adjusted").map((row) => row.key)
      const plan = planMove(open, found, changes, {
        filing: submission.filing,
        adjusted,
        settled: settledIn(rows),
      })
      const told = adjustmentLetter(open, adjusted.length, hand)
      return {
        ...plan,
        write(store) {
          plan.write(store)
          store.risks.weigh([riskAfter(open, found, "district", hand.now)])
          if (adjusted.length > 0)
            store.mails.send(valuesAdjusted, { organisationId: submission.organisationId }, told)
        },
      }
    },
  })
}

/**
 * A street or district passes a submission on, with its decisions; a value without a decision is accepted by it. The
 * street comes first. `asked_open`: something is still asked. `marks_open`: a mark is not settled. Invalid: what would count breaks a hard check; it is adjusted
 * or returned.
 */
export const verify = {
  street: verifyAs("street", "streetVerifiedAt"),
  district: verifyAs("district", "verifiedAt"),
}

/** The verification of an official's level. */
export const verifying = ({ level }: MemberActor) => verify[level === "street" ? "street" : "district"]
