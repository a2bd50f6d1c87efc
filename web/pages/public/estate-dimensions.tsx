import { paths } from "../../paths.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { Figure } from "../../ui/figure.tsx"
import { formatDay, formatNumber, formatPeriod, formatScore } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import type { EstateProps, Standing } from "./estate-view.ts"

interface DimensionRow {
  code: string
  title: string
  points: number
  full: number
  applicable: number
  rate: number
  median: number | null
}

function rowsOf({ view }: EstateProps): DimensionRow[] {
  const text = useText()
  const medians = view.release.manifest.totals.median.dimensions
  return view.edition.dimensions.map((dimension) => {
    const detail = view.card.dimensionDetail.find(({ code }) => code === dimension.code)
    const points = detail?.points ?? view.card.dimensions[dimension.code] ?? 0
    const full = detail?.full ?? dimension.points
    const median = medians[dimension.code]
    return {
      code: dimension.code,
      title: dimension.title[text.language],
      points,
      full,
      applicable: detail?.applicable ?? full,
      rate: full > 0 ? (100 * points) / full : 0,
      median: median === undefined || full === 0 ? null : (100 * median) / full,
    }
  })
}

/** A bar from zero with the median as a mark, in per cent of the full points. */
export function RateBar({ rate, median }: { rate: number; median: number | null }) {
  return (
    <svg class="bar" aria-hidden="true">
      <rect class="bar__back" width="100%" height="12" rx="3" />
      <rect class="bar__value" width={`${Math.max(0, Math.min(100, rate)).toFixed(1)}%`} height="12" rx="3" />
      {median !== null && (
        <line class="bar__median" x1={`${median.toFixed(1)}%`} x2={`${median.toFixed(1)}%`} y1="-2" y2="14" />
      )}
    </svg>
  )
}

/** The dimensions against the city's median. */
export function EstateDimensions({ view }: EstateProps) {
  const text = useText()
  const words = text.publicPages.estate
  const rows = rowsOf({ view })
  const sorted = [...rows].sort((a, b) => b.rate - a.rate)
  const title = words.dimensionsTitleAbove(sorted[0]?.title ?? "", sorted.at(-1)?.title ?? "")
  const { release } = view
  return (
    <Figure
      id="dimensions"
      title={title}
      unit={words.dimensionsUnit}
      chart="dimensions"
      level={2}
      source={text.publicPages.releaseSource(
        formatPeriod(text, release.period),
        formatDay(text, release.publishedAt),
      )}
      download={paths.apiRelease(release.period, ".csv")}
      table={
        <DataTable
          caption={title}
          captionHidden
          rows={rows}
          columns={[
            {
              key: "title",
              title: words.dimensionColumn,
              cell: (row) => (
                <>
                  {row.title}
                  <RateBar rate={row.rate} median={row.median} />
                  {row.applicable < row.full && (
                    <span class="sub-line">{words.stretched(formatNumber(row.applicable))}</span>
                  )}
                </>
              ),
              chartLabel: (row) => row.title,
            },
            {
              key: "points",
              title: words.pointsColumn,
              number: true,
              className: "chart-skip",
              cell: (row) => words.ofFull(formatScore(row.points, 2), formatNumber(row.full)),
            },
            { key: "rate", title: words.rateColumn, number: true, cell: (row) => formatScore(row.rate, 1) },
            {
              key: "median",
              title: words.medianColumn,
              number: true,
              className: "chart-median",
              cell: (row) => (row.median === null ? text.site.states.unknown : formatScore(row.median, 1)),
            },
          ]}
        />
      }
    />
  )
}

function StandingList(props: {
  standings: Standing[]
  language: "zh" | "en"
  note: (standing: Standing) => string
}) {
  return (
    <ol class="standing-list">
      {props.standings.map((standing) => (
        <li>
          <a href={`#${standing.indicator.code}`}>{standing.indicator.title[props.language]}</a>
          <span class="standing-list__note">{props.note(standing)}</span>
        </li>
      ))}
    </ol>
  )
}

/** The strongest and the weakest indicators, each a link to its row below. */
export function Standings({ view }: EstateProps) {
  const text = useText()
  const words = text.publicPages.estate
  const { language } = text
  if (view.card.indicators.length === 0) return <p class="muted">{words.noIndicators}</p>
  return (
    <div class="standings">
      <article class="card" aria-labelledby="strongest">
        <h2 class="standings__title" id="strongest">
          {words.strongestTitle}
        </h2>
        {view.strongest.length === 0 && <p class="muted">{words.strongestNone}</p>}
        <StandingList
          standings={view.strongest}
          language={language}
          note={({ ahead }) => words.ahead(formatScore(ahead, 2))}
        />
      </article>
      <article class="card" aria-labelledby="weakest">
        <h2 class="standings__title" id="weakest">
          {words.weakestTitle}
        </h2>
        {view.weakest.length === 0 && <p class="muted">{words.weakestNone}</p>}
        <StandingList
          standings={view.weakest}
          language={language}
          note={({ lost }) => words.lost(formatScore(lost, 2))}
        />
      </article>
    </div>
  )
}
