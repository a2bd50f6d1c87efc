import type { ShortlistEntry } from "../../../worker/domain/selection/shortlist.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { type Column, DataTable } from "../../ui/data-table.tsx"
import { formatNumber, formatScore } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { rankWords, type Scale, ScaleBand } from "./scale.tsx"

const score = (text: Text, value: number | null) =>
  value === null ? text.awards.shortlist.unknown : formatScore(value, 2)

/** How a tie was decided, step by step. */
function tieWords(text: Text, { tie }: ShortlistEntry): string {
  const { tieSteps, tiePath, unknown } = text.awards.shortlist
  const figure = (value: number | null) => (value === null ? unknown : formatNumber(value, 4))
  return tie
    .map(({ step, own, next }) => tiePath(tieSteps[step], figure(own), figure(next)))
    .join(text.site.listComma)
}

export interface ListTableProps {
  scale: Scale
  caption: string
  entries: readonly ShortlistEntry[]
  /** Places of a list, or the order of those waiting. */
  by: "place" | "order"
  /** What is said of an entry besides. */
  note?: (entry: ShortlistEntry) => string | undefined
}

/** Entries of a list: place, estate, released band and rank with its range, both parts, total and how ties were decided. */
export function ListTable({ scale, caption, entries, by, note }: ListTableProps) {
  const text = useText()
  const words = text.awards.shortlist
  const columns: Column<ShortlistEntry>[] = [
    {
      key: "place",
      title: by === "place" ? words.place : words.reserveOrder,
      number: true,
      cell: (row) => String(by === "place" ? (row.place ?? "") : row.order),
    },
    {
      key: "estate",
      title: words.estate,
      cell: (row) => (
        <>
          <a href={paths.estate(row.estate.slug)}>{row.estate.name}</a>
          <span class="award-note">
            {[row.estate.placeNames.join(" "), row.estate.company ?? words.unknown].join(" · ")}
          </span>
          {note?.(row) && <span class="award-note">{note(row)}</span>}
        </>
      ),
    },
    {
      key: "band",
      title: words.band,
      cell: (row) => <ScaleBand scale={scale} code={row.band} />,
    },
    { key: "rank", title: words.rank, cell: (row) => rankWords(text, scale, row) },
    { key: "judges", title: words.judges, number: true, cell: (row) => score(text, row.judges) },
    { key: "score", title: words.score, number: true, cell: (row) => score(text, row.score) },
    {
      key: "total",
      title: words.total,
      number: true,
      cell: (row) => (
        <>
          {row.total.toFixed(4)}
          {row.tie.length > 0 && <span class="award-note">{tieWords(text, row)}</span>}
        </>
      ),
    },
  ]
  return (
    <div class="award-list">
      <DataTable
        caption={caption}
        captionHidden
        cards
        rowHeader="estate"
        rows={[...entries]}
        columns={columns}
      />
    </div>
  )
}
