import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { DemoMark } from "../../ui/demo-mark.tsx"
import { formatNumber, formatPeriod, formatScore } from "../../ui/format.ts"
import { Page } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { QuartileLine } from "../../ui/quartile-line.tsx"
import { StateWord } from "../../ui/state-word.tsx"
import { useText } from "../../ui/use-text.ts"
import type { Checking } from "./checking-note.tsx"
import { figureWords, formulaReader } from "./formula.ts"
import { IndicatorRanking } from "./indicator-ranking.tsx"
import type { IndicatorView, Spread } from "./indicator-view.ts"
import { MethodRows } from "./method-indicator.tsx"
import { QuarterPicker } from "./quarter-picker.tsx"

type Props = { view: IndicatorView }

function sentenceOf(text: Text, view: IndicatorView): string {
  const words = text.publicPages.indicator
  const { counted, estates, full, points, indicator, spreads, edition } = view
  const reader = formulaReader(edition, text)
  const measured = spreads.flatMap(({ alternative, n, quartiles }) =>
    quartiles
      ? [words.measureMedian(formatNumber(quartiles[2]), figureWords(reader, indicator, alternative), n)]
      : [],
  )
  const middle = points ? [words.median(formatScore(points[2], 2), formatNumber(indicator.points))] : []
  const parts = [words.sentence(counted, estates, full), ...measured, ...middle]
  return `${parts.join(text.publicPages.search.within)}${text.publicPages.sentenceEnd}`
}

/** `/indicators/:code`: one indicator over all estates of a quarter. */
export function IndicatorPage({
  view,
  periods,
  checking,
}: Props & { periods: string[]; checking: Checking | null }) {
  const text = useText()
  const words = text.publicPages.indicator
  const { release, edition, indicator } = view
  const { code } = indicator
  const title = indicator.title[text.language]
  const sentence = sentenceOf(text, view)
  const dimension = edition.dimensions.find((one) => one.code === indicator.dimension)
  const method = text.publicPages.method
  const facts = [
    dimension?.title[text.language] ?? "",
    words.ofFull(formatNumber(indicator.points)),
    method.cadence[indicator.cadence],
    method.direction[indicator.direction],
  ]
  return (
    <Page
      title={`${title}${text.site.colon}${formatPeriod(text, release.period)}`}
      current="methodology"
      description={text.descriptions.of(`${title}${formatPeriod(text, release.period)}`, sentence)}
    >
      <PageHead
        steps={[
          { label: text.site.nav.home, href: paths.home() },
          { label: words.title, href: paths.indicators({ quarter: release.period }) },
          { label: title },
        ]}
        title={title}
        lead={sentence}
      >
        <p class="muted">{facts.filter(Boolean).join(text.site.listComma)}</p>
        <p>{indicator.definition[text.language]}</p>
        <QuarterPicker
          periods={periods}
          checking={checking}
          current={release.period}
          href={(quarter) => paths.indicator(code, { quarter })}
        />
        <p class="links-row">
          <a href={paths.indicatorCsv(code, { quarter: release.period })}>{words.download}</a>
        </p>
      </PageHead>
      <States view={view} />
      {view.spreads.map((spread) => (
        <Distribution view={view} spread={spread} />
      ))}
      <Trend view={view} />
      <IndicatorRanking view={view} />
      <section class="section" aria-labelledby="how">
        <h2 id="how">{words.howTitle}</h2>
        <MethodRows reader={formulaReader(edition, text)} indicator={indicator} />
        <p>
          <a href={paths.methodology(edition.code)}>{words.method}</a>
        </p>
      </section>
    </Page>
  )
}

function States({ view }: Props) {
  const text = useText()
  const words = text.publicPages.indicator
  const states = Object.entries(view.states) as [keyof typeof view.states, number][]
  return (
    <section class="section" aria-labelledby="states">
      <h2 id="states">{words.statesTitle}</h2>
      <ul class="group-bands">
        {states.map(([state, count]) => (
          <li>
            <StateWord state={state} /> <b>{count}</b>
          </li>
        ))}
      </ul>
      {(view.states.suppressed ?? 0) > 0 && <p class="muted">{words.withheldNote}</p>}
      {view.rows.some((row) => row.demonstration) && (
        <p>
          <DemoMark />
        </p>
      )}
    </section>
  )
}

function Distribution({ view, spread }: Props & { spread: Spread }) {
  const text = useText()
  const words = text.publicPages.indicator
  const { indicator, edition } = view
  const unit = figureWords(formulaReader(edition, text), indicator, spread.alternative)
  const title = words.distribution(unit)
  const id = `distribution-${spread.alternative + 1}`
  const most = spread.bins.reduce((top, { count }) => Math.max(top, count), 1)
  const scale = (value: number) => formatNumber(value, 3)
  if (spread.n === 0) return null
  return (
    <section class="section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {spread.bins.length === 0 ? (
        <p>{words.tooFew(spread.n, edition.rank.min_group)}</p>
      ) : (
        <DataTable
          caption={title}
          captionHidden
          rows={spread.bins}
          columns={[
            { key: "bin", title: words.binColumn, cell: ({ from, to }) => words.bin(scale(from), scale(to)) },
            {
              key: "bar",
              title: <span class="hidden-text">{words.countColumn}</span>,
              className: "cell-bar",
              cell: ({ count }) => (
                <svg class="bar" aria-hidden="true">
                  <rect class="bar__value" width={`${((100 * count) / most).toFixed(1)}%`} height="12" />
                </svg>
              ),
            },
            { key: "count", title: words.countColumn, number: true, cell: ({ count }) => count },
          ]}
        />
      )}
    </section>
  )
}

function Trend({ view }: Props) {
  const text = useText()
  const words = text.publicPages.indicator
  const { trend, indicator, edition } = view
  if (trend.length < 2) return null
  const none = words.districtTooFew(edition.rank.min_group)
  const quartile = (place: 1 | 2 | 3) => (one: (typeof trend)[number]) =>
    one.points ? formatScore(one.points[place], 2) : none
  return (
    <section class="section" aria-labelledby="trend">
      <div class="section__head">
        <h2 id="trend">{words.trendTitle}</h2>
        <p class="section__lead">{words.trendLead}</p>
      </div>
      <QuartileLine
        values={trend.map(({ points }) => points)}
        full={indicator.points}
        label={(value) => formatNumber(value)}
      />
      <DataTable
        caption={words.trendTitle}
        captionHidden
        rows={[...trend].reverse()}
        columns={[
          {
            key: "period",
            title: words.quarterColumn,
            className: "cell-quarter",
            cell: ({ period }) => formatPeriod(text, period),
          },
          { key: "lower", title: words.lowerColumn, number: true, cell: quartile(1) },
          { key: "median", title: words.medianColumn, number: true, cell: quartile(2) },
          { key: "upper", title: words.upperColumn, number: true, cell: quartile(3) },
          { key: "n", title: words.countedColumn, number: true, cell: ({ n }) => n },
        ]}
      />
    </section>
  )
}
