import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatPeriod } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { BookFrame } from "./book-page.tsx"

interface Line {
  slug: string
  name: string
  seen: number
  values: number
  faults: number
}

export interface SendingPageProps {
  actor: SignedIn
  quarter: string
  /** What can be sent as it stands, and what cannot yet. */
  clean: Line[]
  unready: Line[]
  done: { estates: number; late: number } | null
  /** Something changed since the list was looked at. */
  changed: boolean
  state: FormState
}

function Estates({
  quarter,
  rows,
  title,
  faults,
}: {
  quarter: string
  rows: Line[]
  title: string
  faults: boolean
}) {
  const { books } = useText()
  const words = books.sending
  const shown = faults
    ? { title: words.faults, cell: (row: Line) => words.faultsOf(row.faults) }
    : { title: words.values, cell: (row: Line) => words.valuesOf(row.values) }
  return (
    <DataTable
      caption={title}
      captionHidden
      cards
      rows={rows}
      columns={[
        {
          key: "estate",
          title: words.estate,
          cell: (row) => <a href={paths.submission(row.slug, quarter)}>{row.name}</a>,
        },
        { key: "more", ...shown },
      ]}
    />
  )
}

/** The confirmation that lists what is sent together. */
export function SendingPage(props: SendingPageProps) {
  const text = useText()
  const { actor, quarter, clean, unready, done, changed, state } = props
  const words = text.books.sending
  const asked = { estates: clean.map(({ slug, seen }) => ({ slug, seen })) }
  const title = clean.length === 0 ? words.none : words.title(clean.length)
  return (
    <BookFrame actor={actor} quarter={quarter} title={title} lead={formatPeriod(text, quarter)}>
      <div class="stack">
        {done && <Notice kind="success" title={words.done(done.estates, done.late)} live />}
        {changed && <Notice kind="error" title={words.changed} live />}
        {clean.length === 0 ? (
          <EmptyState title={words.none} explanation={words.noneText} />
        ) : (
          <section class="card stack">
            <p>{words.text}</p>
            <details open={clean.length <= LISTED}>
              <summary>{words.list(clean.length)}</summary>
              <Estates quarter={quarter} rows={clean} title={words.list(clean.length)} faults={false} />
            </details>
            <Form state={state} action={paths.sendings(quarter)} upload>
              <input type="hidden" name="asked" value={JSON.stringify(asked)} />
              <Button look="primary">{words.button(clean.length)}</Button>
            </Form>
          </section>
        )}
        {unready.length > 0 && (
          <section class="stack">
            <h2>{words.unready(unready.length)}</h2>
            <Estates quarter={quarter} rows={unready} title={words.unready(unready.length)} faults />
          </section>
        )}
        <p>
          <LinkButton href={paths.book(quarter)} look="quiet">
            {text.books.title}
          </LinkButton>
        </p>
      </div>
    </BookFrame>
  )
}

/** Estates that are listed at once; more unfold. */
const LISTED = 20
