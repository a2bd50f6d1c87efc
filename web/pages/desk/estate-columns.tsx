import type { Text } from "../../text/text.ts"
import { DemoMark } from "../../ui/demo-mark.tsx"
import type { ShownColumns } from "../../ui/list.tsx"

export interface EstateRow {
  name: string
  placeName: string
  demonstration: boolean
}

/** The first two columns of every list of estates on a desk: its name as a link, and its place. */
export function estateColumns<Row extends EstateRow>(
  text: Text,
  href: (row: Row) => string,
): ShownColumns<Row, "estate" | "place"> {
  const { list } = text.filing
  return {
    estate: {
      title: list.estate,
      value: ({ name }) => name,
      cell: (row) => (
        <>
          <a href={href(row)}>{row.name}</a> {row.demonstration && <DemoMark />}
        </>
      ),
    },
    place: { title: list.place, value: ({ placeName }) => placeName },
  }
}
