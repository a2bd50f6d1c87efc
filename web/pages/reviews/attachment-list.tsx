import type { PropsWithChildren } from "hono/jsx"
import type { AttachmentType } from "../../../worker/domain/selection/attachment.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button } from "../../ui/button.tsx"
import { FileField } from "../../ui/file-field.tsx"
import { ButtonForm, HiddenFields } from "../../ui/form.tsx"
import { useText } from "../../ui/use-text.ts"

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

/** Kinds of files that may be attached. */
export const attachmentTypes = "image/jpeg,image/png,application/pdf,.jpg,.jpeg,.png,.pdf"

/** The form that sends a copy of a file, for judges. */
export function CopyForm(props: {
  action: string
  formKey: string
  id: string
  label: string
  button: string
  /** The file that a copy is sent for. */
  original: string
  error?: string
}) {
  const { action, formKey, button, original, ...field } = props
  return (
    <form method="post" action={action} enctype="multipart/form-data" class="file-form" novalidate>
      <HiddenFields formKey={formKey} />
      <input type="hidden" name="original" value={original} />
      <FileField accept={attachmentTypes} {...field} />
      <Button>{button}</Button>
    </form>
  )
}

const removalId = (id: string) => `remove-${id}`

/** The forms that remove files: outside of the form that the list of files stands in. */
export function RemovalForms({ files, formKey }: { files: readonly { id: string }[]; formKey: string }) {
  return (
    <>
      {files.map(({ id }) => (
        <ButtonForm action={paths.attachmentRemoval(id)} id={removalId(id)} formKey={formKey} />
      ))}
    </>
  )
}

/** A nomination's own files, without the copies for judges. */
export const ownFiles = (files: readonly ListedAttachment[]) =>
  files.filter(({ redacts }) => redacts === null)

/** The files of a nomination; as long as they may change, with buttons that remove them and what adds one. */
export function AttachmentList(
  props: PropsWithChildren<{ attachments: readonly ListedAttachment[]; mayEdit?: boolean }>,
) {
  const text = useText()
  const { mayEdit, children } = props
  const words = text.reviews.attachments
  const files = ownFiles(props.attachments)
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
              {mayEdit && (
                <button
                  class="button button--quiet"
                  type="submit"
                  form={removalId(one.id)}
                  aria-label={words.removeOf(one.name)}
                >
                  {words.remove}
                </button>
              )}
            </li>
          ))}
        </ol>
      )}
      {children}
    </section>
  )
}
