import type { Child, PropsWithChildren } from "hono/jsx"
import { useText } from "./use-text.ts"

export type FigureProps = PropsWithChildren<{
  id: string
  /** Says the finding or asks the question. */
  title: Child
  unit: string
  source: Child
  /** A chart of web/islands/charts.tsx that is drawn from the table; the table stays open without JavaScript. */
  chart?: "distribution" | "dimensions" | "trend" | "comparison"
  tall?: boolean
  /** 2 where the figure stands right under the page's title. */
  level?: 2 | 3
  /** The same numbers as a table. */
  table: Child
  /** Where the numbers can be downloaded. */
  download?: string
}>

/** The frame of a chart: title, unit, what is drawn on the server, table, source and date. */
export function Figure(props: FigureProps) {
  const text = useText()
  const { id, title, unit, source, chart, tall, level = 3, table, download, children } = props
  const Title = level === 2 ? "h2" : "h3"
  return (
    <figure class="figure" id={id} aria-labelledby={`${id}-title`} data-chart={chart}>
      <figcaption>
        <Title class="figure__title" id={`${id}-title`}>
          {title}
        </Title>
        <p class="figure__unit">{unit}</p>
      </figcaption>
      {children && <div class="figure__body">{children}</div>}
      {chart && <div class={tall ? "figure__plot figure__plot--tall" : "figure__plot"} data-plot hidden />}
      <details class="figure__table" open={chart ? true : undefined}>
        <summary>{text.site.dataTable}</summary>
        {table}
      </details>
      <p class="figure__foot">
        {text.site.source}
        {text.site.colon}
        {source}
        {download && (
          <>
            {" · "}
            <a href={download}>{text.site.download}</a>
          </>
        )}
      </p>
    </figure>
  )
}
