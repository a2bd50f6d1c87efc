import { useText } from "../../ui/use-text.ts"
import {
  ChoiceField,
  DayField,
  fieldId,
  LinesField,
  NumberField,
  type RulesForm,
  rowCount,
  TextField,
  TickField,
} from "./rules-form.tsx"

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at)

function EmptyRows() {
  const text = useText()
  return <p class="hint">{text.programmes.rules.emptyRows}</p>
}

/** Categories with places and quotas. */
export function CategoryFields({
  form,
  districts,
}: {
  form: RulesForm
  districts: readonly { name: string }[]
}) {
  const text = useText()
  const { rules } = text.programmes
  const hint = `${rules.hints["quotas"]} ${districts.map(({ name }) => name).join(" ")}`
  return (
    <>
      {numbers(rowCount(form, "c", 2)).map((at) => (
        <fieldset class="card stack">
          <legend>{`${rules.rows["c"]?.["name"]} ${at + 1}`}</legend>
          <input type="hidden" name={`c.${at}.code`} value={form.typed[`c.${at}.code`] ?? ""} />
          <TextField form={form} name={`c.${at}.title`} short maxlength={80} />
          <NumberField
            form={form}
            name={`c.${at}.places`}
            short
            unit={rules.units.places}
            hint={rules.hints["places"]}
          />
          <LinesField
            form={form}
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

function FormRow({ form, at }: { form: RulesForm; at: number }) {
  const text = useText()
  const { rules } = text.programmes
  return (
    <fieldset class="card stack">
      <legend>{`${rules.rows["f"]?.["name"]} ${at + 1}`}</legend>
      <TextField form={form} name={`f.${at}.title`} short maxlength={120} />
      <TextField form={form} name={`f.${at}.hint`} short optional maxlength={300} />
      <div class="programme-row">
        <TextField
          form={form}
          name={`f.${at}.key`}
          short
          maxlength={60}
          hint={at === 0 ? rules.hints["key"] : undefined}
        />
        <NumberField form={form} name={`f.${at}.most`} short unit={rules.units.most} />
      </div>
      <TickField form={form} name={`f.${at}.required`}>
        {rules.required}
      </TickField>
    </fieldset>
  )
}

/** The form that applicants fill in, and the days. */
export function FormAndDayFields({ form }: { form: RulesForm }) {
  const text = useText()
  const { rules } = text.programmes
  return (
    <>
      <section class="card stack">
        <h2>{rules.keys.dates}</h2>
        <div class="programme-row">
          {["openDay", "closeDay", "screeningDay", "reviewDay", "noticeDay"].map((name) => (
            <DayField form={form} name={name} />
          ))}
          <NumberField form={form} name="noticeWorkingDays" />
        </div>
      </section>
      <h2>{rules.keys.form}</h2>
      {numbers(rowCount(form, "f", 2)).map((at) => (
        <FormRow form={form} at={at} />
      ))}
      <EmptyRows />
    </>
  )
}

function Criteria({ form }: { form: RulesForm }) {
  const text = useText()
  const { rules } = text.programmes
  return (
    <>
      <h2>{rules.keys.criteria}</h2>
      {numbers(rowCount(form, "k", 2)).map((at) => (
        <fieldset class="card stack">
          <legend>{`${rules.rows["k"]?.["name"]} ${at + 1}`}</legend>
          <div class="programme-row">
            <TextField form={form} name={`k.${at}.title`} short maxlength={60} />
            <NumberField form={form} name={`k.${at}.weight`} short unit="%" hint={rules.hints["weight"]} />
          </div>
          <LinesField form={form} name={`k.${at}.levels`} short rows={4} hint={rules.hints["levels"]} />
        </fieldset>
      ))}
      <EmptyRows />
    </>
  )
}

function Ties({ form }: { form: RulesForm }) {
  const text = useText()
  const { rules } = text.programmes
  const options = [
    { value: "", label: rules.noTie },
    ...(["judges", "score", "range", "tenure"] as const).map((value) => ({
      value,
      label: rules.ties[value],
    })),
  ]
  return (
    <section class="card stack" id={fieldId("ties")} tabindex={-1}>
      <h2>{rules.keys.tieBreak}</h2>
      <p class="hint">{rules.hints["ties"]}</p>
      {form.faults.some(({ field }) => field === "ties") && (
        <p class="field__error">
          {form.faults.flatMap(({ field, rule }) => (field === "ties" ? [rules.faults[rule]?.({})] : []))}
        </p>
      )}
      {numbers(4).map((at) => (
        <ChoiceField form={form} name={`tie.${at}`} hint={rules.tieStep(at + 1)} options={options} />
      ))}
      <NumberField form={form} name="seed" />
    </section>
  )
}

/** Criteria, review, ties and the numbers around them. */
export function JudgingFields({ form }: { form: RulesForm }) {
  const text = useText()
  const { rules } = text.programmes
  const methods = (["calibrated", "raw"] as const).map((value) => ({ value, label: rules.methods[value] }))
  return (
    <>
      <Criteria form={form} />
      <section class="card stack">
        <h2>{rules.keys.review}</h2>
        <TickField form={form} name="blind">
          {rules.blind}
        </TickField>
        <div class="programme-row">
          <NumberField form={form} name="perCandidate" />
          <NumberField form={form} name="quorum" unit={rules.units.quorum} />
          <NumberField form={form} name="judgesShare" unit={rules.units.judgesShare} />
        </div>
        <ChoiceField form={form} name="method" options={methods} />
      </section>
      <Ties form={form} />
      <section class="card stack">
        <h2>{rules.keys.objections}</h2>
        <TickField form={form} name="anonymous">
          {rules.anonymous}
        </TickField>
        <div class="programme-row">
          <NumberField form={form} name="replyWorkingDays" unit={rules.units.replyWorkingDays} />
          <NumberField form={form} name="validityYears" unit={rules.units.years} />
          <NumberField form={form} name="conflictYears" unit={rules.units.years} />
        </div>
      </section>
    </>
  )
}
