import type { MemberActor } from "../../domain/actor.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { editionKeys } from "../../domain/scoring/keys.ts"
import type { Typed } from "../../domain/submission/faults.ts"
import { normaliseTyped } from "../../domain/submission/typed-text.ts"
import type { UseCaseContext } from "../context.ts"
import { once } from "../once.ts"
import { type Filing, openFilingFor } from "./open-filing.ts"
import { requireKnown, type SavedDraft, saveDraft } from "./save-draft.ts"

/** One text, and the one that it replaces; empty is none. */
export interface Replacement {
  was: string
  to: string
}

export interface ValueChanges {
  values: ReadonlyMap<string, Replacement>
  reasons: ReadonlyMap<string, Replacement>
}

const sameText = (text: string) => text.trim()

/** Changes whose `was` stands no more; one that is what it should become already is no conflict. */
function conflictsOf(filing: Filing, { values, reasons }: ValueChanges): Fault[] {
  const specs = editionKeys(filing.edition)
  const conflict = (rule: string, field: string, standing: string, change: Replacement, same = sameText) => {
    const [now, was, yours] = [standing, change.was, change.to].map(same) as [string, string, string]
    return now === was || now === yours ? [] : [{ rule, field, with: { was, yours, now } }]
  }
  return [
    ...[...values].flatMap(([key, change]) => {
      const spec = specs.get(key)
      const same = spec ? (text: string) => normaliseTyped(spec, text) : sameText
      return conflict("value_moved", key, filing.typed.texts.get(key) ?? "", change, same)
    }),
    ...[...reasons].flatMap(([key, change]) =>
      conflict("reason_moved", key, filing.typed.reasons.get(key) ?? "", change),
    ),
  ]
}

/** What stands, with the changes in it. */
function changed({ typed }: Filing, { values, reasons }: ValueChanges): Typed {
  const apply = (standing: ReadonlyMap<string, string>, changes: ReadonlyMap<string, Replacement>) =>
    new Map([...standing, ...[...changes].map(([key, { to }]) => [key, to] as const)])
  return { texts: apply(typed.texts, values), reasons: apply(typed.reasons, reasons) }
}

/** Of so many programs that change a part at once none is outrun by all others: with each round one of them is through. */
const MOST_ATTEMPTS = 10

/**
 * Changes single values of a part and leaves the others as they are, all or none, once. Each names what it replaces; one
 * that is no longer that refuses the whole, whatever else was saved meanwhile does not. Errors: conflict `value_conflict`
 * (its faults tell what stands now), and those of saveDraft.
 */
export async function changeValues(
  ctx: UseCaseContext<MemberActor>,
  filing: Filing,
  changes: ValueChanges,
  { key }: { key: string },
): Promise<{ saved: SavedDraft; open: Filing; typed: Typed }> {
  const { estate, quarter } = filing.dossier
  const sent: Typed = {
    texts: new Map([...changes.values].map(([name, { to }]) => [name, to])),
    reasons: new Map([...changes.reasons].map(([name, { to }]) => [name, to])),
  }
  let open = filing
  for (let attempt = 1; ; attempt++) {
    const now = open
    try {
      const saved = await once(ctx, { key, action: "submission.save" }, async () => {
        requireKnown(now, sent)
        const conflicts = conflictsOf(now, changes)
        if (conflicts.length > 0) throw new DomainError("conflict", "value_conflict", conflicts)
        return saveDraft(ctx, now, changed(now, changes), { key, revision: now.partRevision })
      })
      return { saved, open: now, typed: changed(now, changes) }
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== "stale" || attempt === MOST_ATTEMPTS) throw error
      open = await openFilingFor(ctx, estate.slug, quarter.quarter)
    }
  }
}
