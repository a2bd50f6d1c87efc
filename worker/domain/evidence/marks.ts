import type { Fault } from "../errors.ts"
import type { Indicator } from "../scoring/edition.ts"
import { asksForPair, type EvidenceGap } from "./evidence.ts"

/** A mark is named by the first value of its indicator, and rests on all of them. */
function ofIndicator({ inputs }: Indicator, rule: string, told: Record<string, string | number>): Fault[] {
  const [first] = inputs
  const keys = inputs.map(({ key }) => key).join("/")
  return first ? [{ rule, field: first.key, with: { ...told, keys } }] : []
}

/**
 * Marks of evidence, for whoever verifies: what an indicator demands before and after and is not there, and files that are
 * the same as, or resemble, those of another estate, quarter or company. `alike` counts these files by indicator.
 */
export function evidenceMarks(
  indicators: readonly Indicator[],
  gaps: readonly (readonly [Indicator, EvidenceGap])[],
  alike: ReadonlyMap<string, number>,
): Fault[] {
  return [
    ...gaps.flatMap(([indicator, gap]) =>
      asksForPair(indicator) ? ofIndicator(indicator, `evidence_gap_${gap}`, {}) : [],
    ),
    ...indicators.flatMap((indicator) => {
      const n = alike.get(indicator.code) ?? 0
      return n > 0 ? ofIndicator(indicator, "evidence_alike", { n }) : []
    }),
  ]
}
