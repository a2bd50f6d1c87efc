/** Reads the numbers of a chart from its table: the chart shows nothing that the table does not. */
export interface TableData {
  labels: string[]
  series: { title: string; values: (number | null)[] }[]
  /** A column that is drawn as marks over the bars. */
  median?: { title: string; values: (number | null)[] }
}

/** The number of a cell: `data-value` when the words say more than the number, else its text; null without one. */
function numberOf(cell: Element): number | null {
  const raw = (cell.getAttribute("data-value") ?? cell.textContent ?? "").replace(/,/g, "").trim()
  const value = Number.parseFloat(raw.replace("−", "-"))
  return Number.isFinite(value) ? value : null
}

/** Row headers are labels; every column of figures is a series, unless its header says `chart-skip` or `chart-median`. */
export function readTable(table: HTMLTableElement): TableData {
  const heads = Array.from(table.querySelectorAll("thead th"))
  const rows = Array.from(table.querySelectorAll("tbody tr"))
  const labels = rows.map((row) => {
    const head = row.querySelector("th")
    return head?.dataset.chartLabel ?? head?.textContent?.trim() ?? ""
  })
  const read = heads.flatMap((head, column) => {
    const names = head.classList
    if (column === 0 || !names.contains("is-number") || names.contains("chart-skip")) return []
    const values = rows.map((row) => {
      const cell = row.children[column]
      return cell ? numberOf(cell) : null
    })
    return [{ title: head.textContent?.trim() ?? "", values, median: names.contains("chart-median") }]
  })
  return {
    labels,
    series: read.filter((column) => !column.median),
    median: read.find((column) => column.median),
  }
}
