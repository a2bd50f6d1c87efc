import type { ListRow, PublishedRelease } from "../../../worker/domain/release/snapshot.ts"
import { paths } from "../../paths.ts"
import { nameLang, type Text } from "../../text/text.ts"
import { type Column, DataTable } from "../../ui/data-table.tsx"
import { DemoMark } from "../../ui/demo-mark.tsx"
import { formatChange, formatScore } from "../../ui/format.ts"
import { OutcomeWord } from "../../ui/state-word.tsx"
import { RangeBar, rangeWords } from "./rank-range.tsx"
import type { RankingView } from "./ranking-view.ts"

function Who({ text, row, release }: { text: Text; row: ListRow; release: PublishedRelease }) {
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
        {row.demonstration && <DemoMark text={text} />}
      </span>
      <span class="sub-line" lang={nameLang(text)}>
        {row.placeNames.join(text.publicPages.placeSeparator)}
        {row.company && ` · ${row.company}`}
      </span>
    </>
  )
}

function Rank({ text, row, view }: { text: Text; row: ListRow; view: RankingView }) {
  if (row.rank === null || row.range === null) return <span class="state">{text.site.noRank}</span>
  return (
    <>
      <RangeBar range={row.range} rank={row.rank} ranked={view.ranked} />
      <span class="sub-line">{rangeWords(text, view.edition, row.range)}</span>
    </>
  )
}

function Extras({ text, row }: { text: Text; row: ListRow }) {
  const words = text.publicPages.ranking
  const parts = [
    row.bonus ? words.bonus(formatScore(row.bonus, 1)) : "",
    row.deductions ? words.deductions(formatScore(row.deductions, 1)) : "",
    row.gatesFailed.length > 0 ? words.gatesFailed(row.gatesFailed.length) : "",
    row.vetoes.length > 0 ? words.vetoed : "",
  ].filter(Boolean)
  return <>{parts.length > 0 ? parts.join(text.site.listComma) : words.noExtras}</>
}

type GroupProps = { text: Text; view: RankingView; rows: ListRow[] }

/** The link that sorts by a column, and whether the rows are sorted by it now. */
function sorting({ filters }: RankingView, key: string): Pick<Column<ListRow>, "sortHref" | "sorted"> {
  const upwards = key === "rank" || key === "name"
  return {
    sortHref: paths.ranking({ ...filters, sort: key === "rank" ? "" : key }),
    sorted: (filters.sort || "rank") !== key ? undefined : upwards ? "ascending" : "descending",
  }
}

function Score({ text, row, median }: { text: Text; row: ListRow; median: number | null }) {
  if (row.base === null) return <OutcomeWord text={text} outcome={row.outcome} />
  return (
    <>
      <b class="score">{formatScore(row.base, 1)}</b>
      {median !== null && (
        <span class="sub-line">
          {text.publicPages.ranking.againstMedian(formatChange(row.base - median, 1))}
        </span>
      )}
    </>
  )
}

/** The column of the dimension that the rows are sorted by, if they are. */
function dimensionColumn({ text, view }: Omit<GroupProps, "rows">): Column<ListRow>[] {
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

function columnsOf({ text, view }: Omit<GroupProps, "rows">): Column<ListRow>[] {
  const words = text.publicPages.ranking
  const median = view.release.manifest.totals.median.base
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
      cell: (row) => <Who text={text} row={row} release={view.release} />,
      ...sorting(view, "name"),
    },
    {
      key: "base",
      title: words.baseColumn,
      number: true,
      className: "cell-score",
      cell: (row) => <Score text={text} row={row} median={median} />,
      ...sorting(view, "base"),
    },
    ...dimensionColumn({ text, view }),
    {
      key: "extras",
      title: words.extrasColumn,
      className: "cell-extras",
      cell: (row) => <Extras text={text} row={row} />,
    },
    {
      key: "range",
      title: words.rangeColumn(view.ranked),
      className: "cell-range",
      cardLabel: "",
      cell: (row) => <Rank text={text} row={row} view={view} />,
    },
  ]
}

/** The rows of one band; estates of one tie group share a tint. */
export function RankingGroup({ text, view, rows }: GroupProps) {
  return (
    <DataTable
      caption={text.publicPages.ranking.caption}
      captionHidden
      columns={columnsOf({ text, view })}
      rows={rows}
      rowHeader="name"
      cards
      rowClass={(row) => (row.range && row.range.group % 2 === 1 ? "tie-tint" : undefined)}
    />
  )
}

/** Estates without a score at the end, each with the word that says why. */
export function UnscoredGroup(props: {
  text: Text
  group: RankingView["groups"][number]
  release: PublishedRelease
}) {
  const { text, group, release } = props
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
            cell: (row) => <Who text={text} row={row} release={release} />,
          },
          {
            key: "outcome",
            title: words.outcomeColumn,
            className: "cell-outcome",
            cardLabel: "",
            cell: (row) => <OutcomeWord text={text} outcome={row.outcome} />,
          },
        ]}
        rows={group.rows}
        cards
      />
    </section>
  )
}
