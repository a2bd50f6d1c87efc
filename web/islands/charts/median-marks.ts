import type { Plugin } from "chart.js"
import { fontFamily, token } from "./looks.ts"

/** A vertical mark over each horizontal bar at the median, labelled once above the first. */
export function medianMarks(values: (number | null)[], title: string): Plugin<"bar"> {
  return {
    id: "median",
    afterDatasetsDraw(chart) {
      const axis = chart.scales.x
      const bars = chart.getDatasetMeta(0).data
      if (!axis) return
      const { ctx } = chart
      ctx.save()
      ctx.strokeStyle = token("ink")
      ctx.fillStyle = token("ink")
      ctx.lineWidth = 2
      ctx.font = `12px ${fontFamily}`
      ctx.textAlign = "center"
      values.forEach((value, index) => {
        const bar = bars[index]
        if (value === null || !bar) return
        const x = axis.getPixelForValue(value)
        ctx.beginPath()
        ctx.moveTo(x, bar.y - 15)
        ctx.lineTo(x, bar.y + 15)
        ctx.stroke()
        if (index === 0) ctx.fillText(title, x, bar.y - 19)
      })
      ctx.restore()
    },
  }
}
