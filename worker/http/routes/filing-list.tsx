import { type Context, Hono } from "hono"
import { filingColumns, type ListRow } from "../../../web/pages/filing/list-columns.tsx"
import { ListPage } from "../../../web/pages/filing/list-page.tsx"
import { type BandInfo, bandsOf } from "../../../web/pages/public/bands.tsx"
import { paths } from "../../../web/paths.ts"
import type { FilingListPage } from "../../data/filing-list.ts"
import type { ListAsked, ListPage as ListRange } from "../../domain/list.ts"
import { shiftQuarter } from "../../domain/quarter.ts"
import { editionKeys } from "../../domain/scoring/keys.ts"
import { type FilingSort, filingList, standingsOf } from "../../domain/submission/desk-lists.ts"
import { isOver } from "../../domain/submission/lateness.ts"
import { providerOf } from "../../usecases/submission/open-filing.ts"
import type { DeskEnv } from "../app-env.ts"
import { lastEnded, quarterAsked } from "../forms/quarter-asked.ts"
import { listFile, listPage } from "../list-page.ts"

const QUARTERS_SHOWN = 8

type Asked = ListAsked<"quarter" | "state" | "place" | "band", FilingSort>

/** The estates to file for in the quarter that the address names. */
function filingOf(c: Context<DeskEnv>) {
  const { ctx, text } = c.var
  const quarter = quarterAsked(c)
  async function read({ q, sort, filters: { state, place, band } }: Asked, page: ListRange) {
    const standings = state === "asked" ? ("asked" as const) : standingsOf(state)
    const filter = { quarter, standings, q, place, band, sort }
    const found = await ctx.read.filingList.page(filter, page)
    const { scored } = found
    const bands: BandInfo[] = scored ? bandsOf(await ctx.read.editions.get(scored.editionId), text) : []
    const scoredIn = scored?.period ?? null
    const rows = found.rows.map(
      (row): ListRow => ({ ...row, scoredIn, band: bands.find(({ code }) => code === row.band) ?? null }),
    )
    return { ...found, rows, bands, scoredIn }
  }
  const addresses = { page: paths.filing(), file: paths.listFile("filing") }
  return {
    kind: filingList,
    paths: addresses,
    columns: filingColumns(text, quarter, new Map()),
    about: quarter,
    read,
  }
}

/** The values that the page names because they came back; nothing is asked for where none did. */
async function askedSpecs(
  c: Context<DeskEnv>,
  { quarter, rows }: Pick<FilingListPage, "quarter"> & { rows: readonly ListRow[] },
) {
  if (!quarter || rows.every(({ cameBack }) => cameBack.length === 0)) return new Map()
  return editionKeys(await c.var.ctx.read.editions.get(quarter.editionId))
}

async function list(c: Context<DeskEnv>) {
  const { actor, ctx } = c.var
  const latest = lastEnded(c)
  const quarter = quarterAsked(c)
  const { found, asked, turn } = await listPage(c, filingOf(c))
  const { quarter: opened, asked: askedOf, ...rest } = found
  const deadlineDay = opened ? (opened.firstDue ?? opened.deadlineDay) : null
  return c.render(
    <ListPage
      actor={actor}
      company={actor.organisation.kind === "company"}
      quarter={quarter}
      quarters={Array.from({ length: QUARTERS_SHOWN }, (_, index) => shiftQuarter(latest, -index))}
      deadlineDay={deadlineDay}
      released={opened?.released ?? false}
      provider={providerOf(actor)}
      late={deadlineDay !== null && isOver(deadlineDay, ctx.now())}
      specs={await askedSpecs(c, found)}
      asked={asked}
      askedOf={askedOf}
      turn={turn}
      {...rest}
    />,
  )
}

/** The list of the filing desk, and its file; behind the guard of routes/filing.tsx. */
export const filingListRoutes = new Hono<DeskEnv>()
  .get("/filing", list)
  .get(paths.listFile("filing"), (c) => listFile(c, filingOf(c)))
