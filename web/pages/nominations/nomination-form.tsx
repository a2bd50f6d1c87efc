import type { Fault } from "../../../worker/domain/errors.ts"
import type { FormField } from "../../../worker/domain/selection/rules.ts"
import { paths } from "../../paths.ts"
import { anyFault } from "../../text/any-fault.ts"
import type { Text } from "../../text/text.ts"
import { Button } from "../../ui/button.tsx"
import { FaultList } from "../../ui/fault-list.tsx"
import { FieldNotes } from "../../ui/field.tsx"
import { TextArea } from "../../ui/text-area.tsx"

/** What is typed into a nomination, and what is wrong with it. */
export interface NominationTyped {
  answers: Record<string, string>
  consent: boolean
  reason: string
  faults: readonly Fault[]
  /** Only a reason is missing. */
  explain: boolean
}

export interface NominationFormProps {
  text: Text
  id: string
  revision: number
  form: readonly FormField[]
  typed: NominationTyped
  /** The estate does not meet the rules: a reason is asked for. */
  ineligible: boolean
  formKey: string
}

const fieldId = (field: string) => `n-${field}`

function Consent({ text, checked, error }: { text: Text; checked: boolean; error?: string }) {
  const words = text.nominations.page
  return (
    <div class="field">
      <label class="choice">
        <input
          type="checkbox"
          id={fieldId("consent")}
          name="consent"
          value="yes"
          checked={checked}
          aria-describedby={`${fieldId("consent")}-error ${fieldId("consent")}-hint`}
        />
        <span>{words.consent}</span>
      </label>
      <FieldNotes id={fieldId("consent")} hint={words.consentHint} error={error} />
    </div>
  )
}

/** Everything that is wrong with the form, above the page; each with the question that it is about. */
export function NominationFaults(props: { text: Text; form: readonly FormField[]; typed: NominationTyped }) {
  const { text, form, typed } = props
  const list = typed.faults.map((fault) => {
    const title = form.find(({ key }) => key === fault.field)?.title
    const said = anyFault(text, fault)
    const onPage = title !== undefined || fault.field === "consent" || fault.field === "reason"
    return {
      fieldId: fault.field && onPage ? fieldId(fault.field) : undefined,
      sentence: title ? `${title}${text.site.colon}${said}` : said,
    }
  })
  const title = typed.explain ? text.nominations.page.explainTitle : undefined
  return <FaultList text={text} faults={list} title={title} />
}

/** The form of a draft: the programme's own questions, consent, and a reason where the rules are not met. */
export function NominationForm(props: NominationFormProps) {
  const { text, id, revision, form, typed, ineligible, formKey } = props
  const words = text.nominations.page
  const errorOf = (field: string) => {
    const fault = typed.faults.find((one) => one.field === field)
    return fault && anyFault(text, fault)
  }
  return (
    <form method="post" action={paths.nomination(id)} class="stack nomination-form" novalidate>
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="revision" value={String(revision)} />
      {form.map(({ key, title, hint, required, most }) => (
        <TextArea
          id={fieldId(key)}
          name={`answer:${key}`}
          label={title}
          note={required ? undefined : text.nominations.optional}
          value={typed.answers[key] ?? ""}
          rows={Math.min(12, Math.max(3, Math.ceil(most / 150)))}
          hint={hint === "" ? words.mostHint(most) : `${hint}${text.site.aside(words.mostHint(most))}`}
          error={errorOf(key)}
        />
      ))}
      <Consent text={text} checked={typed.consent} error={errorOf("consent")} />
      {ineligible && (
        <TextArea
          id={fieldId("reason")}
          name="reason"
          label={words.reason}
          value={typed.reason}
          rows={3}
          hint={words.reasonHint}
          error={errorOf("reason")}
        />
      )}
      <div class="button-row">
        <Button>{words.save}</Button>
        <Button look="primary" formaction={paths.nominationSubmission(id)}>
          {words.submit}
        </Button>
      </div>
    </form>
  )
}
