import type { CorrectionRequestState } from "../../../worker/domain/correction/request.ts"
import { paths } from "../../paths.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { formatDay, formatPeriod, formatTime } from "../../ui/format.ts"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"

export interface RequestRow {
  id: string
  quarter: string
  state: CorrectionRequestState
  estate: string
  organisation: string
  filedAt: string
  dueDay: string
  late: boolean
}

export interface RequestsPageProps {
  actor: SignedIn
  rows: RequestRow[]
  /** What they are narrowed to. */
  filter: CorrectionRequestState | "all"
  filters: readonly (CorrectionRequestState | "all")[]
}

/** What companies ask the city to correct: a company reads its own, the city all of them; what waits first. */
export function RequestsPage({ actor, rows, filter, filters }: RequestsPageProps) {
  const text = useText()
  const { requests } = text.corrections
  return (
    <Page title={requests.title} current="desk" actor={actor}>
      <PageHead title={requests.title} lead={requests.lead} />
      <nav class="quarter-picker" aria-label={requests.state}>
        <ul>
          {filters.map((one) => (
            <li>
              <a
                href={paths.correctionRequests({ state: one })}
                aria-current={one === filter ? "page" : undefined}
              >
                {one === "all" ? requests.all : requests.states[one]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {rows.length === 0 ? (
        <p>{requests.none}</p>
      ) : (
        <DataTable
          caption={requests.title}
          captionHidden
          cards
          rows={rows}
          columns={[
            {
              key: "estate",
              title: requests.estate,
              cell: (row) => <a href={paths.correctionRequest(row.id)}>{row.estate}</a>,
            },
            { key: "quarter", title: requests.quarter, cell: (row) => formatPeriod(text, row.quarter) },
            { key: "company", title: requests.company, cell: (row) => row.organisation },
            { key: "state", title: requests.state, cell: (row) => requests.states[row.state] },
            { key: "filed", title: requests.filed, cell: (row) => formatTime(row.filedAt) },
            {
              key: "due",
              title: requests.due,
              cell: (row) =>
                row.state !== "asked"
                  ? "—"
                  : row.late
                    ? `${formatDay(text, row.dueDay)} · ${requests.late}`
                    : formatDay(text, row.dueDay),
            },
          ]}
        />
      )}
    </Page>
  )
}
