import type { Child } from "hono/jsx"

export interface Column<Row> {
  key: string
  title: Child
  /** Right-aligned figures. */
  number?: boolean
  cell: (row: Row, index: number) => Child
  /** Address that sorts by this column. */
  sortHref?: string
  sorted?: "ascending" | "descending"
  /** Name of the column on a card; the title if it is text. */
  cardLabel?: string
  className?: string
  /** Whether a row has nothing here, which its card leaves out. */
  none?: (row: Row) => boolean
  /** What a chart calls the row when its header says more than a name. */
  chartLabel?: (row: Row) => string
}

export interface DataTableProps<Row> {
  caption: Child
  /** The caption only for screen readers, when a heading above says the same. */
  captionHidden?: boolean
  columns: Column<Row>[]
  rows: Row[]
  /** Key of the column whose cells name their row. The first one without it. */
  rowHeader?: string
  /** On a phone rows become cards instead of a squeezed table. */
  cards?: boolean
  rowClass?: (row: Row, index: number) => string | undefined
}

/** Browsers drop the roles of a table whose rows CSS lays out as cards, so they are spelt out. */
const roles = {
  table: { role: "table" },
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  columnheader: { role: "columnheader" },
  rowheader: { role: "rowheader" },
  cell: { role: "cell" },
} as const

/**
 * A table with caption, right-aligned numbers, sort links and a sticky header; on a phone it scrolls
 * sideways or becomes cards.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, captionHidden, columns, rows, cards, rowClass } = props
  const header = props.rowHeader ?? columns[0]?.key
  const alignment = (column: Column<Row>) =>
    [column.number ? "is-number" : "", column.className ?? ""].filter(Boolean).join(" ") || undefined
  const cellClass = (column: Column<Row>, row: Row) =>
    [alignment(column), column.none?.(row) ? "is-none" : ""].filter(Boolean).join(" ") || undefined
  const label = (column: Column<Row>) =>
    cards ? (column.cardLabel ?? (typeof column.title === "string" ? column.title : undefined)) : undefined
  return (
    <div class="table-box" tabindex={cards ? undefined : 0}>
      <table class={cards ? "table table--cards" : "table table--sticky-first"} {...roles.table}>
        <caption class={captionHidden ? "hidden-text" : undefined}>{caption}</caption>
        <thead {...roles.rowgroup}>
          <tr {...roles.row}>
            {columns.map((column) => (
              <th {...roles.columnheader} scope="col" class={alignment(column)} aria-sort={column.sorted}>
                {column.sortHref ? <a href={column.sortHref}>{column.title}</a> : column.title}
                {column.sorted && (
                  <span aria-hidden="true">{column.sorted === "ascending" ? " ↑" : " ↓"}</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...roles.rowgroup}>
          {rows.map((row, index) => (
            <tr {...roles.row} class={rowClass?.(row, index)}>
              {columns.map((column) =>
                column.key === header ? (
                  <th
                    {...roles.rowheader}
                    scope="row"
                    class={alignment(column)}
                    data-chart-label={column.chartLabel?.(row)}
                  >
                    {column.cell(row, index)}
                  </th>
                ) : (
                  <td {...roles.cell} class={cellClass(column, row)} data-label={label(column) || undefined}>
                    {column.cell(row, index)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
