import type { ListAsked } from "../../../worker/domain/list.ts"
import { roundTo } from "../../../worker/domain/scoring/rounding.ts"
import { trendList } from "../../../worker/domain/submission/desk-lists.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { BandChip } from "../../ui/band-chip.tsx"
import { Button } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { Field } from "../../ui/field.tsx"
import { formatChange, formatPeriod, formatScore } from "../../ui/format.ts"
import { ListTable, type ListTurn, ListTurning, type ShownColumns } from "../../ui/list.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { useText } from "../../ui/use-text.ts"
import { estateColumns } from "../desk/estate-columns.tsx"
import type { BandInfo } from "../public/bands.tsx"

interface TrendShown {
  slug: string
  name: string
  placeName: string
  demonstration: boolean
  /** By quarter, the oldest first; null where there is no score. */
  points: (number | null)[]
  /** Of the newest score. */
  band: BandInfo | null
}

interface TrendPageProps {
  actor: SignedIn
  /** The oldest first. */
  quarters: string[]
  rows: TrendShown[]
  total: number
  asked: ListAsked<never, "score" | "name">
  turn: ListTurn
}

/** From the first score to the last one; null with fewer than two. */
function changeOf({ points }: TrendShown): number | null {
  const known = points.filter((one) => one !== null)
  const [first, last] = [known[0], known.at(-1)]
  return known.length < 2 || first === undefined || last === undefined ? null : roundTo(last - first, 9)
}

type Column = keyof typeof trendList.columns

/** How the columns of the trend are called: the quarters by their names. */
export function trendColumns(text: Text, quarters: string[]): ShownColumns<TrendShown, Column> {
  const { list, trend } = text.filing
  const quarter = (back: number) => {
    const at = quarters.length - 1 - back
    return {
      // As in addresses and files: eight of them have to stand beside each other.
      title: quarters[at] ?? "",
      value: ({ points }: TrendShown) => {
        const score = points[at] ?? null
        return score === null ? null : Number(formatScore(score, 2))
      },
      cell: ({ points }: TrendShown) => {
        const score = points[at] ?? null
        return score === null ? "" : formatScore(score, 1)
      },
    }
  }
  return {
    ...estateColumns<TrendShown>(text, ({ slug }) => paths.estate(slug)),
    q7: quarter(7),
    q6: quarter(6),
    q5: quarter(5),
    q4: quarter(4),
    q3: quarter(3),
    q2: quarter(2),
    q1: quarter(1),
    q0: quarter(0),
    change: {
      title: trend.change,
      value: (row) => {
        const change = changeOf(row)
        return change === null ? null : Number(change.toFixed(2))
      },
      cell: (row) => {
        const change = changeOf(row)
        return change === null ? "" : formatChange(change, 1)
      },
    },
    band: {
      title: list.band,
      value: ({ band }) => band?.title ?? null,
      cell: ({ band }) => (band ? <BandChip look={band.look} title={band.title} /> : ""),
    },
  }
}

/** The axis that all charts share, and their size. */
const AXIS = { low: 45, high: 105 } as const
const LINES = [60, 80] as const
const SIZE = { width: 168, height: 64 } as const

const yOf = (score: number) =>
  (SIZE.height * (AXIS.high - Math.min(AXIS.high, Math.max(AXIS.low, score)))) / (AXIS.high - AXIS.low)

/** The runs of scores without a gap, as points of the chart. */
function runsOf(points: readonly (number | null)[]): { x: number; y: number }[][] {
  const step = (SIZE.width - 8) / Math.max(1, points.length - 1)
  const runs: { x: number; y: number }[][] = [[]]
  for (const [at, score] of points.entries()) {
    if (score === null) runs.push([])
    else runs.at(-1)?.push({ x: 4 + at * step, y: yOf(score) })
  }
  return runs.filter((run) => run.length > 0)
}

function Chart({ row, quarters }: { row: TrendShown; quarters: string[] }) {
  const text = useText()
  const { trend } = text.filing
  const runs = runsOf(row.points)
  const last = runs.at(-1)?.at(-1)
  const known = row.points.flatMap((score, at) =>
    score === null ? [] : [trend.point(formatPeriod(text, quarters[at] ?? ""), formatScore(score, 1))],
  )
  const score = row.points.findLast((one) => one !== null) ?? null
  const words = known.length === 0 ? trend.noScores : known.join(text.site.listComma)
  return (
    <li class="trend">
      <p class="trend__name">
        <a href={paths.estate(row.slug)}>{row.name}</a>{" "}
        {score === null ? trend.noScores : <strong>{formatScore(score, 1)}</strong>}
      </p>
      <svg
        class="trend__chart"
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        role="img"
        aria-label={trend.chart(row.name, words)}
      >
        {LINES.map((line) => (
          <line class="trend__line" x1="0" x2={SIZE.width} y1={yOf(line)} y2={yOf(line)} />
        ))}
        {runs.map((run) => (
          <polyline
            class="trend__run"
            points={run.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")}
          />
        ))}
        {last && <circle class="trend__last" cx={last.x.toFixed(1)} cy={last.y.toFixed(1)} r="3" />}
      </svg>
      {row.band && <BandChip look={row.band.look} title={row.band.title} />}
    </li>
  )
}

function Charts({ rows, quarters }: Pick<TrendPageProps, "rows" | "quarters">) {
  const { trend } = useText().filing
  const changes = rows.map(changeOf)
  const up = changes.filter((one) => one !== null && one > 0).length
  const down = changes.filter((one) => one !== null && one < 0).length
  return (
    <>
      <p>
        {trend.finding(up, down)} <a href="#table">{trend.toTable}</a>
      </p>
      <p class="hint">{trend.scale(AXIS.low, AXIS.high, LINES)}</p>
      <ul class="trends">
        {rows.map((row) => (
          <Chart row={row} quarters={quarters} />
        ))}
      </ul>
    </>
  )
}

/** `/filing/trend`: the released scores of all estates as small charts on one axis, and as a table. */
export function TrendPage({ actor, quarters, rows, total, asked, turn }: TrendPageProps) {
  const text = useText()
  const { filing } = text
  const { trend, list } = filing
  const [from = "", to = ""] = [quarters[0], quarters.at(-1)].map((one) => formatPeriod(text, one ?? ""))
  return (
    <Page title={trend.title} current="desk" actor={actor}>
      <PageHead
        steps={[
          { label: text.site.nav.desk, href: paths.desk() },
          { label: filing.title, href: paths.filing() },
          { label: trend.title },
        ]}
        title={trend.title}
        lead={trend.lead(from, to, total)}
      />
      <search>
        <form method="get" action={paths.trend()} class="list-filters">
          <div class="list-filters__q">
            <Field
              id="q"
              name="q"
              type="search"
              label={list.searchLabel}
              value={asked.q}
              maxlength={60}
              autocomplete="off"
            />
          </div>
          <SelectField
            id="sort"
            name="sort"
            label={list.sort}
            value={asked.sort}
            options={trendList.sorts.map((one) => ({ value: one, label: trend.sorts[one] }))}
          />
          <div class="list-filters__go">
            <Button>{list.search}</Button>
          </div>
        </form>
      </search>
      {rows.length === 0 ? (
        <EmptyState title={trend.none} explanation={trend.noneText} />
      ) : (
        <>
          <Charts rows={rows} quarters={quarters} />
          <section class="section" aria-labelledby="table">
            <h2 id="table">{trend.table}</h2>
            <ListTable
              kind={trendList}
              shown={trendColumns(text, quarters)}
              rows={rows}
              caption={trend.title}
            />
          </section>
        </>
      )}
      <ListTurning turn={turn} />
    </Page>
  )
}
