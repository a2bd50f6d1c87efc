import { type Context, Hono } from "hono"
import { BoardEstatesPage, boardColumns } from "../../../web/pages/board/board-estates.tsx"
import { BoardPage, percent } from "../../../web/pages/board/board-page.tsx"
import { countedColumns, countedWord, countOf } from "../../../web/pages/board/numbers.tsx"
import { paths } from "../../../web/paths.ts"
import { csvCell } from "../../domain/csv.ts"
import { cutText } from "../../domain/cut-text.ts"
import type { ListAsked, ListPage } from "../../domain/list.ts"
import { dayOf, daysBetween, shiftQuarter } from "../../domain/quarter.ts"
import {
  addUp,
  type BoardFilter,
  type BoardPart,
  type BoardSort,
  boardList,
  boardParts,
  markOf,
  onTimeRate,
} from "../../domain/submission/board.ts"
import { standingsOf } from "../../domain/submission/desk-lists.ts"
import type { DeskEnv } from "../app-env.ts"
import { lastEnded, quarterAsked } from "../forms/quarter-asked.ts"
import { listFile, listPage } from "../list-page.ts"
import { requires, signedIn } from "../middleware/session.ts"

const QUARTERS_SHOWN = 8
const MOST_CODE = 40

type Desk = Context<DeskEnv>
type Asked = ListAsked<"quarter" | "state" | "place" | "at" | "company", BoardSort>

const today = (c: Desk) => dayOf(c.var.ctx.now().getTime())

/** The estates behind a number. */
function estatesOf(c: Desk) {
  const { ctx, text } = c.var
  const quarter = quarterAsked(c)
  function read({ q, sort, filters }: Asked, page: ListPage) {
    const { state, place, at, company } = filters
    const [standings, mark] = [standingsOf(state), markOf(state)]
    return ctx.read.board.page(
      { quarter, today: today(c), standings, mark, q, place, at, company, sort },
      page,
    )
  }
  const addresses = { page: paths.boardEstates(), file: paths.listFile("board") }
  return { kind: boardList, paths: addresses, columns: boardColumns(text, quarter), read }
}

async function estates(c: Desk) {
  const { found, asked, turn } = await listPage(c, estatesOf(c))
  const { rows, total, places } = found
  const props = { opened: found.quarter !== null, rows, total, places, asked, turn }
  return c.render(<BoardEstatesPage actor={c.var.actor} quarter={quarterAsked(c)} {...props} />)
}

/** By what the estates of an authority can be put together: what lies below its own level, and companies. */
function partsFor({ level }: DeskEnv["Variables"]["actor"]): BoardPart[] {
  const below = { city: 0, district: 1, street: 2, community: 2 }
  return boardParts.slice(level === null ? 0 : below[level])
}

/** The board that the address asks for: its quarter, by what, and of which place. */
async function boardOf(c: Desk) {
  const { actor, ctx } = c.var
  const parts = partsFor(actor)
  const by = parts.find((one) => one === c.req.query("by")) ?? parts[0] ?? "community"
  const place = cutText(c.req.query("place") ?? "", MOST_CODE)
  const quarter = quarterAsked(c)
  const filter: BoardFilter = {
    quarter,
    today: today(c),
    standings: null,
    mark: null,
    q: "",
    place,
    at: "",
    company: "",
    sort: "waits",
  }
  return { parts, view: { quarter, by, place }, found: await ctx.read.board.counts(filter, by) }
}

async function board(c: Desk) {
  const { actor, text } = c.var
  const { parts, view, found } = await boardOf(c)
  const latest = lastEnded(c)
  const deadlineDay = found.quarter?.deadlineDay ?? null
  return c.render(
    <BoardPage
      actor={actor}
      {...view}
      parts={parts}
      placeName={found.placeName ?? text.board.whole}
      quarters={Array.from({ length: QUARTERS_SHOWN }, (_, index) => shiftQuarter(latest, -index))}
      deadlineDay={deadlineDay}
      over={deadlineDay ? daysBetween(deadlineDay, today(c)) : 0}
      rows={found.rows}
      corrected={found.corrected}
    />,
  )
}

/** The parts of a board as a file: the numbers that its page shows. */
async function boardFile(c: Desk) {
  const { text } = c.var
  const { view, found } = await boardOf(c)
  const { by, quarter } = view
  const { rows } = found
  const whole = addUp(rows, text.board.whole)
  const counted = countedColumns(whole)
  const { parts, onTime, longest, contact } = text.board
  const none = by === "company" ? text.board.noCompany : text.board.noPart
  const lines = [
    [parts[by], ...counted.map((of) => countedWord(text, of)), onTime, longest, contact],
    ...[whole, ...rows].map((row) => [
      row.name || none,
      ...counted.map((of) => countOf(row, of)),
      percent(onTimeRate(row)),
      row.longest,
      row.contacts.join(" · "),
    ]),
  ]
  const body = lines.map((line) => `${line.map(csvCell).join(",")}\r\n`).join("")
  const headers = {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="board-${quarter}-${by}.csv"`,
  }
  return c.body(`\uFEFF${body}`, 200, headers)
}

/** 看板: who of a quarter's estates has reported, for authorities; every number leads to its estates. */
export const boardRoutes = new Hono<DeskEnv>()
  .use("/board/*", signedIn, requires("verification.read"))
  .get("/board", board)
  .get("/board/parts.csv", boardFile)
  .get("/board/estates", estates)
  .get(paths.listFile("board"), (c) => listFile(c, estatesOf(c)))
