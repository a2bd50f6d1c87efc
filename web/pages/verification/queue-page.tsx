import type { SubmissionState } from "../../../worker/domain/submission/states.ts"
import { paths } from "../../paths.ts"
import { LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { formatPeriod, formatTime } from "../../ui/format.ts"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { Pager } from "../../ui/pager.tsx"
import { useText } from "../../ui/use-text.ts"
import { CorrectedQuarters } from "../desk/correction-notes.tsx"
import { estateColumns } from "../desk/estate-columns.tsx"

export interface QueueRow {
  slug: string
  name: string
  placeName: string
  company: string | null
  demonstration: boolean
  state: SubmissionState | null
  submittedAt: string | null
  correcting: boolean
}

export interface QueuePageProps {
  actor: SignedIn
  /** Whether the actor decides, or only looks. */
  decides: boolean
  quarter: string
  /** `waiting` or a state. */
  filter: string
  filters: string[]
  rows: QueueRow[]
  total: number
  /** Quarters in which something is being corrected. */
  corrected: { quarter: string; estates: number }[]
  page: number
  pages: number
}

function Filters({ quarter, filter, filters, decides }: QueuePageProps) {
  const text = useText()
  const { queue } = text.verification
  const words = decides ? queue.filters : { ...queue.filters, waiting: queue.pendingFilter }
  return (
    <nav class="quarter-picker" aria-label={queue.filter}>
      <ul>
        {filters.map((one) => (
          <li>
            <a
              href={paths.verification({ quarter, state: one })}
              aria-current={one === filter ? "page" : undefined}
            >
              {words[one as keyof typeof words]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function QueueTable({ quarter, filter, rows, decides }: QueuePageProps) {
  const text = useText()
  const { filing } = text
  const { queue } = text.verification
  return (
    <DataTable
      caption={queue.lead(formatPeriod(text, quarter))}
      captionHidden
      cards
      rows={rows}
      columns={[
        ...estateColumns<QueueRow>(text, (row) => paths.verifySubmission(row.slug, quarter)),
        {
          key: "company",
          title: filing.list.company,
          cell: (row) => row.company ?? text.site.states.unknown,
        },
        {
          key: "state",
          title: filing.list.state,
          cell: (row) => (
            <>
              {filing.states[row.state ?? "none"]}
              {row.correcting && ` · ${text.corrections.being}`}
            </>
          ),
        },
        {
          key: "submitted",
          title: queue.submittedAt,
          cell: (row) => (row.submittedAt ? formatTime(row.submittedAt) : "—"),
        },
        {
          key: "action",
          title: filing.list.action,
          cell: (row) => (
            <LinkButton href={paths.verifySubmission(row.slug, quarter)}>
              {filter === "waiting" && decides ? queue.open : queue.view}
            </LinkButton>
          ),
        },
      ]}
    />
  )
}

/** What waits for an authority, oldest first. */
export function QueuePage(props: QueuePageProps) {
  const text = useText()
  const { actor, decides, quarter, filter, rows, total, corrected, page, pages } = props
  const { verification } = text
  const { queue } = verification
  return (
    <Page title={verification.title} current="desk" actor={actor}>
      <PageHead title={verification.title} lead={queue.lead(formatPeriod(text, quarter))}>
        {filter === "waiting" && total > 0 && <p>{(decides ? queue.waiting : queue.pending)(total)}</p>}
      </PageHead>
      <CorrectedQuarters
        corrected={corrected}
        href={(one) => paths.verification({ quarter: one, state: filter })}
      />
      <Filters {...props} />
      {rows.length === 0 ? (
        <EmptyState
          title={filter === "waiting" && decides ? queue.nothing : queue.none}
          explanation={queue.nothingText}
        />
      ) : (
        <QueueTable {...props} />
      )}
      <Pager
        page={page}
        pages={pages}
        href={(n) => paths.verification({ quarter, state: filter, page: n })}
      />
    </Page>
  )
}
