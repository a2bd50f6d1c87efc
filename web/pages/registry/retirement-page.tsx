import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import { errorOf, FormFaults, type FormState, fieldId, RegistryPage, Stale } from "./registry-frame.tsx"

export interface RetirementPageProps {
  actor: SignedIn
  estate: { slug: string; name: string; revision: number }
  from: string
  state: FormState
}

/** From which day an estate takes part no more, and why. */
export function RetirementPage({ actor, estate, from, state }: RetirementPageProps) {
  const text = useText()
  const { retirement, fields, form } = text.registry
  const back = paths.estateSheet(estate.slug)
  return (
    <RegistryPage
      actor={actor}
      title={retirement.title(estate.name)}
      steps={[{ label: estate.name, href: back }]}
    >
      <div class="stack registry-form">
        <p>{retirement.text}</p>
        <Stale state={state} href={back} />
        <FormFaults state={state} />
        <form method="post" action={paths.retirement(estate.slug)} class="stack" novalidate>
          <input type="hidden" name="key" value={state.formKey} />
          <input type="hidden" name="revision" value={String(estate.revision)} />
          <Field
            id={fieldId("from")}
            name="from"
            type="date"
            label={fields.from}
            value={from}
            hint={retirement.dayHint}
            error={errorOf(text, state, "from")}
          />
          <TextArea
            id={fieldId("reason")}
            name="reason"
            label={fields.reason}
            value={state.reason}
            rows={2}
            hint={retirement.reasonHint}
            error={errorOf(text, state, "reason")}
          />
          <label class="choice">
            <input type="checkbox" id={fieldId("confirmed")} name="confirmed" value="yes" required />
            <span>{retirement.confirm(estate.name)}</span>
          </label>
          <div class="button-row">
            <Button look="danger">{retirement.button}</Button>
            <LinkButton href={back} look="quiet">
              {form.cancel}
            </LinkButton>
          </div>
        </form>
      </div>
    </RegistryPage>
  )
}
