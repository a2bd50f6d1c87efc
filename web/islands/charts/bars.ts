import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartDataset,
  LinearScale,
  Tooltip,
} from "chart.js"
import { fontFamily, seriesLook, token } from "./looks.ts"
import { medianMarks } from "./median-marks.ts"
import type { TableData } from "./table-data.ts"

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip)

const still = matchMedia("(prefers-reduced-motion: reduce)").matches

export interface BarOptions {
  horizontal: boolean
  /** Where the axis of values ends at least. */
  max?: number
}

/** A label of several words on two lines of about the same length: beside bars it would be cut off on a phone. */
function lines(label: string): string | string[] {
  const middle = label.length / 2
  const spaces = [...label.matchAll(/ /g)].map(({ index }) => index)
  const at = spaces.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0]
  return label.length < 16 || at === undefined ? label : [label.slice(0, at), label.slice(at + 1)]
}

/** Bars from zero, one colour when there is one series, direct values by tooltip. */
export function barChart(canvas: HTMLCanvasElement, data: TableData, options: BarOptions): void {
  const { series: bars, median: marks } = data
  const datasets = bars.map((series, index): ChartDataset<"bar"> => {
    const color = bars.length === 1 ? token("primary") : seriesLook(index).color
    return {
      label: series.title,
      data: series.values,
      backgroundColor: color,
      borderRadius: 3,
      maxBarThickness: options.horizontal ? 22 : 48,
      categoryPercentage: 0.84,
      barPercentage: 0.92,
    }
  })
  const grid = { color: token("line"), drawTicks: false }
  const ticks = { color: token("muted"), font: { family: fontFamily, size: 13 }, padding: 8 }
  const value = {
    beginAtZero: true,
    suggestedMax: options.max,
    grid,
    border: { display: false },
    ticks: { ...ticks, precision: 0, maxTicksLimit: 6 },
  }
  const category = {
    grid: { display: false },
    border: { color: token("line-strong") },
    ticks: { ...ticks, autoSkip: !options.horizontal, maxRotation: 0, font: { ...ticks.font, size: 12 } },
  }
  new Chart(canvas, {
    type: "bar",
    data: { labels: options.horizontal ? data.labels.map(lines) : data.labels, datasets },
    options: {
      indexAxis: options.horizontal ? "y" : "x",
      maintainAspectRatio: false,
      animation: still ? false : { duration: 150 },
      scales: options.horizontal ? { x: value, y: category } : { x: category, y: value },
      plugins: { tooltip: { titleFont: { family: fontFamily }, bodyFont: { family: fontFamily } } },
    },
    plugins: marks ? [medianMarks(marks.values, marks.title)] : [],
  })
}
