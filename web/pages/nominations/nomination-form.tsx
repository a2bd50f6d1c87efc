import type { Fault } from "../../../worker/domain/errors.ts"
import { MOST_ATTACHMENTS } from "../../../worker/domain/selection/attachment.ts"
import type { FormField } from "../../../worker/domain/selection/rules.ts"
import { paths } from "../../paths.ts"
import { anyFault } from "../../text/any-fault.ts"
import { Button } from "../../ui/button.tsx"
import { FaultList } from "../../ui/fault-list.tsx"
import { FieldNotes } from "../../ui/field.tsx"
import { formatTime } from "../../ui/format.ts"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import {
  AttachmentList,
  FileField,
  type ListedAttachment,
  ownFiles,
  RemovalForms,
} from "../reviews/attachment-list.tsx"

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
  id: string
  revision: number
  form: readonly FormField[]
  typed: NominationTyped
  /** The estate does not meet the rules: a reason is asked for. */
  ineligible: boolean
  formKey: string
  attachments: readonly ListedAttachment[]
  /** When what stands in the form was saved; null when it was not. */
  savedAt: string | null
}

/** The field of a file is `file` wherever one is chosen. */
const fieldId = (field: string) => (field === "file" ? field : `n-${field}`)

function Consent({ checked, error }: { checked: boolean; error?: string }) {
  const text = useText()
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
export function NominationFaults(props: { form: readonly FormField[]; typed: NominationTyped }) {
  const text = useText()
  const { form, typed } = props
  const list = typed.faults.map((fault) => {
    const title = form.find(({ key }) => key === fault.field)?.title
    const said = anyFault(text, fault)
    const onPage = title !== undefined || ["consent", "reason", "file"].includes(fault.field ?? "")
    return {
      fieldId: fault.field && onPage ? fieldId(fault.field) : undefined,
      sentence: title ? `${title}${text.site.colon}${said}` : said,
    }
  })
  const title = typed.explain ? text.nominations.page.explainTitle : undefined
  return <FaultList faults={list} title={title} />
}

/** The files of a draft, and the button that sends one together with what is typed. */
function Files({
  id,
  attachments,
  error,
}: Pick<NominationFormProps, "id" | "attachments"> & { error?: string }) {
  const text = useText()
  const words = text.reviews.attachments
  return (
    <AttachmentList attachments={attachments} mayEdit>
      {ownFiles(attachments).length < MOST_ATTACHMENTS && (
        <div class="file-form">
          <FileField
            id={fieldId("file")}
            label={words.file}
            hint={`${words.rules}${words.privacy}`}
            error={error}
          />
          <Button formaction={paths.attachments(id)}>{words.addAndSave}</Button>
        </div>
      )}
    </AttachmentList>
  )
}

function SaveBar({ id, savedAt }: Pick<NominationFormProps, "id" | "savedAt">) {
  const text = useText()
  const { form } = text.filing
  const words = text.nominations.page
  return (
    <div class="save-bar">
      <p class="save-bar__state" id="save-state" role="status">
        {savedAt ? form.savedAt(formatTime(savedAt)) : form.notSaved}
      </p>
      <div class="button-row">
        <Button dataAction="save">{words.save}</Button>
        <Button look="primary" formaction={paths.nominationSubmission(id)}>
          {words.submit}
        </Button>
      </div>
    </div>
  )
}

/** The form of a draft: the programme's own questions, files, consent, and a reason where the rules are not met. */
export function NominationForm(props: NominationFormProps) {
  const text = useText()
  const { id, revision, form, typed, ineligible, formKey, attachments, savedAt } = props
  const words = text.nominations.page
  const errorOf = (field: string) => {
    const fault = typed.faults.find((one) => one.field === field)
    return fault && anyFault(text, fault)
  }
  return (
    <>
      <form
        method="post"
        action={paths.nomination(id)}
        enctype="multipart/form-data"
        class="stack nomination-form"
        data-autosave="yes"
        novalidate
      >
        <input type="hidden" name="key" value={formKey} />
        <input type="hidden" name="revision" value={String(revision)} />
        {/* The first button is what Enter presses: it saves the draft and asks for no file. */}
        <button type="submit" hidden />
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
        <Files id={id} attachments={attachments} error={errorOf("file")} />
        <Consent checked={typed.consent} error={errorOf("consent")} />
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
        <SaveBar id={id} savedAt={savedAt} />
      </form>
      <RemovalForms files={ownFiles(attachments)} formKey={formKey} />
    </>
  )
}
