import type { Context } from "hono"
import { withQuery } from "../../web/paths.ts"
import { fileLines, type ListTurn, type ShownColumns } from "../../web/ui/list.tsx"
import { csvCell } from "../domain/csv.ts"
import { DomainError } from "../domain/errors.ts"
import {
  askedOf,
  type ListAsked,
  type ListFound,
  type ListKind,
  type ListPage,
  type ListPlace,
  listPlace,
  listQuery,
  listRows,
} from "../domain/list.ts"
import { dayOf } from "../domain/quarter.ts"
import type { DeskEnv } from "./app-env.ts"
import { pageNumber } from "./forms/page-number.ts"
import { logError } from "./log-error.ts"
import { streamOf } from "./public/stream.ts"

type Desk = Context<DeskEnv>
type Found<Row> = ListFound<Row> & { total: number }

/** What the pages and the file of a list are made of. */
export interface DeskList<Row, Column extends string, Filter extends string, Sort extends string> {
  kind: ListKind<Column, Filter, Sort>
  /** Addresses of the page and of the file. */
  paths: { page: string; file: string }
  columns: ShownColumns<Row, NoInfer<Column>>
  /** What its file is called after besides its name: the quarter. */
  about?: string
  read: (asked: ListAsked<Filter, Sort>, page: ListPage) => Promise<Found<Row>>
}

/** What a place is bound to: who reads which list, narrowed and ordered how. */
const boundTo = ({ actor }: Desk["var"], kind: { name: string }, query: Record<string, string>) =>
  JSON.stringify([actor.organisation.id, `desk:${kind.name}`, query])

async function placeIn(c: Desk, bound: string, sealed: string | undefined): Promise<ListPlace | null> {
  if (sealed === undefined || sealed === "") return null
  const text = await c.var.services.cursors.open(bound, sealed)
  const place = text === null ? null : listPlace(text)
  if (place === null) throw new DomainError("invalid", "list_place_unknown")
  return place
}

/**
 * The page of a list that the address asks for; past its end (what stood there has been worked off) the first one. Errors:
 * DomainError invalid (`list_sort_unknown`, `list_filter_unknown`, `list_place_unknown` for a place of another list,
 * filter, order or organisation, or one that was changed).
 */
export async function listPage<Row, Found_ extends Found<Row>, Filter extends string, Sort extends string>(
  c: Desk,
  list: {
    kind: ListKind<string, Filter, Sort>
    paths: { page: string; file: string }
    read: (asked: ListAsked<Filter, Sort>, page: ListPage) => Promise<Found_>
  },
): Promise<{ found: Found_; asked: ListAsked<Filter, Sort>; turn: ListTurn }> {
  const { kind, paths, read } = list
  const { cursors } = c.var.services
  const asked = askedOf(kind, c.req.query())
  const query = listQuery(kind, asked)
  const bound = boundTo(c.var, kind, query)
  const [after, before] = [
    await placeIn(c, bound, c.req.query("after")),
    await placeIn(c, bound, c.req.query("before")),
  ]
  const limit = listRows.page
  const first = { after: null, limit }
  let found = await read(asked, before ? { after: null, before, limit } : { after, limit })
  const over = found.rows.length === 0 && (after ?? before) !== null
  if (over) found = await read(asked, first)
  const pages = Math.max(1, Math.ceil(found.total / limit))
  const beginning = over || found.previous === null
  const page = beginning ? 1 : Math.min(pages, pageNumber(c.req.query("page")))
  const to = async (name: "after" | "before", place: ListPlace | null, number: number) =>
    place &&
    withQuery(paths.page, {
      ...query,
      page: number,
      [name]: await cursors.seal(bound, JSON.stringify(place)),
    })
  const turn = {
    page,
    pages,
    previous: await to("before", found.previous, page - 1),
    next: await to("after", found.next, page + 1),
    file: withQuery(paths.file, query),
  }
  return { found, asked, turn }
}

/** A file of every row that the page's filters leave, in its order, a part in memory at a time. */
export async function listFile<Row, Column extends string, Filter extends string, Sort extends string>(
  c: Desk,
  list: DeskList<Row, Column, Filter, Sort>,
): Promise<Response> {
  const { kind, columns, read, about } = list
  const { ctx, text } = c.var
  const asked = askedOf(kind, c.req.query())
  const headers = {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${[kind.name, about, dayOf(ctx.now().getTime())].filter(Boolean).join("-")}.csv"`,
  }
  if (c.get("headOnly")) return c.body(null, 200, headers)
  const { titles, line } = fileLines(text, kind, columns)
  const written = (cells: readonly (string | number | null)[]) => `${cells.map(csvCell).join(",")}\r\n`
  async function* parts() {
    yield `\uFEFF${written(titles)}`
    for (let after: ListPlace | null = null, more = true; more; ) {
      const found: Found<Row> = await read(asked, { after, limit: listRows.file })
      yield found.rows.map((row) => written(line(row))).join("")
      after = found.next
      more = after !== null
    }
  }
  return c.body(await streamOf(parts(), (error) => logError(c, error)), 200, headers)
}
