import type { PublishedIndicator } from "../../../worker/domain/release/snapshot.ts"
import { tellsAdjusted } from "../../../worker/domain/release/suppression.ts"
import type { Indicator, Scoring, Source } from "../../../worker/domain/scoring/edition.ts"
import { formatNumber, formatScore } from "../../ui/format.ts"
import { SourceMark } from "../../ui/source-mark.tsx"
import { StateWord } from "../../ui/state-word.tsx"
import { useText } from "../../ui/use-text.ts"
import { EstateItems } from "./estate-items.tsx"
import type { CardProps } from "./estate-view.ts"
import { figureWords, formulaReader, type Reader } from "./formula.ts"
import { TypedValues } from "./typed-values.tsx"

/** The sources of the thresholds that a scoring names, each kind and note once. */
export function thresholdSources(scoring: Scoring): Source[] {
  const all = scoring.kind === "steps" ? scoring.source : [scoring.source.full, scoring.source.zero]
  return all.filter((source, index) => all.findIndex((other) => other.note.zh === source.note.zh) === index)
}

function Measure({
  reader,
  indicator,
  result,
}: {
  reader: Reader
  indicator: Indicator
  result: PublishedIndicator
}) {
  if (result.measure === null) return <StateWord state={result.state} />
  return (
    <>
      <b>{formatNumber(result.measure)}</b>{" "}
      <span class="muted small">{figureWords(reader, indicator, result.alternative)}</span>
    </>
  )
}

type RowProps = CardProps & { reader: Reader; indicator: Indicator }

function IndicatorRow({ view, reader, indicator }: RowProps) {
  const text = useText()
  const words = text.publicPages.estate
  const { language } = text
  const found = view.card.indicators.find(({ code }) => code === indicator.code)
  if (!found) return null
  const scoring = indicator.alternatives[found.alternative ?? 0]?.scoring
  const share = found.points === null ? 0 : Math.max(0, Math.min(1, found.points / indicator.points))
  return (
    <li class="indicator" id={indicator.code}>
      <div class="indicator__name">
        <h4>
          {indicator.title[language]}{" "}
          {found.adjusted && tellsAdjusted(indicator) && (
            <span class="mark mark--changed">{text.site.adjusted}</span>
          )}
        </h4>
        <p class="sub-line">{indicator.definition[language]}</p>
      </div>
      <p class="indicator__value">
        <Measure reader={reader} indicator={indicator} result={found} />
      </p>
      <div class="indicator__points">
        {found.points === null ? (
          <span class="state">{words.notCounted}</span>
        ) : (
          words.ofFull(formatScore(found.points, 2), formatNumber(indicator.points))
        )}
        <svg class="bar bar--thin" aria-hidden="true">
          <rect class="bar__back" width="100%" height="6" rx="3" />
          <rect class="bar__value" width={`${(100 * share).toFixed(1)}%`} height="6" rx="3" />
        </svg>
      </div>
      <p class="indicator__marks">
        {found.measure !== null && <StateWord state={found.state} />}
        {scoring && thresholdSources(scoring).map((source) => <SourceMark source={source} />)}
      </p>
      <div class="indicator__inputs">
        <TypedValues inputs={indicator.inputs} values={view.card.values} />
      </div>
    </li>
  )
}

/** Every indicator with value, state, points, source and what was typed, folded by dimension; then the rest. */
export function EstateIndicators({ view }: CardProps) {
  const text = useText()
  const words = text.publicPages.estate
  const { card, edition } = view
  if (card.indicators.length === 0) return null
  const reader = formulaReader(edition, text)
  return (
    <section class="section" aria-labelledby="indicators">
      <div class="section__head">
        <h2 id="indicators">{words.indicatorsTitle}</h2>
        <p class="section__lead">{words.indicatorsLead}</p>
      </div>
      {edition.dimensions.map((dimension, index) => (
        <details class="fold" open={index === 0}>
          <summary>
            <h3 class="fold__title">{dimension.title[text.language]}</h3>
            <span class="fold__aside">
              {words.ofFull(
                formatScore(card.dimensions[dimension.code] ?? 0, 2),
                formatNumber(dimension.points),
              )}
            </span>
          </summary>
          <div class="fold__body">
            <ul class="indicators">
              {edition.indicators
                .filter((indicator) => indicator.dimension === dimension.code)
                .map((indicator) => (
                  <IndicatorRow view={view} reader={reader} indicator={indicator} />
                ))}
            </ul>
          </div>
        </details>
      ))}
      <EstateItems view={view} />
    </section>
  )
}
