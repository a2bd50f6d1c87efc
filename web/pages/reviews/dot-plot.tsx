import type { Text } from "../../text/text.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { Figure } from "../../ui/figure.tsx"
import { formatNumber } from "../../ui/format.ts"
import type { ResultRow } from "./results-view.ts"

const LEFT = 4
const WIDTH = 200

const scoresOf = ({ readings }: ResultRow) => readings.flatMap(({ score }) => (score === null ? [] : [score]))
const at = (score: number) => (LEFT + (score / 100) * WIDTH).toFixed(1)

function Dots({ row }: { row: ResultRow }) {
  return (
    <svg class="dots" viewBox={`0 0 ${WIDTH + 2 * LEFT} 20`} aria-hidden="true">
      <path class="dots__axis" d={`M${LEFT} 10h${WIDTH}`} />
      {row.rawMean !== null && <path class="dots__mean" d={`M${at(row.rawMean)} 2v16`} />}
      {scoresOf(row).map((score) => (
        <circle class="dots__dot" cx={at(score)} cy="10" r="4" />
      ))}
    </svg>
  )
}

/** Where each review of each candidate lies, with the same numbers as a table. */
export function DotPlot({
  text,
  id,
  title,
  rows,
}: {
  text: Text
  id: string
  title: string
  rows: ResultRow[]
}) {
  const { results } = text.reviews
  const words = (row: ResultRow) =>
    scoresOf(row)
      .map((score) => formatNumber(score))
      .join(text.site.listComma)
  return (
    <Figure
      text={text}
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
