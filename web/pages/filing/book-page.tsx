import { paths } from "../../paths.ts"
import { LinkButton } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { formatDay, formatPeriod } from "../../ui/format.ts"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"

export interface BookPageProps {
  actor: SignedIn
  quarter: string
  /** Null while the quarter is not open. */
  deadlineDay: string | null
  estates: number
}

/** Where the book of a quarter is downloaded. */
export function BookPage(props: BookPageProps) {
  const text = useText()
  const { actor, quarter, deadlineDay, estates } = props
  const { books, filing } = text
  const { download } = books
  const company = actor.organisation.kind === "company"
  const steps = [{ label: company ? filing.title : filing.partTitle, href: paths.filing({ quarter }) }]
  return (
    <Page title={books.title} current="desk" actor={actor}>
      <PageHead title={books.title} steps={steps} lead={books.lead(formatPeriod(text, quarter))}>
        {deadlineDay && <p>{filing.list.deadline(formatDay(text, deadlineDay))}</p>}
      </PageHead>
      {!deadlineDay ? (
        <EmptyState title={filing.list.notOpen} explanation={filing.list.notOpenText} />
      ) : estates === 0 ? (
        <EmptyState title={filing.list.empty} explanation={filing.list.emptyText} />
      ) : (
        <div class="stack">
          <section class="card stack">
            <h2>{download.title}</h2>
            <p>{download.text}</p>
            <div class="button-row">
              <LinkButton href={paths.bookTemplate(quarter, "xlsx")} look="primary">
                {download.xlsx}
              </LinkButton>
              <LinkButton href={paths.bookTemplate(quarter, "csv")}>{download.csv}</LinkButton>
            </div>
          </section>
        </div>
      )}
    </Page>
  )
}
