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
  /** How many files are the same as others, or resemble them: for authorities. */
  marks?: number
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

/** The evidence of one indicator as whoever verifies sees it: what is there, what is missing, what is to be looked at. */
export function EvidenceShown(props: {
  slug: string
  quarter: string
  indicator: Indicator
  evidence: IndicatorEvidence
}) {
  const text = useText()
  const { slug, quarter, indicator, evidence } = props
  const { pieces, gap, marks = 0 } = evidence
  if (pieces.length === 0 && gap === null) return null
  return (
    <div class="evidence-block">
      <EvidenceLine pieces={pieces} href={paths.evidence(slug, quarter, indicator.code)} />
      {gap !== null && (
        <p class="evidence-gap hint">
          {text.evidence.missing}
          {text.site.colon}
          {indicator.evidence[text.language]}
        </p>
      )}
      {marks > 0 && <p class="evidence-gap">{text.evidence.marks(marks)}</p>}
    </div>
  )
}
