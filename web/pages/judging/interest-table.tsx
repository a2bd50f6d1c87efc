import type { InterestKind } from "../../../worker/domain/selection/interests.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { formatDay } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"

export interface ShownInterest {
  kind: InterestKind
  ref: string
  name: string
  note: string
  declaredAt: string
}

/** What a judge declared. */
export function InterestTable({ interests }: { interests: ShownInterest[] }) {
  const text = useText()
  const { interests: words } = text.judging
  return (
    <DataTable
      caption={words.caption}
      captionHidden
      cards
      rows={interests}
      columns={[
        { key: "name", title: words.name, cell: (row) => row.name || row.ref },
        { key: "kind", title: words.kind, cell: (row) => words.kinds[row.kind] },
        { key: "note", title: text.judging.judge.note, cell: (row) => row.note || "—" },
        { key: "at", title: words.at, cell: (row) => formatDay(text, row.declaredAt) },
      ]}
    />
  )
}
