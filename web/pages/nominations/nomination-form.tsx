import { MOST_ATTACHMENTS } from "../../../worker/domain/selection/attachment.ts"
import type { FormField } from "../../../worker/domain/selection/rules.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button } from "../../ui/button.tsx"
import { FileField } from "../../ui/file-field.tsx"
import { Form, type FormWords } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatTime } from "../../ui/format.ts"
import { TextArea } from "../../ui/text-area.tsx"
import { Tick } from "../../ui/tick.tsx"
import { useText } from "../../ui/use-text.ts"
import {
  AttachmentList,
  attachmentTypes,
  type ListedAttachment,
  ownFiles,
  RemovalForms,
} from "../reviews/attachment-list.tsx"

export interface NominationFormProps {
  id: string
  revision: number
  form: readonly FormField[]
  /** The estate does not meet the rules: a reason is asked for. */
  ineligible: boolean
  state: FormState
  attachments: readonly ListedAttachment[]
  /** When what stands in the form was saved; null when it was not. */
  savedAt: string | null
}

/** How the form of a nomination calls its fields; a fault of a question that it has no more leads nowhere. */
export function nominationWords(text: Text, form: readonly FormField[]): FormWords {
  return {
    ids: (field) => {
      if (field === "file") return field
      const asked = form.some(({ key }) => key === field)
      return asked || field === "consent" || field === "reason" ? `n-${field}` : undefined
    },
    nameOf: (field) => form.find(({ key }) => key === field)?.title,
    explainTitle: text.nominations.page.explainTitle,
  }
}

/** The files of a draft, and the button that sends one together with what is typed. */
function Files({ id, attachments }: Pick<NominationFormProps, "id" | "attachments">) {
  const text = useText()
  const words = text.reviews.attachments
  return (
    <AttachmentList attachments={attachments} mayEdit>
      {ownFiles(attachments).length < MOST_ATTACHMENTS && (
        <div class="file-form">
          <FileField
            id="file"
            label={words.file}
            hint={`${words.rules}${words.privacy}`}
            accept={attachmentTypes}
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
  const { id, revision, form, state, ineligible, attachments, savedAt } = props
  const words = text.nominations.page
  return (
    <>
      <Form
        {...nominationWords(text, form)}
        state={state}
        problemsElsewhere
        action={paths.nomination(id)}
        revision={revision}
        class="stack nomination-form"
        upload
        autosave
      >
        {/* The first button is what Enter presses: it saves the draft and asks for no file. */}
        <button type="submit" hidden />
        {form.map(({ key, title, hint, required, most }) => (
          <TextArea
            name={`answer:${key}`}
            label={title}
            note={required ? undefined : text.nominations.optional}
            rows={Math.min(12, Math.max(3, Math.ceil(most / 150)))}
            hint={hint === "" ? words.mostHint(most) : `${hint}${text.site.aside(words.mostHint(most))}`}
          />
        ))}
        <Files id={id} attachments={attachments} />
        <Tick name="consent" hint={words.consentHint}>
          {words.consent}
        </Tick>
        {ineligible && <TextArea name="reason" label={words.reason} rows={3} hint={words.reasonHint} />}
        <SaveBar id={id} savedAt={savedAt} />
      </Form>
      <RemovalForms files={ownFiles(attachments)} formKey={state.formKey} />
    </>
  )
}
