import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { Figure } from "../../ui/figure.tsx"
import { formatChange, formatPeriod, formatScore } from "../../ui/format.ts"
import { SelectField } from "../../ui/select-field.tsx"
import { SeriesLegend } from "../../ui/series-legend.tsx"
import { useText } from "../../ui/use-text.ts"
import type { Baseline, EstateProps } from "./estate-view.ts"

type Props = EstateProps & { baseline: Baseline }

function Choice({ view, baseline }: Props) {
  const text = useText()
  const words = text.publicPages.estate
  return (
    <form class="filters" method="get" action={`${paths.estate(view.card.slug)}#baseline`}>
      {view.query.quarter && <input type="hidden" name="quarter" value={view.query.quarter} />}
      <SelectField
        id="baseline-period"
        name="baseline"
        label={words.baselineField}
        value={baseline.period}
        options={baseline.options.map((period) => ({ value: period, label: formatPeriod(text, period) }))}
      />
      <Button>{words.baselineSubmit}</Button>
    </form>
  )
}

function finding({ view, baseline }: Props): string {
  const text = useText()
  const words = text.publicPages.estate
  const from = formatPeriod(text, baseline.period)
  const change = (view.card.base ?? 0) - (baseline.past.base ?? 0)
  if (Math.abs(change) < 0.005) return words.baselineSame(from)
  const amount = formatScore(Math.abs(change), 2)
  return change > 0 ? words.baselineUp(amount, from) : words.baselineDown(amount, from)
}

function Dimensions(props: Props) {
  const text = useText()
  const { view, baseline } = props
  const words = text.publicPages.estate
  const [before, now] = [formatPeriod(text, baseline.period), formatPeriod(text, view.release.period)]
  const rows = view.edition.dimensions.map(({ code, title }) => ({
    title: title[text.language],
    from: baseline.past.dimensions[code] ?? 0,
    to: view.card.dimensions[code] ?? 0,
  }))
  const title = finding(props)
  return (
    <Figure
      id="baseline-dimensions"
      title={title}
      unit={words.changesUnit}
      chart="comparison"
      source={text.site.fullName}
      table={
        <DataTable
          caption={title}
          captionHidden
          rows={rows}
          columns={[
            { key: "title", title: words.dimensionColumn, cell: (row) => row.title },
            { key: "from", title: before, number: true, cell: (row) => formatScore(row.from, 2) },
            { key: "to", title: now, number: true, cell: (row) => formatScore(row.to, 2) },
            {
              key: "change",
              title: words.changeColumn,
              number: true,
              className: "chart-skip",
              cell: (row) => formatChange(row.to - row.from, 2),
            },
          ]}
        />
      }
    >
      <SeriesLegend names={[before, now]} />
    </Figure>
  )
}

function Changes({ baseline }: Props) {
  const text = useText()
  const words = text.publicPages.estate
  return (
    <section class="card" aria-labelledby="changes">
      <h3 id="changes">{words.changesTitle}</h3>
      {baseline.changes.length === 0 && <p class="muted">{words.changesNone}</p>}
      <ol class="standing-list">
        {baseline.changes.map(({ indicator, from, to }) => (
          <li>
            <a href={`#${indicator.code}`}>{indicator.title[text.language]}</a>
            <span class="standing-list__note">
              <b>{formatChange(to - from, 2)}</b>
              {` ${formatScore(from, 2)} → ${formatScore(to, 2)}`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Before and after: this quarter against a baseline of the reader's choice. */
export function EstateBaseline({ view }: EstateProps) {
  const text = useText()
  const words = text.publicPages.estate
  const { baseline } = view
  return (
    <section class="section" aria-labelledby="baseline">
      <div class="section__head">
        <h2 id="baseline">{words.baselineTitle}</h2>
        {baseline === null ? (
          <p class="section__lead">{words.baselineNone}</p>
        ) : (
          <p class="section__lead">
            {words.baselineLead}
            {baseline.beforeTenure &&
              view.company &&
              words.baselineBefore(view.company.name, formatPeriod(text, baseline.period))}
          </p>
        )}
      </div>
      {baseline && <Choice view={view} baseline={baseline} />}
      {baseline && !baseline.sameMethod && <p class="muted">{words.baselineOther}</p>}
      {baseline?.sameMethod && (
        <div class="grid grid--wide-left baseline-grid">
          <Dimensions view={view} baseline={baseline} />
          <Changes view={view} baseline={baseline} />
        </div>
      )}
    </section>
  )
}
