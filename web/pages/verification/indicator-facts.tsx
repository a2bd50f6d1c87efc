import { formatScore } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { EvidenceShown } from "../evidence/evidence-block.tsx"
import { measureWords } from "../filing/indicator-card.tsx"
import type { ValueView, VerificationView } from "./verification-view.ts"

/**
 * What an indicator comes to, and what proves it: told once on a page, with its first value. What is missing is told where
 * there is a mark for it.
 */
export function IndicatorFacts(props: { view: VerificationView; code: string; gaps?: boolean }) {
  const { view, code, gaps = false } = props
  const text = useText()
  const found = view.indicators.get(code)
  if (!found) return null
  const { indicator, score, evidence } = found
  const title = indicator.title[text.language]
  const points =
    score?.state === "reported"
      ? `${measureWords(text, indicator, score)} · ${text.filing.form.livePoints(formatScore(score.points ?? 0, 2), String(indicator.points))}`
      : text.site.states[score?.state === "not_applicable" ? "not_applicable" : "missing"]
  return (
    <>
      <p class="hint">
        {title}
        {text.site.colon}
        {points}
      </p>
      {evidence && (
        <EvidenceShown
          slug={view.estate.slug}
          quarter={view.quarter}
          indicator={indicator}
          evidence={gaps ? evidence : { ...evidence, gap: null }}
        />
      )}
    </>
  )
}

/** Which value each indicator is told with: the first that is shown, what bears a mark before what changed. */
export function tellingKeys(rows: readonly ValueView[]): Map<string, string> {
  const order = ["marked", "changed", "same"]
  const found = new Map<string, string>()
  for (const attention of order)
    for (const { attention: own, spec } of rows)
      if (own === attention && spec.indicator !== undefined && !found.has(spec.indicator))
        found.set(spec.indicator, spec.key)
  return found
}
