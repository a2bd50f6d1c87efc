import { z } from "zod"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { textMark } from "../../domain/audit/typed-value.ts"
import { evidenceSides, evidenceSpace, MAX_EVIDENCE_NOTE, nextPair } from "../../domain/evidence/evidence.ts"
import { mayTypePart, submissionStates } from "../../domain/submission/states.ts"
import { act } from "../act.ts"
import { closedRefusals } from "../submission/open-submission.ts"
import { savingRefusals } from "../submission/save-draft.ts"
import { isUnsent, ownEvidence } from "./open-evidence.ts"

/** How changing what stands already may be refused. */
export const changingRefusals = {
  evidence_sent: "conflict",
  evidence_gone: "conflict",
  ...savingRefusals,
  ...closedRefusals,
} as const

/** Says what a file shows, and which before belongs to which after, until it is sent. */
export const describeEvidence = act({
  name: "evidence.describe",
  may: ["filing.edit", "part.edit"],
  on: ownEvidence,
  input: z
    .strictObject({
      note: z.string().max(MAX_EVIDENCE_NOTE),
      side: z.enum(evidenceSides).nullable(),
      /** Which pair; the next one where nothing is said. */
      pair: z.int().min(1).max(evidenceSpace.files).optional(),
    })
    .meta({ id: "EvidenceDescription", example: { note: "3 号地块", side: "before", pair: 1 } }),
  seen: "nothing",
  refusals: changingRefusals,
  again: { most: 2, when: () => true },
  plan(open, { given: { note, side, pair } }, { refusal }) {
    const { row, own } = open
    if (open.locked) throw refusal(open.locked)
    if (open.row.removedAt !== null) throw refusal("evidence_gone")
    if (!isUnsent(open, row)) throw refusal("evidence_sent")
    const others = own.filter(({ id }) => id !== row.id)
    const changes = {
      note: note.trim(),
      side,
      pair: side === null ? 0 : (pair ?? nextPair(others, row.indicator, side)),
    }
    const { estate, quarter, submission } = open.dossier
    const states = submissionStates.filter((state) => mayTypePart(state, open.provider))
    return {
      result: null,
      write(store) {
        store.submissions.expectOpen(quarter.quarter, estate)
        store.evidence.expectTyping(row, states, submission?.filing ?? 0)
        store.evidence.describe(row, changes)
      },
      event: {
        entity: "evidence",
        entityId: row.id,
        detail: { estate: estate.id, quarter: quarter.quarter, indicator: row.indicator },
        ...changedFields({ note: row.note, side: row.side, pair: row.pair }, changes, (value, field) =>
          field === "note" ? textMark(value as string) : value,
        ),
      },
    }
  },
})
