import type { TypedDecision } from "../../domain/submission/decisions.ts"
import { accepted, sameDecision } from "../../domain/submission/saved-decisions.ts"
import { typedDecision, type Verification } from "../../usecases/submission/open-verification.ts"

/** Decisions of the level that are saved and are not what was sent: what they are, and who saved them. */
export function othersDecisions(
  now: Verification,
  sent: ReadonlyMap<string, TypedDecision>,
  keys?: Iterable<string>,
) {
  const { submission, findings } = now.dossier
  const named = keys && new Set(keys)
  return findings
    .filter(
      (row) =>
        row.submissionId === submission?.id && row.filing === submission.filing && row.level === now.level,
    )
    .filter(({ key }) => named === undefined || named.has(key))
    .filter((row) => !sameDecision(sent.get(row.key) ?? accepted, typedDecision(row)))
    .map(({ key, decision, checkedValue, reasonClass, reason, person, organisation, at }) => ({
      ...{ key, decision, checkedValue, reasonClass, reason, person, organisation, at },
    }))
}
