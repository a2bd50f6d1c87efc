import { paths } from "../../paths.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { formatNumber, formatPeriod, formatScore } from "../../ui/format.ts"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"
import { bandWords } from "../desk/expected-parts.tsx"
import { formulaReader } from "../public/formula.ts"
import { ImproveSection } from "./improve-section.tsx"
import { PeersSection } from "./peers-section.tsx"
import { type ScoreRow, scoreRows } from "./score-rows.ts"
import type { ScoreTold } from "./score-view.ts"

/** The least points that the scale shows. */
const SCALE = 100

/** What a row adds to the running total, or takes from it, on the scale of all rows. */
function Rise({ row, scale }: { row: ScoreRow; scale: number }) {
  const at = (points: number) => `${((100 * points) / scale).toFixed(2)}%`
  const low = Math.min(row.from, row.to)
  const kind = row.kind === "sum" ? " rise--sum" : row.to < row.from ? " rise--down" : ""
  return (
    <svg class={`bar rise${kind}`} aria-hidden="true">
      <rect class="bar__back" width="100%" height="12" rx="3" />
      <rect class="bar__value" x={at(low)} width={at(Math.abs(row.to - row.from))} height="12" />
    </svg>
  )
}

/** What a row adds, and of how many points. */
function Points({ row }: { row: ScoreRow }) {
  if (row.points === null) return "—"
  // Rounding and stretching are told as exactly as they add up.
  if (row.kind === "other") return formatNumber(row.points, 4)
  const points = formatScore(row.points, 2)
  return row.full === null ? points : `${points} / ${formatNumber(row.full)}`
}

function Parts({ told }: { told: ScoreTold }) {
  const text = useText()
  const { parts } = text.scoreTold
  const rows = scoreRows(text, formulaReader(told.edition, text), told)
  const scale = Math.max(SCALE, ...rows.map(({ to }) => to))
  return (
    <section class="section score-parts" aria-labelledby="parts">
      <h2 id="parts">{parts.title}</h2>
      <DataTable
        caption={parts.caption}
        cards
        rows={rows}
        rowClass={(row) => (row.kind === "sum" ? "is-sum" : undefined)}
        columns={[
          {
            key: "title",
            title: parts.head,
            className: "score-part",
            cell: (row) => (
              <>
                {row.title}
                {row.why !== "" && <span class="sub-line">{row.why}</span>}
              </>
            ),
          },
          { key: "points", title: parts.pointsOf, number: true, cell: (row) => <Points row={row} /> },
          {
            key: "lost",
            title: parts.lost,
            number: true,
            cell: (row) => (row.lost === null || row.lost === 0 ? "" : formatScore(row.lost, 2)),
          },
          {
            key: "bar",
            title: parts.bar,
            className: "score-bar",
            cell: (row) => <Rise row={row} scale={scale} />,
          },
        ]}
      />
    </section>
  )
}

/** `/filing/:quarter/:slug/score`: from the indicators to the final score, and how to raise it. */
export function ScorePage({ actor, told }: { actor: SignedIn; told: ScoreTold }) {
  const text = useText()
  const words = text.scoreTold
  const { estate, quarter, waterfall } = told
  const scored = told.state !== "unscored"
  return (
    <Page title={words.title} current="desk" actor={actor}>
      <PageHead
        steps={[
          { label: text.site.nav.desk, href: paths.desk() },
          { label: text.filing.title, href: paths.filing({ quarter }) },
          { label: estate.name, href: paths.submission(estate.slug, quarter) },
          { label: words.title },
        ]}
        title={words.title}
        lead={`${estate.name} · ${formatPeriod(text, quarter)}`}
      >
        {scored && (
          <p class="score-told__final">
            {words.final(formatScore(waterfall.final, 2), bandWords(text, told.edition, told.band))}
          </p>
        )}
        <p>
          {words.states[told.state]}{" "}
          {(told.state === "released" || !scored) && (
            <a href={paths.estate(estate.slug, { quarter })}>{words.publicPage}</a>
          )}
        </p>
      </PageHead>
      {scored && <ImproveSection told={told} />}
      {scored && <Parts told={told} />}
      <PeersSection told={told} />
    </Page>
  )
}
