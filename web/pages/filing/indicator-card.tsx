import type { Indicator, Scoring, Source } from "../../../worker/domain/scoring/edition.ts"
import { indicatorKeys } from "../../../worker/domain/scoring/operand-keys.ts"
import type { IndicatorScore } from "../../../worker/domain/scoring/score.ts"
import type { Text } from "../../text/text.ts"
import { formatNumber, formatScore, formatShare } from "../../ui/format.ts"
import type { FilingView } from "./filing-view.ts"
import { KeyField } from "./key-field.tsx"

function SourceMark({ text, source }: { text: Text; source: Source }) {
  return (
    <span class="source">
      {text.site.aside(
        `${text.site.sourceKinds[source.kind]}${text.site.colon}${source.note[text.language]}`,
      )}
    </span>
  )
}

function Thresholds({ text, scoring }: { text: Text; scoring: Scoring }) {
  const { form } = text.filing
  if (scoring.kind === "steps")
    return (
      <ul>
        {scoring.steps.map(([x, ratio], index) => (
          <li>
            {form.step(formatNumber(x), formatShare(ratio))}
            {scoring.source[index] && <SourceMark text={text} source={scoring.source[index]} />}
          </li>
        ))}
      </ul>
    )
  return (
    <ul>
      <li>
        {form.full(formatNumber(scoring.full))}
        <SourceMark text={text} source={scoring.source.full} />
      </li>
      <li>
        {form.zero(formatNumber(scoring.zero))}
        <SourceMark text={text} source={scoring.source.zero} />
      </li>
    </ul>
  )
}

function LiveResult({
  text,
  indicator,
  score,
}: {
  text: Text
  indicator: Indicator
  score?: IndicatorScore
}) {
  const { form } = text.filing
  const { states } = text.site
  const known = score !== undefined && score.state === "reported" && score.measure !== null
  return (
    <p class="live" data-live={indicator.code} aria-live="polite">
      <span class="live__label">{form.live}</span>{" "}
      <span class="live__value">
        {known
          ? `${formatNumber(score.measure ?? 0)} ${indicator.unit[text.language]}`
          : states[score?.state === "not_applicable" ? "not_applicable" : "missing"]}
      </span>{" "}
      <span class="live__points">
        {known ? form.livePoints(formatScore(score.points ?? 0, 2), String(indicator.points)) : ""}
      </span>
    </p>
  )
}

/** One indicator: what it is, its fields, what they give by the engine, and where its thresholds come from. */
export function IndicatorCard(props: {
  text: Text
  view: FilingView
  indicator: Indicator
  score?: IndicatorScore
}) {
  const { text, view, indicator, score } = props
  const { form } = text.filing
  const { language } = text
  const keys = [...indicatorKeys(indicator)]
  const foreign = keys.filter((key) => !view.mine.has(key))
  const inputs = indicator.inputs.filter((input) => view.mine.has(input.key))
  return (
    <section class="itemcard card" id={indicator.code}>
      <h3 class="itemcard__title">
        {indicator.title[language]} <span class="itemcard__points">{form.points(indicator.points)}</span>
      </h3>
      <p class="itemcard__definition">{indicator.definition[language]}</p>
      <div class="itemcard__fields">
        {inputs.map((input) => {
          const spec = view.specs.get(input.key)
          return spec ? <KeyField text={text} view={view} spec={spec} /> : null
        })}
      </div>
      {foreign.length === 0 ? (
        <LiveResult text={text} indicator={indicator} score={score} />
      ) : (
        <p class="live live--others">
          {form.fromOthers(
            foreign.map((key) => view.specs.get(key)?.title[language] ?? key).join(text.site.listComma),
          )}
        </p>
      )}
      <details class="itemcard__more">
        <summary>{form.thresholds}</summary>
        {indicator.alternatives.map(({ scoring }) => (
          <Thresholds text={text} scoring={scoring} />
        ))}
        <p>
          {form.evidence}
          {text.site.colon}
          {indicator.evidence[language]}
        </p>
        <p>
          {text.site.source}
          <SourceMark text={text} source={indicator.source} />
        </p>
      </details>
    </section>
  )
}
