import { DataTable } from "../../ui/data-table.tsx"
import { formatNumber, formatScore } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { formulaReader } from "../public/formula.ts"
import { dimensionRows, lostRows, type ScoreRow, scoreRows } from "./score-rows.ts"
import type { ScoreTold } from "./score-view.ts"

/** The least points that the scale shows. */
const SCALE = 100
/** So many losses are shown before the rest is folded. */
const SHOWN = 5

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

const lostWords = ({ lost }: ScoreRow) => (lost === null || lost === 0 ? "" : formatScore(lost, 2))

function Rows({ rows, caption, scale }: { rows: ScoreRow[]; caption: string; scale?: number }) {
  const { parts } = useText().scoreTold
  return (
    <DataTable
      caption={caption}
      captionHidden
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
          cell: lostWords,
          none: (row) => lostWords(row) === "",
        },
        ...(scale === undefined
          ? []
          : [
              {
                key: "bar",
                title: parts.bar,
                className: "score-bar",
                cell: (row: ScoreRow) => <Rise row={row} scale={scale} />,
              },
            ]),
      ]}
    />
  )
}

/** 失分在哪里: what is missing first, then what lost most, each with its reason. */
export function LostSection({ told }: { told: ScoreTold }) {
  const text = useText()
  const { losses } = text.scoreTold
  const rows = lostRows(text, formulaReader(told.edition, text), told)
  const rest = rows.slice(SHOWN)
  return (
    <section class="section score-parts" aria-labelledby="losses">
      <h2 id="losses">{losses.title}</h2>
      {rows.length === 0 ? <p>{losses.none}</p> : <Rows rows={rows.slice(0, SHOWN)} caption={losses.title} />}
      {rest.length > 0 && (
        <details class="fold">
          <summary>
            <span class="fold__title">{losses.rest(rest.length)}</span>
          </summary>
          <div class="fold__body">
            <Rows rows={rest} caption={losses.rest(rest.length)} />
          </div>
        </details>
      )}
    </section>
  )
}

/** From the dimensions to the final score; the indicators of each dimension folded below. */
export function PartsSection({ told }: { told: ScoreTold }) {
  const text = useText()
  const { parts } = text.scoreTold
  const rows = scoreRows(text, told)
  const scale = Math.max(SCALE, ...rows.map(({ to }) => to))
  const reader = formulaReader(told.edition, text)
  return (
    <section class="section score-parts" aria-labelledby="parts">
      <h2 id="parts">{parts.title}</h2>
      <p class="hint">{parts.caption}</p>
      <Rows rows={rows} caption={parts.caption} scale={scale} />
      <h3>{parts.indicators}</h3>
      {told.waterfall.dimensions.map((part) => {
        const own = rows.find(({ id }) => id === part.code)
        return (
          <details class="fold">
            <summary>
              <span class="fold__title">{own?.title ?? part.code}</span>
              <span class="fold__aside">{own && <Points row={own} />}</span>
            </summary>
            <div class="fold__body">
              <Rows
                rows={dimensionRows(text, reader, told, part)}
                caption={parts.of(own?.title ?? part.code)}
              />
            </div>
          </details>
        )
      })}
    </section>
  )
}
