import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatPeriod } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"

export interface TogetherPageProps {
  actor: SignedIn
  quarter: string
  rows: { slug: string; name: string; company: string; seen: string; opened: boolean }[]
  /** As many as are listed at a time. */
  most: number
  /** How many were just verified; 0 for none. */
  done: number
  /** Why nothing was written. */
  refused: string | null
  state: FormState
}

/** What bears no mark, listed, and one confirmation for all of it. */
export function TogetherPage({ actor, quarter, rows, most, done, refused, state }: TogetherPageProps) {
  const text = useText()
  const { verification } = text
  const words = verification.together
  const n = rows.length
  const title = n === 0 ? words.none : words.title(n)
  const list = { label: verification.title, href: paths.verification({ quarter }) }
  return (
    <Page title={title} current="desk" actor={actor}>
      <PageHead
        title={title}
        lead={formatPeriod(text, quarter)}
        steps={[{ label: text.site.nav.desk, href: paths.desk() }, list, { label: words.open }]}
      />
      <div class="stack">
        {done > 0 && <Notice kind="success" title={words.done(done)} live />}
        {refused !== null && <Notice kind="error" title={refused} live />}
        {n === 0 ? (
          <EmptyState title={words.none} explanation={words.noneText} />
        ) : (
          <section class="card stack">
            <p>{words.text(rows.filter(({ opened }) => !opened).length)}</p>
            {n === most && <p class="hint">{words.most(most)}</p>}
            <DataTable
              caption={title}
              captionHidden
              cards
              rows={rows}
              columns={[
                {
                  key: "estate",
                  title: text.filing.list.estate,
                  cell: (row) => <a href={paths.verifySubmission(row.slug, quarter)}>{row.name}</a>,
                },
                { key: "company", title: text.filing.list.company, cell: (row) => row.company },
                {
                  key: "opened",
                  title: words.opened,
                  cell: (row) => (row.opened ? words.yes : words.no),
                },
              ]}
            />
            <Form state={state} action={paths.verifyTogether(quarter)} upload>
              <input
                type="hidden"
                name="asked"
                value={JSON.stringify({ estates: rows.map(({ slug, seen }) => ({ slug, seen })) })}
              />
              <Button look="primary">{words.button(n)}</Button>
            </Form>
          </section>
        )}
      </div>
    </Page>
  )
}
