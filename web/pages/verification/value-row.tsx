import { parseKeyValue } from "../../../worker/domain/scoring/keys.ts"
import type { Text } from "../../text/text.ts"
import { formatNumber } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { ValueLine } from "../../ui/value-line.tsx"
import { valueWords } from "../desk/value-words.ts"
import { EvidenceLine } from "../evidence/evidence-thing.tsx"
import { DecisionBox } from "./decision-box.tsx"
import { IndicatorFacts } from "./indicator-facts.tsx"
import { type AnsweredQuestion, rowId, type ValueView, type VerificationView } from "./verification-view.ts"

interface RowProps {
  view: VerificationView
  row: ValueView
}

/** What others said of a value: of this filing and the one before, and what was answered. */
export function Talk({ row }: { row: ValueView }) {
  const text = useText()
  const { site, verification } = text
  return (
    <>
      {row.earlier.map((one) => (
        <p class="finding">
          {(one.past ? verification.past : verification.earlier)(
            site.providers[one.level],
            verification.decisions[one.decision as keyof typeof verification.decisions],
          )}{" "}
          {one.checked} {one.reasonClass && site.aside(text.adjustments.reasonClasses[one.reasonClass])}{" "}
          {one.reason}
        </p>
      ))}
      {row.answered && <Answered answered={row.answered} spec={row.spec} />}
      {row.answered && row.answered.files.length > 0 && (
        <EvidenceLine pieces={row.answered.files} href={row.answered.filesHref} />
      )}
    </>
  )
}

/** What was answered to what came back: in words, by another value, or not at all. */
function Answered({ answered, spec }: { answered: AnsweredQuestion; spec: ValueView["spec"] }) {
  const text = useText()
  const { answer, state, filed } = answered
  const { verification } = text
  return (
    <p class={`finding asked__answer asked__answer--${state}`}>
      {answer !== null && verification.answered(answer)}
      {answer === null && state === "changed" && verification.answeredByValue(filedWords(text, spec, filed))}
      {state === "open" && verification.unanswered}
    </p>
  )
}

/** A text in the edition's format as a reader knows it. */
function filedWords(text: Text, spec: ValueView["spec"], filed: string): string {
  const read = filed === "" ? null : parseKeyValue(spec, filed)
  return valueWords(text, spec, read && "value" in read ? read.value : null)
}

/** The last eight quarters as a small line; nothing of what is no number, or has been there once only. */
export function Trend({ row }: { row: ValueView }) {
  const text = useText()
  if (row.spec.type === "yes_no") return <span class="value-line value-line--none" />
  const numbers = row.trend.map((value) => (typeof value === "number" ? value : null))
  const told = numbers.map((value) => (value === null ? text.verification.noValue : formatNumber(value, 4)))
  return (
    <ValueLine
      values={numbers}
      words={text.verification.trend(numbers.length, told.join(text.site.listComma))}
    />
  )
}

/** Who provides a value, and how far it is checked. */
export function providedWords(text: Text, row: ValueView): string {
  const { site } = text
  const checked = row.checked && site.states[row.checked]
  return [checked, site.providers[row.provider], row.onBehalf && site.onBehalf].filter(Boolean).join(" ")
}

/** What counted the quarter before, in words. */
export function Before({ row }: { row: ValueView }) {
  const text = useText()
  if (row.previous === undefined) return null
  return (
    <span class="state">
      {text.verification.previous} {valueWords(text, row.spec, row.previous)}
    </span>
  )
}

/** One value that bears no mark: what was filed, the quarter before, what was said of it, and the decision. */
export function ValueRow({ view, row, shows }: RowProps & { shows: ReadonlyMap<string, string> }) {
  const text = useText()
  const { key, title, indicator } = row.spec
  const same = row.attention === "same"
  return (
    <li
      class={same ? "value-row value-row--same" : "value-row"}
      id={rowId(key)}
      tabindex={-1}
      aria-labelledby={`${rowId(key)}-title`}
      data-row
    >
      <div class="value-row__title">
        <span id={`${rowId(key)}-title`}>{title[text.language]}</span>{" "}
        <span class="state">{providedWords(text, row)}</span>
      </div>
      {!same && <Trend row={row} />}
      <div class="value-row__value">
        <b>{valueWords(text, row.spec, row.typed)}</b>
        {!same && <Before row={row} />}
      </div>
      <div class="value-row__notes">
        <Talk row={row} />
        {row.explained && <p class="flag__reason">{text.verification.explained(row.explained)}</p>}
        {indicator !== undefined && shows.get(indicator) === key && (
          <IndicatorFacts view={view} code={indicator} />
        )}
      </div>
      {view.deciding && <DecisionBox view={view} row={row} />}
    </li>
  )
}
