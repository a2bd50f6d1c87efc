import type { Child } from "hono/jsx"
import type {
  Alternative,
  Base,
  Condition,
  Indicator,
  Source,
} from "../../../worker/domain/scoring/edition.ts"
import { formatNumber, formatShare } from "../../ui/format.ts"
import { SourceMark } from "../../ui/source-mark.tsx"
import { useText } from "../../ui/use-text.ts"
import { conditionWords, measureWords, type Reader } from "./formula.ts"

/** Mark and note of a source, spelt out. */
export function SourceLine({ source, label }: { source: Source; label?: string }) {
  const text = useText()
  return (
    <span class="source-line">
      {label && `${label}${text.site.colon}`}
      <SourceMark source={source} /> {source.note[text.language]}
    </span>
  )
}

function ScoringWords({
  reader,
  alternative,
  unit,
}: {
  reader: Reader
  alternative: Alternative
  unit: string
}) {
  const words = reader.text.publicPages.method
  const { scoring } = alternative
  if (scoring.kind === "steps")
    return (
      <ul class="plain-list">
        {scoring.steps.map(([limit, ratio], index) => {
          const line = scoring.direction === "at_least" ? words.atLeast : words.atMost
          const source = scoring.source[index]
          return (
            <li>
              {line(`${formatNumber(limit, 9)} ${unit}`, formatShare(ratio, 1))}{" "}
              {source && <SourceLine source={source} />}
            </li>
          )
        })}
        <li>{words.otherwise}</li>
      </ul>
    )
  const line = scoring.kind === "linear" ? words.linear : words.log
  return (
    <ul class="plain-list">
      <li>{line(`${formatNumber(scoring.zero, 9)} ${unit}`, `${formatNumber(scoring.full, 9)} ${unit}`)}</li>
      <li>
        <SourceLine source={scoring.source.full} label={words.fullAt} />
      </li>
      <li>
        <SourceLine source={scoring.source.zero} label={words.zeroAt} />
      </li>
    </ul>
  )
}

/** Name, unit, limits and provider of typed values. */
export function InputList({ reader, inputs }: { reader: Reader; inputs: readonly Base[] }) {
  const { text } = reader
  const words = text.publicPages.method
  return (
    <ul class="plain-list">
      {inputs.map((input) => {
        const notes = [
          `${words.limits(formatNumber(input.min), formatNumber(input.max))} ${input.unit[text.language]}`,
          input.at_most ? words.atMostKey(reader.titles.get(input.at_most) ?? input.at_most) : "",
          text.site.providers[input.provider],
          input.carry ? words.lasting : "",
          input.sensitive ? words.sensitive(reader.small.from, reader.small.to) : "",
        ].filter(Boolean)
        return (
          <li>
            {input.title[text.language]} <code>{input.key}</code>{" "}
            <span class="muted small">{notes.join(text.site.listComma)}</span>
          </li>
        )
      })}
    </ul>
  )
}

function Exceptions({ reader, indicator }: { reader: Reader; indicator: Indicator }) {
  const words = reader.text.publicPages.method
  const line = (condition: Condition, say: (condition: string) => string): Child => (
    <li>
      {say(conditionWords(reader, condition))} {condition.source && <SourceLine source={condition.source} />}
    </li>
  )
  return (
    <ul class="plain-list">
      {indicator.not_applicable_when.map((condition) => line(condition, words.notApplicableWhen))}
      {indicator.missing_when.map((condition) => line(condition, words.missingWhen))}
    </ul>
  )
}

function Row({ label, children }: { label: Child; children?: Child }) {
  return (
    <div class="method-row">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** One indicator in full: definition, formula, what is typed, thresholds with their sources, exceptions, evidence. */
export function MethodIndicator({ reader, indicator }: { reader: Reader; indicator: Indicator }) {
  const { text } = reader
  const words = text.publicPages.method
  const { language } = text
  return (
    <article class="method-item" id={indicator.code}>
      <header class="method-item__head">
        <h4>{indicator.title[language]}</h4>
        <span class="muted">
          <code>{indicator.code}</code> · {words.pointsOf(formatNumber(indicator.points))}
        </span>
      </header>
      <p>{indicator.definition[language]}</p>
      <MethodRows reader={reader} indicator={indicator} />
    </article>
  )
}

/** How an indicator is computed, what it asks for, what counts as evidence, and where all of that is from. */
export function MethodRows({ reader, indicator }: { reader: Reader; indicator: Indicator }) {
  const { text } = reader
  const words = text.publicPages.method
  const { language } = text
  const several = indicator.alternatives.length > 1
  const unit = several ? "" : indicator.unit[language]
  return (
    <dl class="method-rows">
      <Row
        label={several ? `${words.formula}${text.publicPages.bracketed(words.alternatives)}` : words.formula}
      >
        {indicator.alternatives.map((alternative, index) => (
          <p>
            {several && `${words.alternative(index + 1)}${text.site.colon}`}
            {measureWords(reader, alternative.measure)}
            {unit && <span class="muted">{` (${unit})`}</span>}
          </p>
        ))}
      </Row>
      {indicator.inputs.length > 0 && (
        <Row label={words.inputs}>
          <InputList reader={reader} inputs={indicator.inputs} />
        </Row>
      )}
      <Row label={words.scoring}>
        {indicator.alternatives.map((alternative, index) => (
          <>
            {several && <p>{words.alternative(index + 1)}</p>}
            <ScoringWords reader={reader} alternative={alternative} unit={unit} />
          </>
        ))}
      </Row>
      {indicator.not_applicable_when.length + indicator.missing_when.length > 0 && (
        <Row label={words.exceptions}>
          <Exceptions reader={reader} indicator={indicator} />
        </Row>
      )}
      <Row label={words.evidence}>{indicator.evidence[language]}</Row>
      <Row label={words.source}>
        <SourceLine source={indicator.source} />
      </Row>
      <Row label={words.period}>
        {words.cadence[indicator.cadence]}
        {text.site.listComma}
        {words.direction[indicator.direction]}
      </Row>
    </dl>
  )
}
