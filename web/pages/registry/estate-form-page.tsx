import type { EstateField } from "../../../worker/domain/registry/estate-facts.ts"
import { gridFields } from "../../../worker/domain/registry/micro-grid.ts"
import { MAX_NAME } from "../../../worker/domain/registry/names.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Form, ReasonField } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import type { SignedIn } from "../../ui/page.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { Tick } from "../../ui/tick.tsx"
import { useText } from "../../ui/use-text.ts"
import { RegistryPage, registryWords } from "./registry-frame.tsx"

export interface EstateFormProps {
  actor: SignedIn
  /** The estate that is edited; null for a new one. */
  estate: { slug: string; name: string; revision: number } | null
  /** Names of the place that stands in the form, when it is known. */
  placeNames: string[]
  state: FormState
}

function FactField({ field, number, hint }: { field: EstateField; number?: boolean; hint?: string }) {
  const text = useText()
  const { fields, units } = text.registry
  return (
    <Field
      name={field}
      label={fields[field]}
      note={field === "name" || field === "placeCode" ? undefined : text.site.optional}
      unit={units[field] || undefined}
      hint={hint}
      inputmode={number ? "numeric" : undefined}
      maxlength={field === "name" ? MAX_NAME * 2 : 40}
      autocomplete="off"
    />
  )
}

function Basics({ placeNames, estate }: EstateFormProps) {
  const text = useText()
  const { form, fields } = text.registry
  return (
    <section class="card stack">
      <h2>{form.basics}</h2>
      <FactField field="name" />
      {estate && <Tick name="keepName">{form.keepName}</Tick>}
      <TextArea
        name="formerNames"
        label={fields.formerNames}
        note={text.site.optional}
        rows={2}
        hint={form.formerHint}
      />
      <FactField
        field="placeCode"
        hint={[placeNames.join(" "), form.placeHint].filter((words) => words !== "").join(" · ")}
      />
      {!estate && (
        <p>
          <a href={paths.newEstate()}>{form.choosePlace}</a>
        </p>
      )}
      <FactField field="builtYear" number />
    </section>
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
        <Form
          {...registryWords(text, back)}
          state={state}
          action={estate ? paths.estateFacts(estate.slug) : paths.estates()}
          revision={estate?.revision}
        >
          <Basics {...props} />
          <section class="card stack">
            <h2>{form.grid}</h2>
            <p class="hint">{form.gridLead}</p>
            <div class="registry-figures">
              {gridFields.map((field) => (
                <FactField field={field} number />
              ))}
            </div>
          </section>
          <ReasonField state={state} />
          <div class="button-row">
            <Button look="primary">{estate ? form.save : form.create}</Button>
            <LinkButton href={back} look="quiet">
              {form.cancel}
            </LinkButton>
          </div>
        </Form>
      </div>
    </RegistryPage>
  )
}
