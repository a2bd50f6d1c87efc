import type { FormField } from "../../../worker/domain/selection/rules.ts"
import { paths } from "../../paths.ts"
import { anyFault } from "../../text/any-fault.ts"
import type { Text } from "../../text/text.ts"
import { Button } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { Form, FormProblems, type FormWords } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import type { SignedIn } from "../../ui/page.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { Tick } from "../../ui/tick.tsx"
import { useText } from "../../ui/use-text.ts"
import { type FramedProgramme, SelectionPage } from "../selection/selection-frame.tsx"
import { attachmentFacts, CopyForm, type ListedAttachment } from "./attachment-list.tsx"

export interface RedactionRow {
  id: string
  estate: string
  code: string
  /** 1 where the answers have an anonymous version. */
  answers: number
  files: number
  copies: number
}

interface Frame {
  actor: SignedIn
  programme: FramedProgramme
}

/** How far the anonymous material of all candidates has come. */
export function RedactionListPage(props: Frame & { blind: boolean; rows: RedactionRow[] }) {
  const text = useText()
  const { blind, rows, ...frame } = props
  const words = text.reviews.redaction
  return (
    <SelectionPage {...frame} part="nominations" title={words.title} lead={blind ? words.lead : words.open}>
      {rows.length === 0 ? (
        <EmptyState title={words.title} explanation={words.none} />
      ) : (
        <DataTable
          caption={words.caption}
          captionHidden
          cards
          columns={[
            {
              key: "candidate",
              title: words.column.candidate,
              cell: ({ code, estate }) => <a href={paths.redaction(props.programme.slug, code)}>{estate}</a>,
            },
            { key: "code", title: words.column.code, cell: ({ code }) => code },
            {
              key: "answers",
              title: words.column.answers,
              cell: ({ answers }) => (answers === 1 ? words.ready : <strong>{words.missing}</strong>),
            },
            {
              key: "files",
              title: words.column.files,
              cell: ({ files, copies }) => words.files(copies, files),
            },
          ]}
          rows={rows}
        />
      )}
    </SelectionPage>
  )
}

export interface RedactionPageProps extends Frame {
  nomination: { id: string; estate: string; code: string }
  form: FormField[]
  original: Record<string, string>
  files: ListedAttachment[]
  /** Mark of the version that was seen. */
  seen: string
  state: FormState
  done?: string
}

const redactionWords = ({ reviews }: Text): FormWords => ({
  ids: (field) => (field.startsWith("file-") ? field : `a-${field}`),
  stale: { title: reviews.page.staleTitle, lines: [reviews.page.stale] },
})

function Answers({ page }: { page: RedactionPageProps }) {
  const text = useText()
  const { programme, nomination, form, original, state } = page
  const words = text.reviews.redaction
  const mentioned =
    state.typed["checked"] === "yes" || state.faults.some(({ rule }) => rule === "redaction_mentions")
  return (
    <Form
      {...redactionWords(text)}
      state={state}
      problemsElsewhere
      action={paths.redaction(programme.slug, nomination.code)}
      class="redaction"
    >
      <h2>{words.answers}</h2>
      <p class="hint">{words.answersLead}</p>
      <input type="hidden" name="seen" value={page.seen} />
      {form.map(({ key, title }) => (
        <div class="redaction__field">
          <details open>
            <summary>
              {words.original}
              {text.site.colon}
              {title}
            </summary>
            <p class="answer">{original[key] || text.reviews.page.noAnswer}</p>
          </details>
          <TextArea name={`a:${key}`} label={title} value={original[key] ?? ""} rows={6} />
        </div>
      ))}
      {mentioned && <Tick name="checked">{words.confirmMentions}</Tick>}
      <Button look="primary">{words.save}</Button>
    </Form>
  )
}

function Copies({ page }: { page: RedactionPageProps }) {
  const text = useText()
  const { files, state } = page
  const words = text.reviews.attachments
  const originals = files.filter(({ redacts }) => redacts === null)
  return (
    <section class="stack" aria-labelledby="copies-title">
      <h2 id="copies-title">{words.copyTitle}</h2>
      <p class="hint">{originals.length === 0 ? words.none : words.copyLead}</p>
      <ol class="attachment-list">
        {originals.map((original, index) => {
          const copy = files.find(({ redacts }) => redacts === original.id)
          const label = copy ? words.replaceCopy(index + 1) : words.addCopy(index + 1)
          const fault = state.faults.find(({ field }) => field === `file-${original.id}`)
          return (
            <li class="attachment attachment--copy">
              <p>
                <a href={paths.attachment(original.id)}>{original.name || words.position(index + 1)}</a>
                <span class="attachment__facts">{attachmentFacts(text, original)}</span>
              </p>
              <p>{copy ? <a href={paths.attachment(copy.id)}>{words.copy}</a> : words.copyMissing}</p>
              <CopyForm
                action={paths.redactedCopies(page.programme.slug, page.nomination.code)}
                original={original.id}
                formKey={state.formKey}
                id={`file-${original.id}`}
                label={label}
                button={words.add}
                error={fault && anyFault(text, fault)}
              />
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** One candidate's answers and files, and what judges are given instead of them. */
export function RedactionPage(page: RedactionPageProps) {
  const text = useText()
  const { actor, programme, nomination, state } = page
  const words = text.reviews
  return (
    <SelectionPage
      actor={actor}
      programme={programme}
      part="nominations"
      title={`${words.redaction.title}${text.site.aside(nomination.estate)}`}
      lead={`${words.redaction.column.code}${text.site.colon}${nomination.code}`}
      done={page.done}
    >
      <FormProblems {...redactionWords(text)} state={state} />
      <div class="material">
        <Answers page={page} />
        <Copies page={page} />
      </div>
    </SelectionPage>
  )
}
