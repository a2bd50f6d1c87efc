import { type AttachmentType, MOST_ATTACHMENTS } from "../../../worker/domain/selection/attachment.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button } from "../../ui/button.tsx"
import { describedBy, FieldNotes } from "../../ui/field.tsx"

/** A file as pages show it. */
export interface ListedAttachment {
  id: string
  name: string
  type: AttachmentType
  bytes: number
  width: number | null
  height: number | null
  /** The file that this one is a copy of, for judges. */
  redacts: string | null
}

/** What a file is and how large, in words. */
export function attachmentFacts(text: Text, { type, bytes, width, height }: ListedAttachment): string {
  const { kinds, megabytes, pixels } = text.reviews.attachments
  const size = megabytes(Math.max(0.01, bytes / 1024 / 1024).toFixed(2))
  const sides = width !== null && height !== null ? [pixels(width, height)] : []
  return [kinds[type], size, ...sides].join(" · ")
}

/** The form that sends one file. */
export function FileForm(props: {
  text: Text
  action: string
  formKey: string
  id: string
  label: string
  hint?: string
  button: string
  /** The file that a copy is sent for. */
  original?: string
  error?: string
}) {
  const { action, formKey, id, label, hint, button, original, error } = props
  return (
    <form method="post" action={action} enctype="multipart/form-data" class="file-form" novalidate>
      <input type="hidden" name="key" value={formKey} />
      {original && <input type="hidden" name="original" value={original} />}
      <div class="field">
        <label class="field__label" for={id}>
          {label}
        </label>
        <input
          class="input"
          type="file"
          id={id}
          name="file"
          accept="image/jpeg,image/png,application/pdf,.jpg,.jpeg,.png,.pdf"
          aria-invalid={error ? "true" : undefined}
          aria-describedby={describedBy(id, hint)}
        />
        <FieldNotes id={id} hint={hint} error={error} />
      </div>
      <Button>{button}</Button>
    </form>
  )
}

function Removal({ text, one, formKey }: { text: Text; one: ListedAttachment; formKey: string }) {
  const { remove, removeOf } = text.reviews.attachments
  return (
    <form method="post" action={paths.attachmentRemoval(one.id)}>
      <input type="hidden" name="key" value={formKey} />
      <button class="button button--quiet" type="submit" aria-label={removeOf(one.name)}>
        {remove}
      </button>
    </form>
  )
}

/** The files of a nomination for its owner; as long as they may change, with the forms that add and remove them. */
export function AttachmentList(props: {
  text: Text
  nominationId: string
  attachments: readonly ListedAttachment[]
  mayEdit: boolean
  formKey: string
  /** What is wrong with the file that was just sent. */
  error?: string
}) {
  const { text, nominationId, mayEdit, formKey, error } = props
  const words = text.reviews.attachments
  const files = props.attachments.filter(({ redacts }) => redacts === null)
  return (
    <section class="stack" id="attachments" aria-labelledby="attachments-title">
      <h2 id="attachments-title">{words.title}</h2>
      {files.length === 0 && <p class="hint">{words.none}</p>}
      {files.length > 0 && (
        <ol class="attachment-list">
          {files.map((one, index) => (
            <li class="attachment">
              <div class="attachment__what">
                <a href={paths.attachment(one.id)}>{one.name || words.position(index + 1)}</a>
                <span class="attachment__facts">{attachmentFacts(text, one)}</span>
              </div>
              {mayEdit && <Removal text={text} one={one} formKey={formKey} />}
            </li>
          ))}
        </ol>
      )}
      {mayEdit && files.length < MOST_ATTACHMENTS && (
        <FileForm
          text={text}
          action={paths.attachments(nominationId)}
          formKey={formKey}
          id="file"
          label={words.file}
          hint={`${words.rules}${words.privacy}`}
          button={words.add}
          error={error}
        />
      )}
    </section>
  )
}
