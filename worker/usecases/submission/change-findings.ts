import { z } from "zod"
import type { Fault } from "../../domain/errors.ts"
import type { TypedDecision } from "../../domain/submission/decisions.ts"
import {
  accepted,
  type DecisionChange,
  movedDecisions,
  sameDecision,
} from "../../domain/submission/saved-decisions.ts"
import { submissionStates } from "../../domain/submission/states.ts"
import { act } from "../act.ts"
import { decidedFresh, decidingRefusals, settledIn, storeDecisions } from "./decide.ts"
import { decisionChange, submissionEvent } from "./event-fields.ts"
import { decisionInput, typedOf } from "./inputs.ts"
import { openMarks } from "./marks.ts"
import { savedDecisions, type Verification, verifications } from "./open-verification.ts"
import { riskAfter } from "./risk.ts"

interface Changes {
  decisions: ReadonlyMap<string, DecisionChange>
  /** Marks that are settled from now on (true), or no longer; what is not named stays as it is. */
  settled?: ReadonlyMap<string, boolean>
  /** The state that the submission was seen in; another one is stale. */
  state: string | undefined
}

const input = z
  .strictObject({
    decisions: z.record(
      z.string(),
      decisionInput.extend({ was: decisionInput.nullable() }).strict().meta({ id: "DecisionChange" }),
    ),
    settled: z.record(z.string().max(100), z.boolean()).optional(),
    state: z.enum(submissionStates).optional(),
  })
  .meta({ id: "FindingChanges" })
  .transform(
    ({ decisions, settled, state }): Changes => ({
      state,
      settled: new Map(Object.entries(settled ?? {})),
      decisions: new Map(
        Object.entries(decisions).map(([key, { was, ...to }]) => [
          key,
          { was: was ? typedOf(was) : accepted, to: typedOf(to) },
        ]),
      ),
    }),
  )

/** Who has decided what meanwhile, of values whose decision was to replace another one. */
function conflictsOf(open: Verification, { decisions }: Changes): Fault[] {
  return movedDecisions(savedDecisions(open), decisions).map((field) => ({ rule: "finding_moved", field }))
}

/** What the level has saved, with the changes in it. */
function changed(open: Verification, { decisions }: Changes): Map<string, TypedDecision> {
  const all = new Map([...savedDecisions(open), ...[...decisions].map(([key, { to }]) => [key, to] as const)])
  for (const [key, one] of all) if (sameDecision(one, accepted)) all.delete(key)
  return all
}

/** The marks that the level has settled, with the changes; undefined where there are none of these. */
function settledWith(open: Verification, { settled }: Changes): string[] | undefined {
  if (!settled || settled.size === 0) return undefined
  const own = openMarks(open).flatMap(({ id, settled: by }) => (by === open.level ? [id] : []))
  const more = [...settled].flatMap(([id, on]) => (on ? [id] : []))
  return [...new Set([...own, ...more])].filter((id) => settled.get(id) !== false)
}

/**
 * Changes single decisions of the actor's level and leaves the others as they are, all or none. Each names the saved one
 * that it replaces; where that is another one by now the whole is refused (`finding_conflict`) and nothing is lost, while
 * what colleagues decide of other values is no conflict. Marks are settled, or no longer, by name alike: there is nothing
 * else that a tick could replace.
 */
export const changeFindings = act({
  name: "submission.save_findings",
  may: ["verification.decide"],
  on: verifications,
  input,
  seen: "nothing",
  refusals: { finding_conflict: "conflict", ...decidingRefusals },
  again: { most: 10, when: () => true },
  async plan(open, { given }, hand) {
    const found = decidedFresh(open, changed(open, given), hand, settledWith(open, given))
    const { submission } = found
    if (!open.move && !open.mayReturn) throw hand.refusal(`move_verify_${found.level}`)
    if (given.state !== undefined && given.state !== submission.state)
      throw await hand.outrun({ entity: "submission", id: submission.id })
    const faults = conflictsOf(open, given)
    if (faults.length > 0) throw hand.refusal("finding_conflict", { faults })
    return {
      result: { done: "saved" },
      write(store) {
        storeDecisions(store, open, found)
        store.submissions.change(found.submission, {})
        store.risks.weigh([riskAfter(open, found, found.level, hand.now)])
      },
      event: submissionEvent(
        found.submission,
        {},
        {
          level: found.level,
          filing: found.submission.filing,
          decisions: found.rows.length,
          settled: settledIn(found.rows),
        },
        decisionChange(open.dossier.findings, found),
      ),
    }
  },
})
