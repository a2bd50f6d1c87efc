import { z } from "zod"
import type { TypedDecision } from "../../domain/submission/decisions.ts"
import { effectsOf, expected } from "../../domain/submission/expected.ts"
import { act, type Hand } from "../act.ts"
import { countingWith, decidedFresh, decidingRefusals } from "./decide.ts"
import { factsOf } from "./expected.ts"
import { decisions } from "./inputs.ts"
import { plain } from "./open-submission.ts"
import { savedDecisions, type Verification, verifications } from "./open-verification.ts"

/** What decisions do to points and band, before they are made: those of all levels, this level's as they are asked. */
export function previewOf(
  open: Verification,
  asked: ReadonlyMap<string, TypedDecision>,
  hand: Pick<Hand<keyof typeof decidingRefusals>, "actor" | "now" | "refusal">,
) {
  const found = decidedFresh(open, asked, hand)
  if (!open.move && !open.mayReturn) throw hand.refusal(`move_verify_${found.level}`)
  const composed = countingWith(open, found)
  const facts = factsOf(open, hand.now)
  return { found, effects: effectsOf(facts, composed), expected: expected(facts, plain(composed)) }
}

export type Preview = Omit<ReturnType<typeof previewOf>, "found">

/**
 * Tells an official what decisions would do, and changes nothing; `tell` puts it into words. Without decisions those that
 * are saved are looked at.
 */
export const previewDecisions = <Told>(tell: (open: Verification, preview: Preview) => Told) =>
  act({
    name: "submission.preview",
    may: ["verification.decide"],
    on: verifications,
    input: z.strictObject({ decisions: decisions.optional() }).meta({ id: "DecisionsToPreview" }),
    seen: "nothing",
    refusals: decidingRefusals,
    plan(open, { given }, hand) {
      const { found, ...preview } = previewOf(open, given.decisions ?? savedDecisions(open), hand)
      const { submission, level, rows } = found
      return {
        result: tell(open, preview),
        write() {},
        event: {
          entity: "submission",
          entityId: submission.id,
          detail: { level, filing: submission.filing, decisions: rows.length },
        },
      }
    },
  })
