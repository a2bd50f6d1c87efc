import { MAX_KEY_DAYS, MAX_KEY_NAME } from "../../../worker/domain/api-key.ts"
import type { Fault } from "../../../worker/domain/errors.ts"
import type { Scope } from "../../../worker/domain/key-scope.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button } from "../../ui/button.tsx"
import { FaultList } from "../../ui/fault-list.tsx"
import { Field, FieldNotes } from "../../ui/field.tsx"
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
  formKey: string
  usable: readonly Scope[]
  typed: { name: string; scopes: readonly string[]; lastDay: string }
  faults: readonly Fault[]
}

function ScopeChoices({ usable, typed, error }: NewKeyPageProps & { error?: string }) {
  const text = useText()
  const words = text.programs.keys
  return (
    <fieldset class="field" id="scopes" aria-describedby="scopes-error scopes-hint">
      <legend class="field__label">{words.scopes}</legend>
      <div class="choices">
        {usable.map((scope) => (
          <label class="choice">
            <input
              type="checkbox"
              id={`scope-${scope}`}
              name={`scope:${scope}`}
              value="yes"
              checked={typed.scopes.includes(scope)}
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
      <FieldNotes id="scopes" hint={words.scopesHint} error={error} />
    </fieldset>
  )
}

/** The form of a new key. */
export function NewKeyPage(props: NewKeyPageProps) {
  const text = useText()
  const { actor, formKey, typed, faults } = props
  const words = text.programs.keys
  const errorOf = (field: string) => {
    const fault = faults.find((one) => one.field === field)
    return fault && keyFault(text, fault)
  }
  const list = faults.map((fault) => ({ fieldId: fault.field, sentence: keyFault(text, fault) }))
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
      <form method="post" action={paths.keys()} class="form-narrow stack">
        <FaultList faults={list} />
        <input type="hidden" name="key" value={formKey} />
        <Field
          id="name"
          name="name"
          label={words.name}
          hint={words.nameHint}
          value={typed.name}
          error={errorOf("name")}
          maxlength={MAX_KEY_NAME}
          autocomplete="off"
        />
        <ScopeChoices {...props} error={errorOf("scopes")} />
        <Field
          id="last_day"
          name="last_day"
          label={words.lastDay}
          type="date"
          hint={words.lastDayHint(MAX_KEY_DAYS)}
          value={typed.lastDay}
          error={errorOf("last_day")}
        />
        <Button look="primary">{words.create}</Button>
      </form>
    </Page>
  )
}
