import type { VerificationView } from "../../../web/pages/verification/verification-view.ts"
import type { KeySpec } from "../../domain/scoring/keys.ts"
import { dueDay, isOver } from "../../domain/submission/lateness.ts"
import { typedKeys } from "../../domain/submission/parts.ts"
import type { Verification } from "../../usecases/submission/open-verification.ts"

/** What this official's own part has and needs. */
export function ownPart(open: Verification): VerificationView["ownPart"] {
  if (!open.level) return null
  const keys = typedKeys(open.edition, open.level, open.dossier.staffed)
  return { total: keys.length, filled: keys.filter((key) => open.standing.has(key)).length }
}

/** Values of others that are empty and that nobody can fill in any more once this official has passed it. */
export function othersEmpty(
  open: Verification,
  specs: Map<string, KeySpec>,
): VerificationView["othersEmpty"] {
  // What is typed where there is something to tell (bonuses, deductions, vetoes) may well be empty.
  const needed = [...specs.values()].filter(
    ({ kind }) => kind === "base" || kind === "input" || kind === "gate",
  )
  if (open.move === null || open.dossier.submission?.state !== "submitted") return []
  return (["community", "street"] as const)
    .filter((provider) => provider !== open.level)
    .map((provider) => {
      const empty = needed.filter((spec) => spec.provider === provider && !open.standing.has(spec.key))
      return { provider, count: empty.length }
    })
    .filter(({ count }) => count > 0)
}

/** Parts of others that were saved after the company's deadline: shown, and counted for nothing. */
export function lateParts({ dossier }: Verification): VerificationView["lateParts"] {
  const { submission, due, parts } = dossier
  const own = parts.filter(({ submissionId }) => submissionId === submission?.id)
  return (["community", "street"] as const).filter((provider) =>
    own.some((part) => part.provider === provider && isOver(dueDay(due, null), new Date(part.savedAt))),
  )
}
