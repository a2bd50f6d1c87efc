import type { EvidenceGap } from "../../../worker/domain/evidence/evidence.ts"
import type { Indicator } from "../../../worker/domain/scoring/edition.ts"
import { paths } from "../../paths.ts"
import { useText } from "../../ui/use-text.ts"
import type { FilingView } from "../filing/filing-view.ts"
import { EvidenceLine } from "./evidence-thing.tsx"
import type { EvidencePiece } from "./evidence-view.ts"

/** The evidence of one indicator beside its fields. */
export interface IndicatorEvidence {
  pieces: EvidencePiece[]
  gap: EvidenceGap | null
}

/** What proves an indicator: what counts, what is there, what is missing, and the way to add it. */
export function EvidenceBlock(props: {
  view: Pick<FilingView, "estate" | "quarter" | "locked">
  indicator: Indicator
  /** None where the reader adds nothing to it. */
  evidence?: IndicatorEvidence
}) {
  const text = useText()
  const { view, indicator, evidence } = props
  const { filing, site, language } = text
  const href = paths.evidence(view.estate.slug, view.quarter, indicator.code)
  return (
    <div class="evidence-block">
      <p class="hint">
        {filing.form.evidence}
        {site.colon}
        {indicator.evidence[language]}
      </p>
      {evidence && (
        <>
          {evidence.pieces.length > 0 && <EvidenceLine pieces={evidence.pieces} href={href} />}
          {evidence.gap && <p class="evidence-gap hint">{text.evidence.gaps[evidence.gap]}</p>}
          {!view.locked && (
            <p>
              <a href={href}>{text.evidence.choose}</a>
            </p>
          )}
        </>
      )}
    </div>
  )
}
