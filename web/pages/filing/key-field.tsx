import { previousQuarter } from "../../../worker/domain/quarter.ts"
import type { KeySpec, KeyValue } from "../../../worker/domain/scoring/keys.ts"
import type { Carried } from "../../../worker/domain/submission/carried.ts"
import { MAX_REASON_TEXT, normaliseTyped } from "../../../worker/domain/submission/typed-text.ts"
import { faultSentence } from "../../text/fault-sentence.ts"
import type { Text } from "../../text/text.ts"
import { Field } from "../../ui/field.tsx"
import { formatPeriod } from "../../ui/format.ts"
import { RadioGroup } from "../../ui/radio-group.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import { sentencesAt } from "./faults-at.ts"
import { type FilingView, fieldId } from "./filing-view.ts"
import { Answer, QuestionNotes } from "./question.tsx"

function previousWords(text: Text, spec: KeySpec, value: KeyValue | undefined): string | undefined {
  const { filing, site } = text
  if (value === undefined) return undefined
  if (value === "NA") return filing.form.previous(site.states.not_applicable)
  if (spec.type === "yes_no") return filing.form.previous(value === 1 ? filing.form.yes : filing.form.no)
  return filing.form.previous(`${value} ${spec.unit?.[text.language] ?? ""}`.trim())
}

/** What counts for a gate, bonus, deduction or veto, and what to type; an input has it on its indicator's card. */
function ruleWords(text: Text, { edition }: FilingView, { key }: KeySpec): string | undefined {
  const { form } = text.filing
  const bonus = edition.bonuses.find(({ code }) => code === key)
  if (bonus?.values) return form.bonusValues(bonus.definition[text.language], bonus.values)
  if (bonus) return form.bonusRule(bonus.definition[text.language], bonus.max)
  const deduction = edition.deductions.find(({ code }) => code === key)
  if (deduction) return form.deductionRule(deduction.definition[text.language], deduction.each, deduction.max)
  return [...edition.gates, ...edition.vetoes].find(({ code }) => code === key)?.definition[text.language]
}

/** Where a value that is to be confirmed comes from. */
function CarryMark({ view, carried: { quarter, derived } }: { view: FilingView; carried: Carried }) {
  const text = useText()
  const { form } = text.filing
  const last = quarter === previousQuarter(view.quarter)
  return (
    <span class="carry-mark">
      {derived ? form.carryDerived : last ? form.carryLast : form.carryFrom(formatPeriod(text, quarter))}
    </span>
  )
}

function Hint({ view, spec, carried }: { view: FilingView; spec: KeySpec; carried: Carried | undefined }) {
  const text = useText()
  const rest = [
    ruleWords(text, view, spec),
    carried ? undefined : previousWords(text, spec, view.previous.get(spec.key)),
    spec.provider === view.provider
      ? undefined
      : text.filing.form.onBehalf(text.site.providers[spec.provider]),
  ].filter(Boolean)
  return (
    <>
      {carried && <CarryMark view={view} carried={carried} />}
      {carried && rest.length > 0 && " · "}
      {rest.join(" · ")}
    </>
  )
}

/** Whether anything is to be said under a field. */
function hasHint(text: Text, view: FilingView, spec: KeySpec): boolean {
  const known = view.carried.has(spec.key) || view.previous.has(spec.key)
  return known || spec.provider !== view.provider || ruleWords(text, view, spec) !== undefined
}

function ReasonField({ view, spec, why }: { view: FilingView; spec: KeySpec; why?: string }) {
  const text = useText()
  const { form } = text.filing
  const reason = view.reasons.get(spec.key) ?? ""
  const tooLong = view.hard.find((one) => one.field === spec.key && one.rule === "reason_too_long")
  return (
    <div class="reason" data-reason-for={spec.key} hidden={!why && !tooLong && reason === ""}>
      <p class="reason__why">{why ?? ""}</p>
      <TextArea
        id={`r-${spec.key}`}
        name={`r:${spec.key}`}
        label={form.reason}
        value={reason}
        hint={form.reasonHint}
        error={tooLong && faultSentence(text, view.specs, tooLong)}
        maxlength={MAX_REASON_TEXT}
        rows={2}
        disabled={view.locked !== null}
      />
    </div>
  )
}

/** What does not apply is an answer only with its reason. */
function notApplicableWords(text: Text, { texts }: FilingView, spec: KeySpec): string | undefined {
  const typed = normaliseTyped(spec, texts.get(spec.key) ?? "")
  return typed === "NA" ? text.filing.form.reasonOfNa : undefined
}

/** The points that a bonus may have, to choose from; null where any may be typed, or something else stands there. */
function bonusChoices(text: Text, { kind, values }: KeySpec, typed: string) {
  if (kind !== "bonus" || !values || (typed !== "" && !values.includes(Number(typed)))) return null
  const { form } = text.filing
  return values.map((points) => ({ value: String(points), label: form.bonusChoice(points) }))
}

/** The field of one key, with what came back of it above and its answer below. */
export function KeyField({ view, spec }: { view: FilingView; spec: KeySpec }) {
  const question = view.questions.find(({ key }) => key === spec.key)
  if (!question) return <ValueField view={view} spec={spec} />
  return (
    <div class="asked">
      <QuestionNotes question={question} />
      <ValueField view={view} spec={spec} />
      <Answer view={view} question={question} />
    </div>
  )
}

/** Number with unit, or yes and no; its fault beside it, its reason below when one is asked. */
function ValueField({ view, spec }: { view: FilingView; spec: KeySpec }) {
  const text = useText()
  const error = sentencesAt(text, view, spec.key, "hard")
  const carried = view.carried.get(spec.key)
  const value = carried?.text ?? view.texts.get(spec.key) ?? ""
  const hint = hasHint(text, view, spec) ? <Hint view={view} spec={spec} carried={carried} /> : undefined
  const id = fieldId(spec.key)
  const disabled = view.locked !== null
  const { form } = text.filing
  if (spec.type === "yes_no")
    return (
      <RadioGroup
        id={id}
        name={`v:${spec.key}`}
        legend={spec.title[text.language]}
        value={value}
        choices={[
          { value: "yes", label: form.yes },
          { value: "no", label: form.no },
        ]}
        hint={hint}
        error={error}
        row
        disabled={disabled}
      />
    )
  const choices = bonusChoices(text, spec, value)
  if (choices)
    return (
      <div class="keyfield">
        <RadioGroup
          id={id}
          name={`v:${spec.key}`}
          legend={spec.title[text.language]}
          value={value === "" ? "" : String(Number(value))}
          choices={choices}
          hint={hint}
          error={error}
          row
          disabled={disabled}
        />
        <ReasonField view={view} spec={spec} why={sentencesAt(text, view, spec.key, "soft")} />
      </div>
    )
  return (
    <div class="keyfield">
      <Field
        id={id}
        name={`v:${spec.key}`}
        label={spec.title[text.language]}
        value={value}
        unit={spec.unit?.[text.language]}
        hint={hint}
        error={error}
        inputmode={spec.type === "integer" ? "numeric" : "decimal"}
        dataKey={spec.key}
        data-carry={carried?.text}
        data-unconfirmed={carried && "yes"}
        disabled={disabled}
      />
      <ReasonField
        view={view}
        spec={spec}
        why={sentencesAt(text, view, spec.key, "soft") ?? notApplicableWords(text, view, spec)}
      />
    </div>
  )
}
