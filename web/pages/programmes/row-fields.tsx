import { categoriesMost } from "../../../worker/domain/selection/check-categories.ts"
import { formMost } from "../../../worker/domain/selection/check-form.ts"
import { judgingLimits } from "../../../worker/domain/selection/check-judging.ts"
import { FieldNotes } from "../../ui/field.tsx"
import { type FormState, useField } from "../../ui/form-state.ts"
import { Tick } from "../../ui/tick.tsx"
import { useText } from "../../ui/use-text.ts"
import { ChoiceField, DayField, LinesField, NumberField, rowCount, TextField } from "./rules-form.tsx"

interface Rows {
  /** Of the whole form: how many rows there are. */
  typed: FormState["typed"]
}

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at)

function EmptyRows() {
  const text = useText()
  return <p class="hint">{text.programmes.rules.emptyRows}</p>
}

/** Categories with places and quotas. */
export function CategoryFields({ typed, districts }: Rows & { districts: readonly { name: string }[] }) {
  const text = useText()
  const { rules } = text.programmes
  const hint = `${rules.hints["quotas"]} ${districts.map(({ name }) => name).join(" ")}`
  return (
    <>
      {numbers(rowCount(typed, "c", 2)).map((at) => (
        <fieldset class="card stack">
          <legend>{`${rules.rows["c"]?.["name"]} ${at + 1}`}</legend>
          <input type="hidden" name={`c.${at}.code`} value={typed[`c.${at}.code`] ?? ""} />
          <TextField name={`c.${at}.title`} short maxlength={categoriesMost.title * 2} />
          <NumberField name={`c.${at}.places`} short unit={rules.units.places} hint={rules.hints["places"]} />
          <LinesField
            name={`c.${at}.quotas`}
            short
            optional
            rows={3}
            hint={at === 0 ? hint : rules.hints["quotas"]}
          />
        </fieldset>
      ))}
      <EmptyRows />
    </>
  )
}

function FormRow({ at }: { at: number }) {
  const text = useText()
  const { rules } = text.programmes
  return (
    <fieldset class="card stack">
      <legend>{`${rules.rows["f"]?.["name"]} ${at + 1}`}</legend>
      <TextField name={`f.${at}.title`} short maxlength={formMost.title} />
      <TextField name={`f.${at}.hint`} short optional maxlength={formMost.hint} />
      <div class="programme-row">
        <TextField
          name={`f.${at}.key`}
          short
          maxlength={formMost.key * 2}
          hint={at === 0 ? rules.hints["key"] : undefined}
        />
        <NumberField name={`f.${at}.most`} short unit={rules.units.most} />
      </div>
      <Tick name={`f.${at}.required`}>{rules.required}</Tick>
    </fieldset>
  )
}

/** The form that applicants fill in, and the days. */
export function FormAndDayFields({ typed }: Rows) {
  const text = useText()
  const { rules } = text.programmes
  return (
    <>
      <section class="card stack">
        <h2>{rules.keys.dates}</h2>
        <div class="programme-row">
          {["openDay", "closeDay", "screeningDay", "reviewDay", "noticeDay"].map((name) => (
            <DayField name={name} />
          ))}
          <NumberField name="noticeWorkingDays" />
        </div>
      </section>
      <h2>{rules.keys.form}</h2>
      {numbers(rowCount(typed, "f", 2)).map((at) => (
        <FormRow at={at} />
      ))}
      <EmptyRows />
    </>
  )
}

function Criteria({ typed }: Rows) {
  const text = useText()
  const { rules } = text.programmes
  return (
    <>
      <h2>{rules.keys.criteria}</h2>
      {numbers(rowCount(typed, "k", 2)).map((at) => (
        <fieldset class="card stack">
          <legend>{`${rules.rows["k"]?.["name"]} ${at + 1}`}</legend>
          <div class="programme-row">
            <TextField name={`k.${at}.title`} short maxlength={judgingLimits.title} />
            <NumberField name={`k.${at}.weight`} short unit="%" hint={rules.hints["weight"]} />
          </div>
          <LinesField name={`k.${at}.levels`} short rows={4} hint={rules.hints["levels"]} />
        </fieldset>
      ))}
      <EmptyRows />
    </>
  )
}

function Ties() {
  const text = useText()
  const { rules } = text.programmes
  const { id, error } = useField({ name: "ties" })
  const options = [
    { value: "", label: rules.noTie },
    ...(["judges", "score", "range", "tenure"] as const).map((value) => ({
      value,
      label: rules.ties[value],
    })),
  ]
  return (
    <section class="card stack" id={id} tabindex={-1} aria-describedby={`${id}-error`}>
      <h2>{rules.keys.tieBreak}</h2>
      <p class="hint">{rules.hints["ties"]}</p>
      <FieldNotes id={id} error={error} />
      {numbers(4).map((at) => (
        <ChoiceField name={`tie.${at}`} hint={rules.tieStep(at + 1)} options={options} />
      ))}
      <NumberField name="seed" />
    </section>
  )
}

/** Criteria, review, ties and the numbers around them. */
export function JudgingFields({ typed }: Rows) {
  const text = useText()
  const { rules } = text.programmes
  const methods = (["calibrated", "raw"] as const).map((value) => ({ value, label: rules.methods[value] }))
  return (
    <>
      <Criteria typed={typed} />
      <section class="card stack">
        <h2>{rules.keys.review}</h2>
        <Tick name="blind">{rules.blind}</Tick>
        <div class="programme-row">
          <NumberField name="perCandidate" />
          <NumberField name="quorum" unit={rules.units.quorum} />
          <NumberField name="judgesShare" unit={rules.units.judgesShare} />
        </div>
        <ChoiceField name="method" options={methods} />
      </section>
      <Ties />
      <section class="card stack">
        <h2>{rules.keys.objections}</h2>
        <Tick name="anonymous">{rules.anonymous}</Tick>
        <div class="programme-row">
          <NumberField name="replyWorkingDays" unit={rules.units.replyWorkingDays} />
          <NumberField name="validityYears" unit={rules.units.years} />
          <NumberField name="conflictYears" unit={rules.units.years} />
        </div>
      </section>
    </>
  )
}
