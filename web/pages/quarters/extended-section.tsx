import { paths } from "../../paths.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { formatDay, formatTime } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import type { ExemptRow, ExtendedRow } from "./quarter-props.ts"

/** 延期: which estates have a later last day, until when and why. */
export function Extended({ quarter, rows }: { quarter: string; rows: ExtendedRow[] }) {
  const text = useText()
  const { listed } = text.extensions
  if (rows.length === 0) return null
  return (
    <section class="stack" id="extended">
      <h2>{listed.title}</h2>
      <DataTable
        caption={listed.title}
        captionHidden
        cards
        rows={rows}
        columns={[
          {
            key: "estate",
            title: listed.estate,
            cell: (row) => <a href={paths.verifySubmission(row.slug, quarter)}>{row.name}</a>,
          },
          { key: "day", title: listed.day, cell: (row) => formatDay(text, row.day) },
          {
            key: "by",
            title: listed.by,
            cell: (row) => text.extensions.granted(row.organisation, formatTime(row.at)),
          },
          { key: "reason", title: listed.reason, cell: (row) => row.reason },
        ]}
      />
    </section>
  )
}

/** 免报: which estates take no part, and why. */
export function Exempted({ quarter, rows }: { quarter: string; rows: ExemptRow[] }) {
  const text = useText()
  const { listed } = text.exemptions
  if (rows.length === 0) return null
  return (
    <section class="stack" id="exempt">
      <h2>{listed.title}</h2>
      <DataTable
        caption={listed.title}
        captionHidden
        cards
        rows={rows}
        columns={[
          {
            key: "estate",
            title: listed.estate,
            cell: (row) => <a href={paths.verifySubmission(row.slug, quarter)}>{row.name}</a>,
          },
          {
            key: "by",
            title: listed.by,
            cell: (row) => text.exemptions.granted(row.organisation, formatTime(row.at)),
          },
          { key: "reason", title: listed.reason, cell: (row) => row.reason },
        ]}
      />
    </section>
  )
}
