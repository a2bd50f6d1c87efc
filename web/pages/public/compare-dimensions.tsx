import { paths } from "../../paths.ts"
import { type Column, DataTable } from "../../ui/data-table.tsx"
import { Figure } from "../../ui/figure.tsx"
import { formatDay, formatPeriod, formatScore } from "../../ui/format.ts"
import { SeriesLegend } from "../../ui/series-legend.tsx"
import { useText } from "../../ui/use-text.ts"
import type { CompareProps } from "./compare-view.ts"

interface Row {
  title: string
  /** In the order of the chosen estates; null without a score. */
  rates: (number | null)[]
  median: number | null
}

/** How far the best and the last of a row stand apart. */
function spread({ rates }: Row): number {
  const known = rates.filter((rate) => rate !== null)
  return Math.max(...known) - Math.min(...known)
}

function columnsOf({ view }: CompareProps): Column<Row>[] {
  const text = useText()
  return [
    { key: "title", title: text.publicPages.estate.dimensionColumn, cell: (row) => row.title },
    ...view.cards.map(
      (card, index): Column<Row> => ({
        key: card.slug,
        title: card.name,
        number: true,
        cell: (row) => {
          const rate = row.rates[index] ?? null
          return rate === null ? text.site.outcomes[card.outcome] : formatScore(rate, 1)
        },
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
}

/** The dimensions of all chosen estates on one axis, with the city's median. */
export function CompareDimensions({ view }: CompareProps) {
  const text = useText()
  const words = text.publicPages.compare
  const { release, edition } = view
  if (view.cards.every((card) => card.base === null)) return null
  const rows = edition.dimensions.map((dimension): Row => {
    const median = release.manifest.totals.median.dimensions[dimension.code]
    return {
      title: dimension.title[text.language],
      rates: view.cards.map((card) => {
        const points = card.dimensions[dimension.code]
        return card.base === null || points === undefined ? null : (100 * points) / dimension.points
      }),
      median: median === undefined ? null : (100 * median) / dimension.points,
    }
  })
  const widest = rows.reduce((most, row) => (spread(row) > spread(most) ? row : most), rows[0]!)
  const title = words.dimensionsFinding(widest.title, formatScore(spread(widest), 1))
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
        table={<DataTable caption={title} captionHidden columns={columnsOf({ view })} rows={rows} />}
      >
        <SeriesLegend names={view.cards.map((card) => card.name)} />
      </Figure>
    </section>
  )
}
