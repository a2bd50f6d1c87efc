import { paths } from "../../paths.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { formatNumber, formatPeriod, formatShare } from "../../ui/format.ts"
import { Page } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { ScaleBar } from "../../ui/scale-bar.tsx"
import { useText } from "../../ui/use-text.ts"
import type { IndicatorsView } from "./indicator-view.ts"

/** `/indicators`: every indicator of a quarter on one page, by dimension. */
export function IndicatorsPage({ view }: { view: IndicatorsView }) {
  const text = useText()
  const words = text.publicPages.indicator
  const { release, edition, figures } = view
  const lead = words.lead(edition.indicators.length, formatPeriod(text, release.period))
  return (
    <Page title={words.title} current="methodology" description={text.descriptions.of(words.title, lead)}>
      <PageHead
        steps={[{ label: text.site.nav.home, href: paths.home() }, { label: words.title }]}
        title={words.title}
        lead={lead}
      />
      {edition.dimensions.map((dimension) => (
        <section class="section" aria-labelledby={`of-${dimension.code}`}>
          <h2 id={`of-${dimension.code}`}>{dimension.title[text.language]}</h2>
          <DataTable
            caption={dimension.title[text.language]}
            captionHidden
            rows={edition.indicators.filter((one) => one.dimension === dimension.code)}
            columns={[
              {
                key: "indicator",
                title: words.indicatorColumn,
                cell: ({ code, title }) => (
                  <a href={paths.indicator(code, { quarter: release.period })}>{title[text.language]}</a>
                ),
              },
              {
                key: "scale",
                title: <span class="hidden-text">{words.medianColumn}</span>,
                className: "cell-scale cell-wide",
                cell: ({ code }) => {
                  const share = figures[code]?.median ?? null
                  return share === null ? "" : <ScaleBar value={share} />
                },
              },
              {
                key: "median",
                title: words.medianColumn,
                number: true,
                cell: ({ code }) => {
                  const share = figures[code]?.median ?? null
                  return share === null ? words.districtTooFew(edition.rank.min_group) : formatShare(share)
                },
              },
              {
                key: "counted",
                title: words.countedColumn,
                number: true,
                cell: ({ code }) => figures[code]?.counted ?? "–",
              },
              {
                key: "points",
                title: words.pointsColumn,
                number: true,
                cell: ({ points }) => formatNumber(points),
              },
            ]}
          />
        </section>
      ))}
    </Page>
  )
}
