import type { Fault } from "../../domain/errors.ts"
import type { Typed } from "../../domain/submission/faults.ts"
import { openFiling } from "../../domain/submission/parts.ts"
import { act, type Hand, type Plan } from "../act.ts"
import { submissionChange, typedFields } from "./event-fields.ts"
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

function rowsOf(submissionId: string, filing: Filing, number: number, typed: Typed) {
  const { texts } = check(filing, typed)
  const keys = new Set([...typed.texts.keys(), ...typed.reasons.keys()])
  return [...keys].flatMap((key) => {
    const value = texts.get(key) ?? typed.texts.get(key)?.trim() ?? ""
    const reason = typed.reasons.get(key)?.trim() || null
    if (value === "" && reason === null) return []
    return [{ submissionId, provider: filing.provider, filing: number, key, value, reason }]
  })
}

function textsOf(rows: ReturnType<typeof rowsOf>): Typed {
  const reasons = rows.flatMap(({ key, reason }) => (reason ? [[key, reason] as const] : []))
  return { texts: new Map(rows.map(({ key, value }) => [key, value])), reasons: new Map(reasons) }
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
  const { organisation, memberId } = hand.actor
  const id = submission?.id ?? hand.newId()
  const number = openFiling(submission, provider)
  const saved = { revision: seen + 1, savedAt: hand.now.toISOString() }
  const rows = rowsOf(id, filing, number, typed)
  const company = provider === "company" ? organisation.id : submission?.organisationId
  // Begun by a community, or by the company that held the estate before: from now on it is this company's.
  const handed = submission && company !== submission.organisationId ? company : undefined
  return {
    result: saved,
    write(store) {
      store.submissions.expectOpen(quarter.quarter, estate)
      if (submission) store.submissions.expectState(submission)
      else
        store.submissions.create({
          id,
          estateId: estate.id,
          quarter: quarter.quarter,
          organisationId: dossier.company?.id ?? organisation.id,
          state: "draft",
          revision: 1,
          filing: 0,
        })
      if (handed) store.submissions.handOver(id, handed)
      store.submissions.expectPart(id, provider, seen)
      store.submissions.savePart({ submissionId: id, provider, ...saved, memberId }, number, rows)
    },
    event: {
      entity: "submission",
      entityId: id,
      detail: { provider, revision: saved.revision, keys: typed.texts.size },
      ...submissionChange(
        submission,
        { ...(!submission && { state: "draft" }), ...(handed && { organisationId: handed }) },
        { before: typedFields(filing.typed), after: typedFields(textsOf(rows)) },
      ),
    },
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
