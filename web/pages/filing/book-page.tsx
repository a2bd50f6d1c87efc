import type { PropsWithChildren } from "hono/jsx"
import type { BookNote } from "../../../worker/domain/submission/book-table.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { FileField, tableTypes } from "../../ui/file-field.tsx"
import { Form } from "../../ui/form.tsx"
import { freshForm } from "../../ui/form-state.ts"
import { formatDay, formatPeriod } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"

export interface BookPageProps {
  actor: SignedIn
  quarter: string
  /** Null while the quarter is not open. */
  deadlineDay: string | null
  estates: number
  /** Released, and nothing of it is being corrected. */
  shut: boolean
  mayType: boolean
  maySend: boolean
  /** Why the file that was just sent is not read, each with where it is wrong. */
  faults: string[]
  /** What was just entered. */
  entered: { estates: number; added: number; changed: number; unchanged: number } | null
  /** The file that was just entered differs in no cell. */
  same: boolean
}

/** What was understood, or not read, of a file. */
export function BookNotes({ notes }: { notes: readonly BookNote[] }) {
  const { books } = useText()
  if (notes.length === 0) return null
  return (
    <section class="stack">
      <h2>{books.result.notes}</h2>
      <ul>
        {notes.map(({ rule, with: told }) => (
          <li>{books.notes[rule](told)}</li>
        ))}
      </ul>
    </section>
  )
}

function Outcome({ faults, entered, same }: BookPageProps) {
  const { books } = useText()
  return (
    <>
      {entered && <Notice kind="success" title={books.entered(entered)} live />}
      {same && <Notice kind="info" title={books.result.same} live />}
      {faults.length > 0 && (
        <Notice kind="error" title={books.faultsTitle} id="faults" live>
          <ul class="faults">
            {faults.map((sentence) => (
              <li>{sentence}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}

function Upload({ quarter, faults }: BookPageProps) {
  const { books } = useText()
  const { upload, download } = books
  return (
    <Form state={freshForm("")} action={paths.book(quarter)} class="card stack" upload>
      <h2>{upload.title}</h2>
      <FileField
        label={upload.file}
        hint={download.limits}
        error={faults.length > 0 ? books.faultsTitle : undefined}
        accept={tableTypes}
      />
      <div class="button-row">
        <Button look="primary">{upload.check}</Button>
        <span class="hint">{upload.checkHint}</span>
      </div>
    </Form>
  )
}

/** Where the book of a quarter is downloaded and sent back. */
export function BookPage(props: BookPageProps) {
  const text = useText()
  const { actor, quarter, deadlineDay, estates, shut, mayType, maySend } = props
  const { books, filing } = text
  const { download } = books
  return (
    <BookFrame
      actor={actor}
      quarter={quarter}
      title={books.title}
      lead={books.lead(formatPeriod(text, quarter))}
    >
      {!deadlineDay ? (
        <EmptyState title={filing.list.notOpen} explanation={filing.list.notOpenText} />
      ) : estates === 0 ? (
        <EmptyState title={filing.list.empty} explanation={filing.list.emptyText} />
      ) : (
        <div class="stack">
          <p>{shut ? filing.list.released : filing.list.deadline(formatDay(text, deadlineDay))}</p>
          <Outcome {...props} />
          <section class="card stack">
            <h2>{download.title}</h2>
            <p>{download.text}</p>
            <div class="button-row">
              <LinkButton href={paths.bookTemplate(quarter, "xlsx")}>{download.xlsx}</LinkButton>
              <LinkButton href={paths.bookTemplate(quarter, "csv")}>{download.csv}</LinkButton>
            </div>
          </section>
          {mayType && <Upload {...props} />}
          {maySend && (
            <p>
              <a href={paths.sendings(quarter)}>{books.sending.open}</a>
            </p>
          )}
        </div>
      )}
    </BookFrame>
  )
}

/** Head and way back of every page of a book. */
export function BookFrame(
  props: PropsWithChildren<{ actor: SignedIn; quarter: string; title: string; lead: string }>,
) {
  const { filing } = useText()
  const { actor, quarter, title, lead } = props
  const company = actor.organisation.kind === "company"
  const steps = [{ label: company ? filing.title : filing.partTitle, href: paths.filing({ quarter }) }]
  return (
    <Page title={title} current="desk" actor={actor}>
      <PageHead title={title} steps={steps} lead={lead} />
      {props.children}
    </Page>
  )
}
