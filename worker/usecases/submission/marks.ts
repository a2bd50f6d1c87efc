import type { Fault } from "../../domain/errors.ts"
import { editionKeys } from "../../domain/scoring/keys.ts"
import { checkFiling } from "../../domain/submission/faults.ts"
import { adjustedBefore, changedUnasked } from "../../domain/submission/marks.ts"
import { valuesOf } from "./open-submission.ts"
import type { Verification } from "./open-verification.ts"

/**
 * What whoever verifies should look at, the gravest of a key last: what was
 * adjusted beyond tolerance the quarter before, what changed without having been asked for, soft
 * faults, and what only shows when all parts are together or was saved wrong by a place.
 */
export function marksOf({ dossier, edition, before, registry, rows, standing }: Verification): Fault[] {
  const counting = rows.filter((row) => row.provider === (standing.get(row.key)?.provider ?? row.provider))
  const typed = { texts: new Map(counting.map((row) => [row.key, row.value])), reasons: new Map() }
  const mine = new Set(editionKeys(edition).keys())
  const context = { edition, mine, others: new Map(), before, registry, whole: true }
  const { hard, soft } = checkFiling(context, typed)
  const [last] = dossier.earlier
  const verified = last?.submission?.state === "verified" ? last.submission : null
  return [
    ...adjustedBefore(editionKeys(edition), valuesOf(dossier, edition, verified)),
    ...changedUnasked(dossier.submission, dossier.values, dossier.findings),
    ...soft,
    ...hard,
  ]
}
