import type { SubmissionRow } from "../../data/dossier.ts"
import type { RiskRow } from "../../data/risks.ts"
import type { Decided } from "./decide.ts"
import { countingWith } from "./decide.ts"
import { brokenOf, unsettled } from "./marks.ts"
import type { DecidingLevel, Verification } from "./open-verification.ts"

/**
 * What whoever verifies finds in a submission: hard checks that do not hold, marks that nobody has settled, and the most
 * points that rest on one of them. `raised`: by how much the same batch raises its revision.
 */
export function riskRow(
  open: Verification,
  submission: SubmissionRow,
  { at, raised }: { at: Date; raised: number },
): RiskRow {
  const own = open.decided.filter(({ level }) => level === open.level)
  const marks = unsettled(open, own)
  const parts = open.dossier.parts.filter((part) => part.submissionId === submission.id)
  return {
    submissionId: submission.id,
    revision: submission.revision + raised,
    parts: parts.reduce((sum, { revision }) => sum + revision, 0),
    broken: brokenOf(open).length,
    marks: marks.length,
    points: Math.max(0, ...marks.map(({ points }) => points)),
    weighedAt: at.toISOString(),
  }
}

/** The same once decisions are written, to the level that looks next. */
export function riskAfter(open: Verification, found: Decided, level: DecidingLevel, at: Date): RiskRow {
  const others = open.decided.filter((row) => row.level !== found.level)
  const decided = [...others, ...found.rows.map((row) => ({ ...row, person: null, organisation: null }))]
  const now = { ...open, level, decided, standing: countingWith(open, found) }
  return riskRow(now, found.submission, { at, raised: 1 })
}
