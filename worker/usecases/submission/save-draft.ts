import type { Fault } from "../../domain/errors.ts"
import type { Typed } from "../../domain/submission/faults.ts"
import { act, type Hand, type Plan } from "../act.ts"
import { draftOf } from "./draft-of.ts"
import { draftInput } from "./inputs.ts"
import { check, type Filing, filings } from "./open-filing.ts"
import { closedRefusals } from "./open-submission.ts"

export interface SavedDraft {
  revision: number
  savedAt: string
}

/** A draft keeps what was typed, right or wrong; only what it cannot hold at all is refused. */
const refused: readonly string[] = ["unknown_key", "not_yours", "too_long", "reason_too_long"]

/** What no draft can hold: unknown keys, those of others, texts that are too long. Throws `invalid` with it. */
export function requireKnown(filing: Filing, typed: Typed, { refusal }: Hand<never>): void {
  const faults: Fault[] = check(filing, typed).hard.filter((fault) => refused.includes(fault.rule))
  if (faults.length > 0) throw refusal("invalid", { faults })
}

/** How saving a part may be refused. */
export const savingRefusals = { move_save: "conflict", part_closed: "conflict" } as const
type SavingRule = keyof typeof savingRefusals | keyof typeof closedRefusals

/** Saves what one provider has typed so far, as a whole, on the revision that was seen of its part. */
export function savingPlan(
  filing: Filing,
  typed: Typed,
  seen: number,
  hand: Hand<SavingRule>,
): Plan<SavedDraft> {
  if (filing.locked) throw hand.refusal(filing.locked)
  requireKnown(filing, typed, hand)
  const { dossier, provider } = filing
  const { submission, estate, quarter } = dossier
  const { memberId } = hand.actor
  const { id, number, rows, begun, handed, event } = draftOf(filing, typed, seen, hand)
  const saved = { revision: seen + 1, savedAt: hand.now.toISOString() }
  return {
    result: saved,
    write(store) {
      store.submissions.expectOpen(quarter.quarter, estate)
      if (submission) store.submissions.expectState(submission)
      if (begun) store.submissions.create(begun)
      if (handed) store.submissions.handOver(id, handed)
      store.submissions.expectPart(id, provider, seen)
      store.submissions.savePart({ submissionId: id, provider, ...saved, memberId }, number, rows)
    },
    event,
  }
}

/** Saves a part as a whole. Outrun although nobody saved this part: another one or the state moved, so once more. */
export const saveDraft = act({
  name: "submission.save",
  may: ["filing.edit", "part.edit"],
  on: filings,
  input: draftInput,
  seen: "revision",
  refusals: { ...savingRefusals, ...closedRefusals },
  again: { most: 2, when: (now, { seen }) => now.partRevision === seen },
  plan: (filing, { given, seen }, hand) => savingPlan(filing, given, seen, hand),
})
