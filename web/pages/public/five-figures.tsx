import type { FiveFigure } from "../../../worker/domain/release/five-figures.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { formatNumber, formatPeriod } from "../../ui/format.ts"
import { SparkLine } from "../../ui/spark-line.tsx"
import { useText } from "../../ui/use-text.ts"
import type { FigureView } from "./group-view.ts"

/** A value of a figure: ratios with one decimal, sums whole. */
export const figureValue = ({ told }: Pick<FiveFigure, "told">, value: number) =>
  formatNumber(value, told === "sum" ? 0 : 1)

function verdictOf(text: Text, figure: FiveFigure, from: string, to: string, rises: boolean) {
  const words = text.publicPages.groups
  if (from === to) return { word: words.same, look: "" }
  const better = rises === (figure.better === "higher")
  return better ? { word: words.better, look: "is-better" } : { word: words.worse, look: "is-worse" }
}

function Change({ view }: { view: FigureView }) {
  const text = useText()
  const words = text.publicPages.groups
  const { figure, change } = view
  if (!change) return null
  const [from, to] = [figureValue(figure, change.from), figureValue(figure, change.to)]
  const verdict = verdictOf(text, figure, from, to, change.to > change.from)
  return (
    <p class="five__change">
      <b class={verdict.look || undefined}>{verdict.word}</b> {words.change(from, to)}
      <span class="sub-line">{words.lastYear(change.n)}</span>
    </p>
  )
}

function One({ view }: { view: FigureView }) {
  const text = useText()
  const words = text.publicPages.groups
  const { figure, now, of, change, trend } = view
  const { title, unit, sum, median } = words.figures[figure.code]
  const earlier = trend.findIndex(({ period }) => period === change?.period)
  const perOne = figure.told === "sum" ? 2 : 1
  return (
    <div class="five__one">
      <h3 class="five__title">
        <a href={paths.indicator(figure.indicator, { quarter: trend.at(-1)?.period ?? "" })}>{title}</a>
      </h3>
      <p class="five__value">
        {now.value === null ? (
          <span class="state">{words.noValue}</span>
        ) : (
          <>
            <b>{figureValue(figure, now.value)}</b> <span class="muted">{unit}</span>
          </>
        )}
      </p>
      <Change view={view} />
      <SparkLine
        values={trend.map(({ value }) => value)}
        earlier={earlier < 0 ? undefined : earlier}
        label={(value) => figureValue(figure, value)}
      />
      <p class="five__note">
        {figure.told === "ratio" && now.n > 0 && `${sum(formatNumber(now.sum, 0))}${text.site.listComma}`}
        {now.median !== null && `${median(formatNumber(now.median, perOne))}${text.site.listComma}`}
        {words.of(now.n, of)}
      </p>
    </div>
  )
}

/** The five figures side by side, each with its change, trend and how many estates it is of; then their table. */
export function FiveFigures({ views }: { views: readonly FigureView[] }) {
  const text = useText()
  const words = text.publicPages.groups
  const [first] = views
  if (!first) return null
  const quarters = first.trend.map(({ period }, at) => ({ period, at }))
  return (
    <section class="section" aria-labelledby="five">
      <div class="section__head">
        <h2 id="five">{words.figuresTitle}</h2>
        <p class="section__lead">{words.figuresLead}</p>
      </div>
      <div class="five">
        {views.map((view) => (
          <One view={view} />
        ))}
      </div>
      <details class="figure__table">
        <summary>{text.site.dataTable}</summary>
        <DataTable
          caption={words.trendCaption}
          captionHidden
          rows={[...quarters].reverse()}
          columns={[
            {
              key: "quarter",
              title: words.quarterColumn,
              className: "cell-quarter",
              cell: ({ period }) => formatPeriod(text, period),
            },
            ...views.map(({ figure, trend }) => ({
              key: figure.code,
              title: `${words.figures[figure.code].title}${text.publicPages.bracketed(words.figures[figure.code].unit)}`,
              number: true,
              cell: ({ at }: { at: number }) => {
                const value = trend[at]?.value ?? null
                return value === null ? words.noValue : figureValue(figure, value)
              },
            })),
          ]}
        />
      </details>
    </section>
  )
}
