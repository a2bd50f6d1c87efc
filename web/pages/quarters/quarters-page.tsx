import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { formatDay, formatPeriod } from "../../ui/format.ts"
import { Page } from "../../ui/page.tsx"

export interface QuarterRow {
  quarter: string
  deadlineDay: string
  publishedAt: string | null
}

/** All quarters that the city collects, newest first. */
export function QuartersPage({
  text,
  actorName,
  rows,
}: {
  text: Text
  actorName: string
  rows: QuarterRow[]
}) {
  const { quarters } = text
  return (
    <Page text={text} title={quarters.title} current="desk" actorName={actorName}>
      <header class="page-head">
        <h1>{quarters.title}</h1>
        <p class="lead">{quarters.lead}</p>
      </header>
      <DataTable
        caption={quarters.lead}
        captionHidden
        cards
        rows={rows}
        columns={[
          {
            key: "quarter",
            title: quarters.quarter,
            cell: (row) => <a href={paths.quarter(row.quarter)}>{formatPeriod(text, row.quarter)}</a>,
          },
          { key: "deadline", title: quarters.deadline, cell: (row) => formatDay(text, row.deadlineDay) },
          {
            key: "status",
            title: quarters.status,
            cell: (row) =>
              row.publishedAt ? quarters.published(formatDay(text, row.publishedAt)) : quarters.collecting,
          },
        ]}
      />
    </Page>
  )
}
