import {
  CategoryScale,
  Chart,
  type ChartDataset,
  LinearScale,
  LineController,
  LineElement,
  type Plugin,
  PointElement,
  Tooltip,
} from "chart.js"
import { fontFamily, seriesLook, token } from "./looks.ts"
import type { TableData } from "./table-data.ts"

Chart.register(LineController, LineElement, PointElement, CategoryScale, LinearScale, Tooltip)

const still = matchMedia("(prefers-reduced-motion: reduce)").matches

/** Names each line at its last point instead of a legend. */
const endLabels: Plugin<"line"> = {
  id: "endLabels",
  afterDatasetsDraw(chart) {
    const { ctx } = chart
    ctx.save()
    ctx.font = `12px ${fontFamily}`
    ctx.textAlign = "right"
    chart.data.datasets.forEach((dataset, index) => {
      const points = chart.getDatasetMeta(index).data
      const last = dataset.data.reduce<number>((at, value, place) => (value === null ? at : place), -1)
      const point = points[last]
      if (!point) return
      const others = chart.data.datasets.map(
        (_, other) => chart.getDatasetMeta(other).data[last]?.y ?? point.y,
      )
      const below = others.some((y) => y < point.y)
      const y = point.y + (below ? 20 : -12)
      ctx.strokeStyle = token("surface")
      ctx.lineWidth = 4
      ctx.strokeText(dataset.label ?? "", point.x + 4, y)
      ctx.fillStyle = String(dataset.borderColor)
      ctx.fillText(dataset.label ?? "", point.x + 4, y)
    })
    ctx.restore()
  },
}

/** One line per series, gaps where there is no number; the first is emphasised, the rest are context. */
export function lineChart(canvas: HTMLCanvasElement, data: TableData): void {
  const datasets = data.series.map((series, index): ChartDataset<"line"> => {
    const look = seriesLook(index)
    const color = index === 0 ? token("primary") : token("muted")
    return {
      label: series.title,
      data: series.values,
      borderColor: color,
      backgroundColor: color,
      borderWidth: index === 0 ? 3 : 2,
      borderDash: look.dash,
      pointStyle: look.marker,
      pointRadius: index === 0 ? 5 : 3,
      tension: 0,
    }
  })
  const known = data.series.flatMap((series) => series.values.filter((value) => value !== null))
  // An edition may score to 100 or to 1: the axis ends at the full score and begins a little below the lowest.
  const full = Math.max(...known, 0) <= 1 ? 1 : 100
  const lowest = Math.max(0, Math.floor((Math.min(full, ...known) * 100) / full / 10 - 0.5) * (full / 10))
  const ticks = { color: token("muted"), font: { family: fontFamily, size: 13 }, padding: 8 }
  new Chart(canvas, {
    type: "line",
    data: { labels: data.labels, datasets },
    options: {
      maintainAspectRatio: false,
      animation: still ? false : { duration: 150 },
      layout: { padding: { top: 16, right: 8 } },
      scales: {
        x: {
          grid: { display: false },
          border: { color: token("line-strong") },
          ticks: { ...ticks, maxRotation: 0 },
        },
        y: {
          suggestedMax: full,
          min: lowest,
          grid: { color: token("line"), drawTicks: false },
          border: { display: false },
          ticks: { ...ticks, maxTicksLimit: 6 },
        },
      },
      plugins: { tooltip: { titleFont: { family: fontFamily }, bodyFont: { family: fontFamily } } },
    },
    plugins: [endLabels],
  })
}
