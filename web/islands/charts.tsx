import { barChart } from "./charts/bars.ts"
import { lineChart } from "./charts/lines.ts"
import { readTable, type TableData } from "./charts/table-data.ts"

/** Draws each chart of the page from its table and folds the table away; without this file the table stays open. */
const draw: Record<string, (canvas: HTMLCanvasElement, data: TableData) => void> = {
  distribution: (canvas, data) => barChart(canvas, data, { horizontal: false }),
  dimensions: (canvas, data) => barChart(canvas, data, { horizontal: true, max: 100 }),
  comparison: (canvas, data) => barChart(canvas, data, { horizontal: true }),
  trend: lineChart,
}

/** A link to a row inside a folded part opens that part (older browsers do not). */
function openTarget(): void {
  const target =
    location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null
  const fold = target?.closest<HTMLDetailsElement>("details:not([open])")
  if (!target || !fold) return
  fold.open = true
  target.scrollIntoView()
}

addEventListener("hashchange", openTarget)
openTarget()

for (const figure of document.querySelectorAll<HTMLElement>("[data-chart]")) {
  const table = figure.querySelector("table")
  const plot = figure.querySelector<HTMLElement>("[data-plot]")
  const details = figure.querySelector("details")
  const drawn = draw[figure.dataset.chart ?? ""]
  if (!table || !plot || !details || !drawn) continue
  const canvas = document.createElement("canvas")
  canvas.setAttribute("role", "img")
  canvas.setAttribute("aria-label", figure.querySelector("figcaption")?.textContent?.trim() ?? "")
  plot.append(canvas)
  plot.hidden = false
  details.open = false
  drawn(canvas, readTable(table))
}
