import type { Child } from "hono/jsx"
import type { ColumnKind, ListKind } from "../../worker/domain/list.ts"
import type { Text } from "../text/text.ts"
import { LinkButton } from "./button.tsx"
import { type Column, DataTable } from "./data-table.tsx"
import { formatDay, formatTime } from "./format.ts"
import { useText } from "./use-text.ts"

/** How a column is called, what stands in it, and on a page what more than that. */
export interface ShownColumn<Row> {
  title: string
  value: (row: Row) => string | number | null
  cell?: (row: Row) => Child
  className?: string
}

/** Every column of a list; without one of them it does not type-check. */
export type ShownColumns<Row, Column extends string> = Readonly<Record<Column, ShownColumn<Row>>>

/** Where the page of a list stands: which of how many, and the addresses of the previous and the next one. */
export interface ListTurn {
  page: number
  pages: number
  previous: string | null
  next: string | null
  /** Address of the file that holds exactly the rows that are counted. */
  file: string
}

/** A value as it is written on pages and in files. */
function written(text: Text, kind: ColumnKind, value: string | number | null): string | number | null {
  if (typeof value !== "string") return value
  return kind === "day" ? formatDay(text, value) : kind === "time" ? formatTime(value) : value
}

type Kind<Column extends string> = Pick<ListKind<Column, string, string>, "columns">

/** The list's columns as the lines of a file: its titles first. */
export function fileLines<Row, Column extends string>(
  text: Text,
  { columns }: Kind<Column>,
  shown: ShownColumns<Row, NoInfer<Column>>,
): { titles: string[]; line: (row: Row) => (string | number | null)[] } {
  const names = Object.keys(columns) as Column[]
  return {
    titles: names.map((name) => shown[name].title),
    line: (row) => names.map((name) => written(text, columns[name], shown[name].value(row))),
  }
}

/** A page of a list as a table; `actions` stands behind its columns. */
export function ListTable<Row, Of extends string>(props: {
  kind: Kind<Of>
  shown: ShownColumns<Row, NoInfer<Of>>
  rows: Row[]
  caption: string
  /** Columns of the file that the page shows within others. */
  within?: readonly NoInfer<Of>[]
  actions?: Column<Row>
}) {
  const text = useText()
  const { kind, shown, rows, caption, within = [], actions } = props
  const names = (Object.keys(kind.columns) as Of[]).filter((name) => !within.includes(name))
  const columns = names.map((name): Column<Row> => {
    const { title, value, cell, className } = shown[name]
    const number = kind.columns[name] === "number"
    return {
      key: name,
      title,
      number,
      className,
      cell: cell ?? ((row) => written(text, kind.columns[name], value(row))),
    }
  })
  return (
    <DataTable
      caption={caption}
      captionHidden
      cards
      rows={rows}
      columns={actions ? [...columns, actions] : columns}
    />
  )
}

/** Previous and next page of a list, and the file of all its rows. */
export function ListTurning({ turn }: { turn: ListTurn }) {
  const text = useText()
  const { page, pages, previous, next, file } = turn
  return (
    <>
      {(previous ?? next) !== null && (
        <nav class="pager" aria-label={text.site.pages}>
          {previous ? <LinkButton href={previous}>{text.site.previousPage}</LinkButton> : <span />}
          <span class="pager__place">{text.site.pageOf(page, pages)}</span>
          {next ? <LinkButton href={next}>{text.site.nextPage}</LinkButton> : <span />}
        </nav>
      )}
      <p class="list-file">
        <a href={file}>{text.site.listFile}</a>
      </p>
    </>
  )
}
