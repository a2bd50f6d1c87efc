import { DataTable } from "../../ui/data-table.tsx"
import { Figure } from "../../ui/figure.tsx"
import { formatNumber } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import type { ResultRow } from "./results-view.ts"

const scoresOf = ({ readings }: ResultRow) => readings.flatMap(({ score }) => (score === null ? [] : [score]))
/** A place on the axis, which leaves room for the dots at its ends. */
const at = (score: number) => `${(2 + score * 0.96).toFixed(2)}%`

function Dots({ row }: { row: ResultRow }) {
  return (
    <svg class="dots" height="20" aria-hidden="true">
      <line class="dots__axis" x1={at(0)} x2={at(100)} y1="10" y2="10" />
      {row.rawMean !== null && (
        <line class="dots__mean" x1={at(row.rawMean)} x2={at(row.rawMean)} y1="2" y2="18" />
      )}
      {scoresOf(row).map((score) => (
        <circle class="dots__dot" cx={at(score)} cy="10" r="4" />
      ))}
    </svg>
  )
}

/** Where each review of each candidate lies, with the same numbers as a table. */
export function DotPlot({ id, title, rows }: { id: string; title: string; rows: ResultRow[] }) {
  const text = useText()
  const { results } = text.reviews
  const words = (row: ResultRow) =>
    scoresOf(row)
      .map((score) => formatNumber(score))
      .join(text.site.listComma)
  return (
    <Figure
      id={id}
      title={title}
      unit={results.chartUnit}
      source={results.chartSource}
      table={
        <DataTable
          caption={title}
          captionHidden
          cards
          columns={[
            { key: "estate", title: results.candidate, cell: ({ estate }) => estate },
            { key: "scores", title: results.scores, cell: (row) => words(row) || "—" },
          ]}
          rows={rows}
        />
      }
    >
      <ul class="dot-plot">
        {rows.map((row) => (
          <li>
            <span class="dot-plot__label">{row.estate}</span>
            <Dots row={row} />
          </li>
        ))}
      </ul>
    </Figure>
  )
}
