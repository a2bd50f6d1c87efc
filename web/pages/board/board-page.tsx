import { addUp, type BoardRow, boardParts, onTimeRate } from "../../../worker/domain/submission/board.ts"
import { paths } from "../../paths.ts"
import { type Column, DataTable } from "../../ui/data-table.tsx"
import { formatDay, formatPeriod } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"
import { type BoardView, behind, type Counted, countedColumns, countedWord, countOf } from "./numbers.tsx"

export interface BoardPageProps extends BoardView {
  actor: SignedIn
  /** Of the place that is shown. */
  placeName: string
  quarters: string[]
  deadlineDay: string | null
  /** Days since the deadline; below zero while there are some left. */
  over: number
  rows: BoardRow[]
  /** Other quarters in which something is being corrected. */
  corrected: { quarter: string; estates: number }[]
  /** What the parts can be. */
  parts: BoardView["by"][]
}

/** A share as whole percent, never rounded up to all of them. */
export const percent = (share: number | null) => (share === null ? "–" : `${Math.floor(share * 100)}%`)

function Number_({
  view,
  row,
  of,
}: {
  view: BoardView
  row: BoardRow | null
  of: [BoardRow, Counted | "due"]
}) {
  const [counted, what] = of
  const n = what === "due" ? countOf(counted, "none") + countOf(counted, "draft") : countOf(counted, what)
  return n === 0 ? <span class="board-none">0</span> : <a href={behind(view, row, what)}>{n}</a>
}

function Tiles({ view, whole }: { view: BoardView; whole: BoardRow }) {
  const text = useText()
  const { board, filing } = text
  const tiles: { what: Counted | "due"; title: string; more: string }[] = [
    {
      what: "due",
      title: board.unsent,
      more: board.unsentOf(countOf(whole, "none"), countOf(whole, "draft")),
    },
    { what: "submitted", title: filing.states.submitted, more: board.waitsOf(whole.marks.long) },
    { what: "street_verified", title: filing.states.street_verified, more: board.waitsDistrictText },
    { what: "returned", title: filing.states.returned, more: board.backText },
    { what: "verified", title: filing.states.verified, more: board.verifiedOf(whole.expected) },
  ]
  return (
    <ul class="board-tiles">
      {tiles.map(({ what, title, more }) => (
        <li>
          <p class="board-tiles__n">
            <Number_ view={view} row={null} of={[whole, what]} />
          </p>
          <p class="board-tiles__title">{title}</p>
          <p class="hint">{more}</p>
        </li>
      ))}
    </ul>
  )
}

/** A part leads to the board of what is in it; the finest and companies to their estates. */
function partHref(view: BoardView, row: BoardRow): string {
  const { quarter, by } = view
  if (by === "district" && row.key) return paths.board({ quarter, by: "street", place: row.key })
  if (by === "street" && row.key) return paths.board({ quarter, by: "community", place: row.key })
  return behind(view, row, "all")
}

function Parts({ view, whole, rows }: { view: BoardView; whole: BoardRow; rows: BoardRow[] }) {
  const text = useText()
  const { board } = text
  const none = view.by === "company" ? board.noCompany : board.noPart
  const numbers = countedColumns(whole).map(
    (of): Column<BoardRow> => ({
      key: of,
      title: countedWord(text, of),
      number: true,
      none: (row) => countOf(row, of) === 0,
      cell: (row) => <Number_ view={view} row={row === whole ? null : row} of={[row, of]} />,
    }),
  )
  return (
    <DataTable
      caption={board.byPart[view.by]}
      captionHidden
      cards
      rows={[whole, ...rows]}
      rowClass={(row) => (row === whole ? "board-whole" : undefined)}
      columns={[
        {
          key: "part",
          title: board.parts[view.by],
          cell: (row) => (row === whole ? row.name : <a href={partHref(view, row)}>{row.name || none}</a>),
        },
        ...numbers,
        { key: "rate", title: board.onTime, number: true, cell: (row) => percent(onTimeRate(row)) },
        {
          key: "longest",
          title: board.longest,
          number: true,
          cell: ({ longest }) => (longest === null ? "–" : board.days(longest)),
        },
        {
          key: "contact",
          title: board.contact,
          cell: (row) => {
            if (row === whole || !row.key) return ""
            return row.contacts.length === 0 ? board.nobody : row.contacts.map((name) => <div>{name}</div>)
          },
        },
      ]}
    />
  )
}

function Pickers({ quarter, quarters, by, place, parts }: BoardPageProps) {
  const text = useText()
  const { board } = text
  return (
    <>
      <nav class="quarter-picker" aria-label={board.quarters}>
        <ul>
          {quarters.map((one) => (
            <li>
              <a
                href={paths.board({ quarter: one, by, place })}
                aria-current={one === quarter ? "page" : undefined}
              >
                {formatPeriod(text, one)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <nav class="quarter-picker" aria-label={board.by}>
        <ul>
          {boardParts.flatMap((part) =>
            parts.includes(part)
              ? [
                  <li>
                    <a
                      href={paths.board({ quarter, by: part, place })}
                      aria-current={part === by ? "page" : undefined}
                    >
                      {board.byPart[part]}
                    </a>
                  </li>,
                ]
              : [],
          )}
        </ul>
      </nav>
    </>
  )
}

/** 看板: of a quarter's estates how many stand where, by district, street, community or company. */
export function BoardPage(props: BoardPageProps) {
  const text = useText()
  const { board, filing } = text
  const { actor, rows, quarter, by, place, placeName, deadlineDay, over, corrected } = props
  const view = { quarter, by, place }
  const period = formatPeriod(text, quarter)
  const whole = addUp(rows, board.whole)
  const rate = onTimeRate(whole)
  const title = deadlineDay
    ? board.head(placeName, period, whole.expected, countOf(whole, "verified"))
    : `${board.title} · ${period}`
  return (
    <Page title={title} current="desk" actor={actor}>
      <PageHead
        title={title}
        lead={deadlineDay ? board.deadline(formatDay(text, deadlineDay), over) : filing.list.notOpen}
      >
        {rate !== null && (
          <p>
            {board.rate(percent(rate))} · {board.numbers}
          </p>
        )}
      </PageHead>
      {corrected
        .filter((one) => one.quarter !== quarter)
        .map((one) => (
          <Notice kind="warning">
            {board.other(formatPeriod(text, one.quarter), one.estates)}{" "}
            <a href={paths.board({ quarter: one.quarter, by, place })}>
              {board.seeOther(formatPeriod(text, one.quarter))}
            </a>
          </Notice>
        ))}
      <Pickers {...props} />
      {whole.expected === 0 ? (
        <p>{board.none}</p>
      ) : (
        <>
          <Tiles view={view} whole={whole} />
          <section class="section" aria-labelledby="parts">
            <h2 id="parts">{board.byPart[by]}</h2>
            <p class="hint">{board.how}</p>
            <Parts view={view} whole={whole} rows={rows} />
            <p class="hint">{board.terms}</p>
            <p class="list-file">
              <a href={paths.boardFile(view)}>{board.file}</a>
            </p>
          </section>
        </>
      )}
    </Page>
  )
}
