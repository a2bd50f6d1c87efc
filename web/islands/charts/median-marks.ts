import type { Plugin } from "chart.js"
import { fontFamily, token } from "./looks.ts"

/** A vertical mark over each horizontal bar at the median, labelled once above the first. */
export function medianMarks(values: (number | null)[], title: string): Plugin<"bar"> {
  return {
    id: "median",
    afterDatasetsDraw(chart) {
      const axis = chart.scales.x
      const rows = chart.scales.y
      if (!axis || !rows || values.length === 0) return
      const half = Math.min(28 * chart.data.datasets.length, (rows.height / values.length) * 0.42)
      const { ctx } = chart
      ctx.save()
      ctx.strokeStyle = token("ink")
      ctx.fillStyle = token("ink")
      ctx.lineWidth = 2
      ctx.font = `12px ${fontFamily}`
      ctx.textAlign = "center"
      values.forEach((value, index) => {
        if (value === null) return
        const x = axis.getPixelForValue(value)
        const y = rows.getPixelForValue(index)
        ctx.beginPath()
        ctx.moveTo(x, y - half)
        ctx.lineTo(x, y + half)
        ctx.stroke()
        if (index === 0) ctx.fillText(title, x, y - half - 4)
      })
      ctx.restore()
    },
  }
}
