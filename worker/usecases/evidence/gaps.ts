import type { EvidenceRow } from "../../data/evidence.ts"
import { type EvidenceGap, gapOf } from "../../domain/evidence/evidence.ts"
import type { Indicator } from "../../domain/scoring/edition.ts"
import type { OpenSubmission } from "../submission/open-submission.ts"

/** What of the evidence that indicators demand is missing, of those for which something is said (不适用 asks for none). */
export function gapsOf(
  { edition, standing }: Pick<OpenSubmission, "edition" | "standing">,
  evidence: readonly EvidenceRow[],
): [Indicator, EvidenceGap][] {
  const answered = (key: string) => {
    const value = standing.get(key)?.value
    return value !== undefined && value !== "NA"
  }
  return edition.indicators.flatMap((indicator) => {
    const gap = gapOf(indicator, { answered, evidence })
    return gap ? [[indicator, gap] as [Indicator, EvidenceGap]] : []
  })
}
