import type { ListRow, PublishedRelease } from "../../../worker/domain/release/snapshot.ts"
import { rankedColumn } from "../../../worker/domain/scoring/rank.ts"
import { paths } from "../../paths.ts"
import { nameLang } from "../../text/text.ts"
import { type Column, DataTable } from "../../ui/data-table.tsx"
import { DemoMark } from "../../ui/demo-mark.tsx"
import { formatChange, formatScore } from "../../ui/format.ts"
import { OutcomeWord } from "../../ui/state-word.tsx"
import { useText } from "../../ui/use-text.ts"
import { RangeBar, rangeWords } from "./rank-range.tsx"
import type { RankingView } from "./ranking-view.ts"

function Who({ row, release }: { row: ListRow; release: PublishedRelease }) {
  const text = useText()
  return (
    <>
      <span class="who-line">
        <a
          class="estate-link"
          href={paths.estate(row.slug, { quarter: release.period })}
          lang={nameLang(text)}
        >
          {row.name}
        </a>{" "}
        {row.demonstration && <DemoMark />}
      </span>
      <span class="sub-line" lang={nameLang(text)}>
        {row.placeNames.join(text.publicPages.placeSeparator)}
        {row.company && ` · ${row.company}`}
      </span>
    </>
  )
}

function Rank({ row, view }: { row: ListRow; view: RankingView }) {
  const text = useText()
  if (row.rank === null || row.range === null)
    return <span class="state">{text.site.noRank(view.edition.rank.min_group)}</span>
  return (
    <>
      <RangeBar range={row.range} rank={row.rank} ranked={view.ranked} />
      <span class="sub-line">{rangeWords(text, view.edition, row.range)}</span>
    </>
  )
}

function Extras({ row }: { row: ListRow }) {
  const text = useText()
  const words = text.publicPages.ranking
  const parts = [
    row.bonus ? words.bonus(formatScore(row.bonus, 1)) : "",
    row.deductions ? words.deductions(formatScore(row.deductions, 1)) : "",
    row.gatesFailed.length > 0 ? words.gatesFailed(row.gatesFailed.length) : "",
    row.vetoes.length > 0 ? words.vetoed : "",
  ].filter(Boolean)
  return <>{parts.length > 0 ? parts.join(text.site.listComma) : words.noExtras}</>
}

type GroupProps = { view: RankingView; rows: ListRow[] }

/** The link that sorts by a column, and whether the rows are sorted by it now. */
function sorting({ filters }: RankingView, key: string): Pick<Column<ListRow>, "sortHref" | "sorted"> {
  const upwards = key === "rank" || key === "name"
  return {
    sortHref: paths.ranking({ ...filters, sort: key === "rank" ? "" : key }),
    sorted: (filters.sort || "rank") !== key ? undefined : upwards ? "ascending" : "descending",
  }
}

/** The figure that a row's rank rests on; null for one without a score. */
export const rankedFigure = ({ edition }: Pick<RankingView, "edition">, row: ListRow): number | null =>
  row[rankedColumn(edition.rank)]

function Score({ row, view }: { row: ListRow; view: RankingView }) {
  const text = useText()
  const median = view.release.manifest.totals.median.base
  const figure = rankedFigure(view, row)
  if (row.base === null) return <OutcomeWord outcome={row.outcome} />
  return (
    <>
      <b class="score">{formatScore(row.base, 1)}</b>
      {figure !== null && figure !== row.base && (
        <span class="sub-line ranked-at">{text.publicPages.ranking.rankedAt(formatScore(figure, 1))}</span>
      )}
      {median !== null && (
        <span class="sub-line">
          {text.publicPages.ranking.againstMedian(formatChange(row.base - median, 1))}
        </span>
      )}
    </>
  )
}

/** The column of the dimension that the rows are sorted by, if they are. */
function dimensionColumn({ view }: Omit<GroupProps, "rows">): Column<ListRow>[] {
  const text = useText()
  const dimension = view.edition.dimensions.find(({ code }) => code === view.filters.sort)
  if (!dimension) return []
  return [
    {
      key: dimension.code,
      title: dimension.title[text.language],
      number: true,
      className: "cell-dimension",
      cell: (row) => formatScore(row.dimensions[dimension.code] ?? 0, 1),
      ...sorting(view, dimension.code),
    },
  ]
}

function columnsOf({ view }: Omit<GroupProps, "rows">): Column<ListRow>[] {
  const text = useText()
  const words = text.publicPages.ranking
  return [
    {
      key: "rank",
      title: words.rankColumn,
      className: "cell-rank",
      cell: (row) => (row.rank === null ? <span class="state">{words.unranked}</span> : <b>{row.rank}</b>),
      ...sorting(view, "rank"),
    },
    {
      key: "name",
      title: words.estateColumn,
      className: "cell-name",
      cardLabel: "",
      cell: (row) => <Who row={row} release={view.release} />,
      ...sorting(view, "name"),
    },
    {
      key: "base",
      title: words.baseColumn,
      number: true,
      className: "cell-score",
      cell: (row) => <Score row={row} view={view} />,
      ...sorting(view, "base"),
    },
    ...dimensionColumn({ view }),
    {
      key: "extras",
      title: words.extrasColumn,
      className: "cell-extras",
      cell: (row) => <Extras row={row} />,
    },
    {
      key: "range",
      title: view.ranked > 0 ? words.rangeColumn(view.ranked) : words.rangeTitle,
      className: "cell-range",
      cardLabel: "",
      cell: (row) => <Rank row={row} view={view} />,
    },
  ]
}

/** The rows of one band; estates of one tie group share a tint. */
export function RankingGroup({ view, rows }: GroupProps) {
  const text = useText()
  return (
    <DataTable
      caption={text.publicPages.ranking.caption}
      captionHidden
      columns={columnsOf({ view })}
      rows={rows}
      rowHeader="name"
      cards
      rowClass={(row) => (row.range && row.range.group % 2 === 1 ? "tie-tint" : undefined)}
    />
  )
}

/** Estates without a score at the end, each with the word that says why. */
export function UnscoredGroup(props: { group: RankingView["groups"][number]; release: PublishedRelease }) {
  const text = useText()
  const { group, release } = props
  const words = text.publicPages.ranking
  return (
    <section class="section section--group" aria-labelledby="band-unscored">
      <h2 class="group-head" id="band-unscored">
        {words.unscoredTitle}
        <span class="group-head__count">{words.inBand(group.total)}</span>
      </h2>
      <p class="section__lead">{words.unscoredLead}</p>
      <DataTable
        caption={words.unscoredTitle}
        captionHidden
        columns={[
          {
            key: "name",
            title: words.estateColumn,
            className: "cell-name",
            cardLabel: "",
            cell: (row) => <Who row={row} release={release} />,
          },
          {
            key: "outcome",
            title: words.outcomeColumn,
            className: "cell-outcome",
            cardLabel: "",
            cell: (row) => <OutcomeWord outcome={row.outcome} />,
          },
        ]}
        rows={group.rows}
        cards
      />
    </section>
  )
}
