import type { EstateField, TypedEstate } from "../../../worker/domain/registry/estate-facts.ts"
import { gridFields } from "../../../worker/domain/registry/micro-grid.ts"
import { MAX_NAME } from "../../../worker/domain/registry/names.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import { errorOf, FormFaults, type FormState, fieldId, RegistryPage, Stale } from "./registry-frame.tsx"

export interface EstateFormProps {
  actor: SignedIn
  /** The estate that is edited; null for a new one. */
  estate: { slug: string; name: string; revision: number } | null
  typed: TypedEstate
  /** Names of the place that stands in the form, when it is known. */
  placeNames: string[]
  keepName: boolean
  state: FormState
}

function FactField(props: EstateFormProps & { field: EstateField; number?: boolean; hint?: string }) {
  const text = useText()
  const { typed, state, field, number, hint } = props
  const { fields, units } = text.registry
  return (
    <Field
      id={fieldId(field)}
      name={field}
      label={fields[field]}
      note={field === "name" || field === "placeCode" ? undefined : text.site.optional}
      value={typed[field]}
      unit={units[field] || undefined}
      hint={hint}
      error={errorOf(text, state, field)}
      inputmode={number ? "numeric" : undefined}
      maxlength={field === "name" ? MAX_NAME * 2 : 40}
      autocomplete="off"
    />
  )
}

function Basics(props: EstateFormProps) {
  const text = useText()
  const { typed, placeNames, keepName, estate, state } = props
  const { form, fields } = text.registry
  return (
    <section class="card stack">
      <h2>{form.basics}</h2>
      <FactField {...props} field="name" />
      {estate && (
        <label class="choice">
          <input type="checkbox" name="keepName" value="yes" checked={keepName} />
          <span>{form.keepName}</span>
        </label>
      )}
      <TextArea
        id={fieldId("formerNames")}
        name="formerNames"
        label={fields.formerNames}
        note={text.site.optional}
        value={typed.formerNames}
        rows={2}
        hint={form.formerHint}
        error={errorOf(text, state, "formerNames")}
      />
      <FactField
        {...props}
        field="placeCode"
        hint={[placeNames.join(" "), form.placeHint].filter((words) => words !== "").join(" · ")}
      />
      {!estate && (
        <p>
          <a href={paths.newEstate()}>{form.choosePlace}</a>
        </p>
      )}
      <FactField {...props} field="builtYear" number />
    </section>
  )
}

function Explanation({ state }: EstateFormProps) {
  const text = useText()
  const { form } = text.registry
  if (!state.explain && state.reason === "") return null
  return (
    <TextArea
      id={fieldId("reason")}
      name="reason"
      label={form.reason}
      value={state.reason}
      rows={2}
      hint={form.reasonHint}
      error={errorOf(text, state, "reason")}
    />
  )
}

/** The facts of an estate, to be entered or changed. */
export function EstateFormPage(props: EstateFormProps) {
  const text = useText()
  const { actor, estate, state } = props
  const { form } = text.registry
  const back = estate ? paths.estateSheet(estate.slug) : paths.registry()
  return (
    <RegistryPage
      actor={actor}
      title={estate ? form.editTitle(estate.name) : form.newTitle}
      steps={estate ? [{ label: estate.name, href: back }] : []}
    >
      <div class="stack registry-form">
        <Stale state={state} href={back} />
        <FormFaults state={state} />
        <form
          method="post"
          action={estate ? paths.estateFacts(estate.slug) : paths.estates()}
          class="stack"
          novalidate
        >
          <input type="hidden" name="key" value={state.formKey} />
          {estate && <input type="hidden" name="revision" value={String(estate.revision)} />}
          <Basics {...props} />
          <section class="card stack">
            <h2>{form.grid}</h2>
            <p class="hint">{form.gridLead}</p>
            <div class="registry-figures">
              {gridFields.map((field) => (
                <FactField {...props} field={field} number />
              ))}
            </div>
          </section>
          <Explanation {...props} />
          <div class="button-row">
            <Button look="primary">{estate ? form.save : form.create}</Button>
            <LinkButton href={back} look="quiet">
              {form.cancel}
            </LinkButton>
          </div>
        </form>
      </div>
    </RegistryPage>
  )
}
