import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { type Column, DataTable } from "../../ui/data-table.tsx"
import { Figure } from "../../ui/figure.tsx"
import { formatPeriod, formatScore } from "../../ui/format.ts"
import { OutcomeWord } from "../../ui/state-word.tsx"
import { useText } from "../../ui/use-text.ts"
import { BandOf } from "./bands.tsx"
import type { EstateProps, TrendPoint } from "./estate-view.ts"

function titleOf(text: Text, trend: TrendPoint[]): string {
  const words = text.publicPages.estate
  const scored = trend.filter((point) => point.base !== null)
  const [first, last] = [scored[0], scored.at(-1)]
  if (!first || !last) return words.trendTitleNone
  if (first === last) return words.trendTitleOne
  const change = (last.base ?? 0) - (first.base ?? 0)
  const from = formatPeriod(text, first.period)
  if (Math.abs(change) < 0.05) return words.trendTitleSame(from)
  const amount = formatScore(Math.abs(change), 1)
  const finding = change > 0 ? words.trendTitleUp(amount, from) : words.trendTitleDown(amount, from)
  return words.trendTitle(formatPeriod(text, last.period), finding)
}

function columnsOf({ view }: EstateProps): Column<TrendPoint>[] {
  const text = useText()
  const words = text.publicPages.estate
  return [
    {
      key: "period",
      title: words.periodColumn,
      chartLabel: (point) => point.period,
      cell: (point) => (
        <a href={paths.estate(view.card.slug, { quarter: point.period })}>
          {formatPeriod(text, point.period)}
        </a>
      ),
    },
    {
      key: "base",
      title: words.baseColumn,
      number: true,
      cell: (point) =>
        point.base === null ? <OutcomeWord outcome={point.outcome} /> : formatScore(point.base, 2),
    },
    {
      key: "median",
      title: words.medianColumn,
      number: true,
      cell: (point) => (point.median === null ? text.site.states.unknown : formatScore(point.median, 2)),
    },
    {
      key: "band",
      title: words.bandColumn,
      cell: (point) =>
        point.base === null ? text.publicPages.noBand : <BandOf edition={view.edition} code={point.band} />,
    },
    {
      key: "rank",
      title: words.rankColumn,
      cell: (point) => (point.rank === null ? text.publicPages.ranking.unranked : text.site.rank(point.rank)),
    },
  ]
}

/** The base over the released quarters, with the city's median. */
export function EstateTrend({ view }: EstateProps) {
  const text = useText()
  const words = text.publicPages.estate
  const title = titleOf(text, view.trend)
  const newest = view.trend.at(-1)
  return (
    <section class="section" aria-labelledby="trend-section">
      <div class="section__head">
        <h2 id="trend-section">{words.trendSection}</h2>
      </div>
      <Figure
        id="trend"
        title={title}
        unit={words.trendUnit}
        chart={view.trend.length > 1 ? "trend" : undefined}
        source={text.site.fullName}
        download={newest && paths.apiRelease(newest.period, ".csv")}
        table={<DataTable caption={title} captionHidden rows={view.trend} columns={columnsOf({ view })} />}
      />
    </section>
  )
}
