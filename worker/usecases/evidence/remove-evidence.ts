import { z } from "zod"
import { mayTypePart, submissionStates } from "../../domain/submission/states.ts"
import { act } from "../act.ts"
import { changingRefusals } from "./describe-evidence.ts"
import { isUnsent, ownEvidence } from "./open-evidence.ts"

/**
 * Takes a file away before it is sent. Nobody sees it from then on; its bytes go with
 * worker/usecases/retention/remove-files.ts.
 */
export const removeEvidence = act({
  name: "evidence.remove",
  may: ["filing.edit", "part.edit"],
  on: ownEvidence,
  input: z.strictObject({}),
  seen: "nothing",
  refusals: { ...changingRefusals, evidence_shown: "conflict" },
  again: { most: 2, when: () => true },
  plan(open, _, { now, refusal }) {
    const { row, provider, dossier } = open
    if (open.locked) throw refusal(open.locked)
    if (open.row.removedAt !== null) throw refusal("evidence_gone")
    if (!isUnsent(open, row)) throw refusal("evidence_sent")
    if (row.publicName !== null) throw refusal("evidence_shown")
    const { estate, quarter, submission } = dossier
    const states = submissionStates.filter((state) => mayTypePart(state, provider))
    return {
      result: null,
      write(store) {
        store.submissions.expectOpen(quarter.quarter, estate)
        store.evidence.expectTyping(row, states, submission?.filing ?? 0)
        store.evidence.remove(row, now)
      },
      event: {
        entity: "evidence",
        entityId: row.id,
        detail: { estate: estate.id, quarter: quarter.quarter, indicator: row.indicator },
        before: { type: row.type, bytes: row.bytes, hash: row.hash },
      },
    }
  },
})
