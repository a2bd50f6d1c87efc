import { MAX_KEY_DAYS, MAX_KEY_NAME } from "../../../worker/domain/api-key.ts"
import type { Fault } from "../../../worker/domain/errors.ts"
import type { Scope } from "../../../worker/domain/key-scope.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button } from "../../ui/button.tsx"
import { describedBy, Field, FieldNotes } from "../../ui/field.tsx"
import { Form } from "../../ui/form.tsx"
import { type FormState, useField } from "../../ui/form-state.ts"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"

type Sentences = Record<string, ((p: Record<string, string | number>) => string) | undefined>

/** The sentence of a fault of a key's form. */
export function keyFault(text: Text, fault: Fault): string {
  const sentences: Sentences = text.programs.keys.faults
  return sentences[fault.rule]?.(fault.with ?? {}) ?? text.faults.ruleId(fault.rule)
}

export interface NewKeyPageProps {
  actor: SignedIn
  state: FormState
  usable: readonly Scope[]
  scopes: readonly string[]
}

function ScopeChoices({ usable, scopes }: NewKeyPageProps) {
  const text = useText()
  const { id, error } = useField({ name: "scopes" })
  const words = text.programs.keys
  return (
    <fieldset
      class="field"
      id={id}
      aria-describedby={describedBy(id, true)}
      aria-invalid={error ? "true" : undefined}
    >
      <legend class="field__label">{words.scopes}</legend>
      <div class="choices">
        {usable.map((scope) => (
          <label class="choice">
            <input
              type="checkbox"
              id={`scope-${scope}`}
              name={`scope:${scope}`}
              value="yes"
              checked={scopes.includes(scope)}
            />
            <span>
              {text.programs.scopes[scope]}
              <span class="choice__note">
                <code>{scope}</code>
              </span>
            </span>
          </label>
        ))}
      </div>
      <FieldNotes id={id} hint={words.scopesHint} error={error} />
    </fieldset>
  )
}

/** The form of a new key. */
export function NewKeyPage(props: NewKeyPageProps) {
  const text = useText()
  const { actor, state } = props
  const words = text.programs.keys
  return (
    <Page title={words.create} current="desk" actor={actor}>
      <PageHead
        steps={[
          { label: text.site.nav.desk, href: paths.desk() },
          { label: words.title, href: paths.keys() },
          { label: words.create },
        ]}
        title={words.create}
        lead={words.lead}
      />
      <Form ids="" say={keyFault} state={state} action={paths.keys()} class="form-narrow stack">
        <Field
          name="name"
          label={words.name}
          hint={words.nameHint}
          maxlength={MAX_KEY_NAME}
          autocomplete="off"
        />
        <ScopeChoices {...props} />
        <Field name="last_day" label={words.lastDay} type="date" hint={words.lastDayHint(MAX_KEY_DAYS)} />
        <Button look="primary">{words.create}</Button>
      </Form>
    </Page>
  )
}
