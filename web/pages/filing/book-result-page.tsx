import type { BookNote } from "../../../worker/domain/submission/book-table.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { Form } from "../../ui/form.tsx"
import { type FormState, freshForm } from "../../ui/form-state.ts"
import { formatPeriod } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { BookFrame, BookNotes } from "./book-page.tsx"
import type { BookFaultRow, BookResult } from "./book-result.ts"

const ROWS_SHOWN = 50

export interface BookResultPageProps {
  actor: SignedIn
  quarter: string
  result: BookResult
  notes: readonly BookNote[]
  /** Estates that are due and not in the file. */
  absent: number
  /** The checked lines, sent along and checked again. */
  carried: string
  state: FormState
  /** Something changed between the check and the writing. */
  conflict: boolean
}

function Figures({ result }: { result: BookResult }) {
  const { books } = useText()
  const words = books.result
  const figures = [
    {
      n: result.good,
      name: words.good,
      more: words.goodMore(result.added, result.changed, result.confirmed),
    },
    { n: result.bad, name: words.bad, more: words.badMore(result.badCells) },
    { n: result.shut, name: words.shut, more: words.shutMore },
    { n: result.soft, name: words.soft, more: words.softMore(result.asked.length) },
    { n: result.same, name: words.unchanged, more: "" },
  ]
  return (
    <dl class="book-figures">
      {figures.map(({ n, name, more }) => (
        <div>
          <dt>{name}</dt>
          <dd>{n}</dd>
          {more && <dd class="hint">{more}</dd>}
        </div>
      ))}
    </dl>
  )
}

function FaultRows({ rows, title, hint }: { rows: BookFaultRow[]; title: string; hint: string }) {
  const { books } = useText()
  const words = books.result
  if (rows.length === 0) return null
  return (
    <section class="stack">
      <h2>{title}</h2>
      <p class="hint">{hint}</p>
      <DataTable
        caption={title}
        captionHidden
        cards
        rows={rows.slice(0, ROWS_SHOWN)}
        columns={[
          { key: "cell", title: words.cell, cell: (row) => row.cell ?? words.row(row.line) },
          { key: "estate", title: words.estate, cell: (row) => row.estate },
          { key: "typed", title: words.typed, cell: (row) => row.typed },
          { key: "why", title: words.why, cell: (row) => row.why },
        ]}
      />
      {rows.length > ROWS_SHOWN && <p>{words.shown(ROWS_SHOWN, rows.length)}</p>}
    </section>
  )
}

function Writing(props: BookResultPageProps & { which: "all" | "good"; button: string }) {
  const { quarter, carried, state, which, button } = props
  return (
    <Form state={state} action={paths.bookConfirmation(quarter)} upload>
      <input type="hidden" name="rows" value={carried} />
      <input type="hidden" name="which" value={which} />
      <Button look="primary">{button}</Button>
    </Form>
  )
}

function Ways(props: BookResultPageProps) {
  const { books } = useText()
  const { quarter, result, carried } = props
  const words = books.result
  const wrong = result.bad + result.shut
  if (wrong === 0)
    return (
      <section class="card stack">
        <p>{words.allText}</p>
        <Writing {...props} which="all" button={words.all(result.good)} />
      </section>
    )
  return (
    <section class="stack">
      <h2>{words.how}</h2>
      <div class="registry-columns">
        <div class="card stack">
          <h3>{words.mend.title}</h3>
          <p>{words.mend.text}</p>
          <Form state={freshForm("")} action={paths.bookMarked(quarter)} upload>
            <input type="hidden" name="rows" value={carried} />
            <Button>{words.mend.download}</Button>
          </Form>
        </div>
        {result.good > 0 && (
          <div class="card stack">
            <h3>{words.onlyGood.title(result.good)}</h3>
            <p>{words.onlyGood.text(result.rows - result.good)}</p>
            <Writing {...props} which="good" button={words.all(result.good)} />
          </div>
        )}
      </div>
    </section>
  )
}

/** What a book would do: numbers first, then what is wrong, then the ways to write it. */
export function BookResultPage(props: BookResultPageProps) {
  const text = useText()
  const { actor, quarter, result, notes, absent, conflict } = props
  const words = text.books.result
  const nothing = result.good + result.bad + result.shut === 0
  const title = nothing ? words.same : words.title(result.rows, result.good)
  return (
    <BookFrame actor={actor} quarter={quarter} title={title} lead={formatPeriod(text, quarter)}>
      <div class="stack">
        {conflict && <Notice kind="error" title={words.conflict} live />}
        {!nothing && !conflict && <Notice title={words.unwritten} live />}
        {/* A column that was not read drops out unseen otherwise. */}
        <BookNotes notes={notes} />
        <Figures result={result} />
        <FaultRows rows={result.wrong} title={words.cells(result.wrong.length)} hint={words.cellsHint} />
        <FaultRows rows={result.asked} title={words.asked(result.asked.length)} hint={words.askedHint} />
        {!nothing && <Ways {...props} />}
        {absent > 0 && <p>{words.absent(absent)}</p>}
        <p>
          <LinkButton href={paths.book(quarter)} look="quiet">
            {words.again}
          </LinkButton>
        </p>
      </div>
    </BookFrame>
  )
}
