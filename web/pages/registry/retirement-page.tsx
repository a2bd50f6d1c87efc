import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import type { SignedIn } from "../../ui/page.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { Tick } from "../../ui/tick.tsx"
import { useText } from "../../ui/use-text.ts"
import { RegistryPage, registryWords } from "./registry-frame.tsx"

export interface RetirementPageProps {
  actor: SignedIn
  estate: { slug: string; name: string; revision: number }
  state: FormState
}

/** From which day an estate takes part no more, and why. */
export function RetirementPage({ actor, estate, state }: RetirementPageProps) {
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
        <Form
          {...registryWords(text, back)}
          state={state}
          action={paths.retirement(estate.slug)}
          revision={estate.revision}
        >
          <Field name="from" type="date" label={fields.from} hint={retirement.dayHint} />
          <TextArea name="reason" label={fields.reason} rows={2} hint={retirement.reasonHint} />
          <Tick name="confirmed" required>
            {retirement.confirm(estate.name)}
          </Tick>
          <div class="button-row">
            <Button look="danger">{retirement.button}</Button>
            <LinkButton href={back} look="quiet">
              {form.cancel}
            </LinkButton>
          </div>
        </Form>
      </div>
    </RegistryPage>
  )
}
