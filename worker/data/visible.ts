import type { SubmissionRow, ValueRow } from "./dossier.ts"
import type { Scope } from "./scope.ts"

/**
 * A company sees what was filed under itself, not what another one filed before it. An authority sees of a draft only
 * what its own level has typed, and nothing of a filing that is not yet submitted.
 */
export function visible(
  { actor }: Pick<Scope, "actor">,
  submission: Pick<SubmissionRow, "organisationId" | "state" | "filing"> | undefined,
  { provider, filing }: Pick<ValueRow, "provider" | "filing">,
): boolean {
  if (actor.kind === "system") return true
  if (actor.kind === "visitor" || !submission) return false
  if (actor.organisation.kind === "company") return submission.organisationId === actor.organisation.id
  if (provider === actor.level) return true
  return submission.state !== "draft" && (provider !== "company" || filing <= submission.filing)
}
