import type { Text } from "../../../web/text/text.ts"
import { formatTime } from "../../../web/ui/format.ts"
import type { SavedFinding } from "../../data/dossier.ts"
import { editionKeys } from "../../domain/scoring/keys.ts"
import { reasonClassOf } from "../../domain/submission/adjustments.ts"
import type { TypedDecision } from "../../domain/submission/decisions.ts"
import { typedDecision, type Verification } from "../../usecases/submission/open-verification.ts"

/** The decision that the actor's level has saved on a value, and by whom. */
export const savedRow = ({ dossier, level }: Verification, key: string) =>
  dossier.findings.find(
    (one) =>
      one.submissionId === dossier.submission?.id &&
      one.filing === dossier.submission.filing &&
      one.level === level &&
      one.key === key,
  )

/** Who saved a decision and when; a person of another organisation is named by it. */
export function savedBy(text: Text, { person, organisation, at }: SavedFinding): string {
  const { saved } = text.verification
  return saved.by(person ?? organisation ?? saved.somebody, formatTime(at))
}

/** A decision in words: what, the checked value, the class of its reason, the reason. */
export function decisionWords(
  text: Text,
  { decision, checkedText, reasonClass, reason }: TypedDecision,
): string {
  const own = reasonClassOf(reasonClass ?? "")
  const words = [text.verification.decisions[decision], checkedText]
  return [...words, own && text.adjustments.reasonClasses[own], reason].filter(Boolean).join(" ")
}

/** What colleagues have saved of these values since a page was opened, one sentence each. */
export function savedLines(text: Text, open: Verification, keys: readonly string[]): string[] {
  const specs = editionKeys(open.edition)
  const { saved } = text.verification
  return keys.flatMap((key) => {
    const [spec, row] = [specs.get(key), savedRow(open, key)]
    if (!spec) return []
    const name = spec.title[text.language]
    if (!row) return [saved.line(name, saved.takenBack, text.verification.decisions.accepted)]
    return [saved.line(name, savedBy(text, row), decisionWords(text, typedDecision(row)))]
  })
}
