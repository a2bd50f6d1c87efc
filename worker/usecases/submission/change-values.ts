import { z } from "zod"
import type { Fault } from "../../domain/errors.ts"
import { editionKeys } from "../../domain/scoring/keys.ts"
import type { Typed } from "../../domain/submission/faults.ts"
import { normaliseTyped } from "../../domain/submission/typed-text.ts"
import { act } from "../act.ts"
import { sentText, sentValue } from "./inputs.ts"
import { type Filing, filings } from "./open-filing.ts"
import { closedRefusals } from "./open-submission.ts"
import { requireKnown, savingPlan, savingRefusals } from "./save-draft.ts"

/** One text, and the one that it replaces; empty is none. */
interface Replacement {
  was: string
  to: string
}

interface ValueChanges {
  values: ReadonlyMap<string, Replacement>
  reasons: ReadonlyMap<string, Replacement>
}

const valueChange = z.strictObject({ was: sentValue, value: sentValue }).meta({ id: "ValueChange" })
const reasonChange = z
  .strictObject({ was: z.string().nullable(), reason: z.string().nullable() })
  .meta({ id: "ReasonChange" })

const changesInput = z
  .strictObject({
    values: z.record(z.string(), valueChange).optional(),
    reasons: z.record(z.string(), reasonChange).optional(),
  })
  .meta({ id: "DraftChanges" })
  .transform(
    ({ values = {}, reasons = {} }): ValueChanges => ({
      values: new Map(
        Object.entries(values).map(([key, { was, value }]) => [
          key,
          { was: sentText(was), to: sentText(value) },
        ]),
      ),
      reasons: new Map(
        Object.entries(reasons).map(([key, { was, reason }]) => [key, { was: was ?? "", to: reason ?? "" }]),
      ),
    }),
  )

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
export function changed({ typed }: Pick<Filing, "typed">, { values, reasons }: ValueChanges): Typed {
  const apply = (standing: ReadonlyMap<string, string>, changes: ReadonlyMap<string, Replacement>) =>
    new Map([...standing, ...[...changes].map(([key, { to }]) => [key, to] as const)])
  return { texts: apply(typed.texts, values), reasons: apply(typed.reasons, reasons) }
}

const nothing = { typed: { texts: new Map(), reasons: new Map() } }

/**
 * Changes single values of a part and leaves the others as they are, all or none. Each names what it replaces; one that
 * is no longer that refuses the whole (`value_conflict`; its faults tell what stands now), whatever else was saved
 * meanwhile does not. Of so many programs at once none is outrun by all others: with each round one of them is through.
 */
export const changeValues = act({
  name: "submission.save",
  may: ["filing.edit", "part.edit"],
  on: filings,
  input: changesInput,
  seen: "nothing",
  refusals: { ...savingRefusals, value_conflict: "conflict", ...closedRefusals },
  again: { most: 10, when: () => true },
  plan(filing, { given }, hand) {
    requireKnown(filing, changed(nothing, given), hand)
    const faults = conflictsOf(filing, given)
    if (faults.length > 0) throw hand.refusal("value_conflict", { faults })
    return savingPlan(filing, changed(filing, given), filing.partRevision, hand)
  },
})
