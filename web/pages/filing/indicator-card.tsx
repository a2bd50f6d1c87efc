import { firstDay, lastDay, shiftQuarter } from "../../../worker/domain/quarter.ts"
import type { Indicator, Scoring, Source } from "../../../worker/domain/scoring/edition.ts"
import { indicatorKeys } from "../../../worker/domain/scoring/operand-keys.ts"
import type { IndicatorScore } from "../../../worker/domain/scoring/score.ts"
import type { Text } from "../../text/text.ts"
import { formatNumber, formatScore, formatShare } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { valueWords } from "../desk/value-words.ts"
import { EvidenceBlock, type IndicatorEvidence } from "../evidence/evidence-block.tsx"
import type { FilingView } from "./filing-view.ts"
import { KeyField } from "./key-field.tsx"

function SourceMark({ source }: { source: Source }) {
  const text = useText()
  return (
    <span class="source">
      {text.site.aside(
        `${text.site.sourceKinds[source.kind]}${text.site.colon}${source.note[text.language]}`,
      )}
    </span>
  )
}

function Thresholds({ scoring }: { scoring: Scoring }) {
  const text = useText()
  const { form } = text.filing
  if (scoring.kind === "steps")
    return (
      <ul>
        {scoring.steps.map(([x, ratio], index) => (
          <li>
            {form.step(formatNumber(x), formatShare(ratio))}
            {scoring.source[index] && <SourceMark source={scoring.source[index]} />}
          </li>
        ))}
      </ul>
    )
  return (
    <ul>
      <li>
        {form.full(formatNumber(scoring.full))}
        <SourceMark source={scoring.source.full} />
      </li>
      <li>
        {form.zero(formatNumber(scoring.zero))}
        <SourceMark source={scoring.source.zero} />
      </li>
    </ul>
  )
}

/** The measure of a reported indicator with its unit, or what is told of one that is withheld. */
export function measureWords(text: Text, indicator: Indicator, score: IndicatorScore): string {
  if (score.withheld) return text.filing.form.withheld(score.ratio === 1)
  return `${formatNumber(score.measure ?? 0)} ${indicator.unit[text.language]}`
}

function LiveResult({ indicator, score }: { indicator: Indicator; score?: IndicatorScore }) {
  const text = useText()
  const { form } = text.filing
  const { states } = text.site
  const known = score !== undefined && score.state === "reported"
  return (
    <p class="live" data-live={indicator.code} aria-live="polite">
      <span class="live__label">{form.live}</span>{" "}
      <span class="live__value">
        {known
          ? measureWords(text, indicator, score)
          : states[score?.state === "not_applicable" ? "not_applicable" : "missing"]}
      </span>{" "}
      <span class="live__points">
        {known ? form.livePoints(formatScore(score.points ?? 0, 2), String(indicator.points)) : ""}
      </span>
    </p>
  )
}

/** The period or the day that an indicator's figures are about. */
function periodWords(text: Text, view: FilingView, { cadence }: Indicator): string {
  const { form } = text.filing
  const day = (iso: string) => {
    const [year = 0, month = 0, date = 0] = iso.split("-").map(Number)
    return { year, month, date }
  }
  const last = day(lastDay(view.quarter))
  if (cadence === "quarter_end") return form.onDay(last)
  const first = cadence === "quarter" ? view.quarter : shiftQuarter(view.quarter, -3)
  return form.overDays(day(firstDay(first)), last)
}

/** What others provide of an indicator that the company is judged by: to be seen, not to be typed. */
function Provided({ view, indicator }: { view: FilingView; indicator: Indicator }) {
  const text = useText()
  if (!view.whole) return null
  const others = indicator.inputs.filter(({ key }) => !view.mine.has(key))
  return (
    <>
      {others.map(({ key, provider }) => {
        const [spec, one] = [view.specs.get(key), view.provided.get(key)]
        if (!spec) return null
        const who = text.site.providers[one?.provider ?? provider]
        return (
          <p class="provided">
            {spec.title[text.language]}
            {text.site.colon}
            <strong>
              {one && one.value === null
                ? text.filing.form.filled
                : valueWords(text, spec, one?.value ?? undefined)}
            </strong>{" "}
            <span class="hint">{text.filing.form.providedBy(who)}</span>
          </p>
        )
      })}
    </>
  )
}

/** One indicator: what it is, its fields, what they give by the engine, and where its thresholds come from. */
export function IndicatorCard(props: {
  view: FilingView
  indicator: Indicator
  score?: IndicatorScore
  evidence?: IndicatorEvidence
}) {
  const text = useText()
  const { view, indicator, score } = props
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
      <p class="itemcard__definition">
        <strong>{periodWords(text, view, indicator)}</strong> {indicator.definition[language]}
      </p>
      {inputs.length > 0 && (
        <div class="itemcard__fields">
          {inputs.map((input) => {
            const spec = view.specs.get(input.key)
            return spec ? <KeyField view={view} spec={spec} /> : null
          })}
        </div>
      )}
      <Provided view={view} indicator={indicator} />
      <EvidenceBlock view={view} indicator={indicator} evidence={props.evidence} />
      {foreign.length === 0 ? (
        <LiveResult indicator={indicator} score={score} />
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
          <Thresholds scoring={scoring} />
        ))}
        <p>
          {text.site.source}
          <SourceMark source={indicator.source} />
        </p>
      </details>
    </section>
  )
}
