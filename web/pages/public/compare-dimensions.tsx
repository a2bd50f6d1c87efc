import { paths } from "../../paths.ts"
import { type Column, DataTable } from "../../ui/data-table.tsx"
import { Figure } from "../../ui/figure.tsx"
import { formatDay, formatPeriod, formatScore } from "../../ui/format.ts"
import { SeriesLegend } from "../../ui/series-legend.tsx"
import type { CompareProps } from "./compare-view.ts"

interface Row {
  title: string
  rates: number[]
  median: number | null
}

/** The dimensions of all chosen estates on one axis, with the city's median. */
export function CompareDimensions({ text, view }: CompareProps) {
  const words = text.publicPages.compare
  const { release, edition } = view
  const scored = view.cards.filter((card) => card.base !== null)
  if (scored.length === 0) return null
  const rows = edition.dimensions.map((dimension): Row => {
    const median = release.manifest.totals.median.dimensions[dimension.code]
    return {
      title: dimension.title[text.language],
      rates: scored.map((card) => (100 * (card.dimensions[dimension.code] ?? 0)) / dimension.points),
      median: median === undefined ? null : (100 * median) / dimension.points,
    }
  })
  const spread = (row: Row) => Math.max(...row.rates) - Math.min(...row.rates)
  const widest = rows.reduce((most, row) => (spread(row) > spread(most) ? row : most), rows[0]!)
  const title = words.dimensionsFinding(widest.title, formatScore(spread(widest), 1))
  const columns: Column<Row>[] = [
    { key: "title", title: words.dimensionsTitle, cell: (row) => row.title },
    ...scored.map(
      (card, index): Column<Row> => ({
        key: card.slug,
        title: card.name,
        number: true,
        cell: (row) => formatScore(row.rates[index] ?? 0, 1),
      }),
    ),
    {
      key: "median",
      title: text.publicPages.estate.medianColumn,
      number: true,
      className: "chart-median",
      cell: (row) => (row.median === null ? text.site.states.unknown : formatScore(row.median, 1)),
    },
  ]
  const unscored = view.cards.filter((card) => card.base === null).map((card) => card.name)
  return (
    <section class="section" aria-labelledby="dimensions-section">
      <div class="section__head">
        <h2 id="dimensions-section">{words.dimensionsTitle}</h2>
        {unscored.length > 0 && (
          <p class="section__lead">{words.unscored(unscored.join(text.site.listComma))}</p>
        )}
      </div>
      <Figure
        text={text}
        id="dimensions"
        title={title}
        unit={words.dimensionsUnit}
        chart="comparison"
        tall
        source={text.publicPages.releaseSource(
          formatPeriod(text, release.period),
          formatDay(text, release.publishedAt),
        )}
        download={paths.apiRelease(release.period, ".csv")}
        table={<DataTable caption={title} captionHidden columns={columns} rows={rows} />}
      >
        <SeriesLegend names={view.cards.map((card) => card.name)} />
      </Figure>
    </section>
  )
}
