import type { Text } from "../../text/text.ts"
import type { Column } from "../../ui/data-table.tsx"
import { DemoMark } from "../../ui/demo-mark.tsx"

export interface EstateRow {
  name: string
  placeName: string
  demonstration: boolean
}

/** The first two columns of every list of estates on a desk: its name as a link, and its place. */
export function estateColumns<Row extends EstateRow>(text: Text, href: (row: Row) => string): Column<Row>[] {
  const { list } = text.filing
  return [
    {
      key: "estate",
      title: list.estate,
      cell: (row) => (
        <>
          <a href={href(row)}>{row.name}</a> {row.demonstration && <DemoMark />}
        </>
      ),
    },
    { key: "place", title: list.place, cell: (row) => row.placeName },
  ]
}
