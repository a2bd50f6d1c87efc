import { type Context, Hono } from "hono"
import { TrendPage, trendColumns } from "../../../web/pages/filing/trend-page.tsx"
import { bandsOf } from "../../../web/pages/public/bands.tsx"
import { paths } from "../../../web/paths.ts"
import type { ListAsked, ListPage } from "../../domain/list.ts"
import { previousQuarter, quarterOf, shiftQuarter } from "../../domain/quarter.ts"
import { TREND_QUARTERS, trendList } from "../../domain/submission/desk-lists.ts"
import type { DeskEnv } from "../app-env.ts"
import { listFile, listPage } from "../list-page.ts"
import { requires } from "../middleware/session.ts"

/** The quarters shown, the oldest first. */
function quartersOf(c: Context<DeskEnv>): string[] {
  const last = previousQuarter(quarterOf(c.var.ctx.now().getTime()))
  return Array.from({ length: TREND_QUARTERS }, (_, at) => shiftQuarter(last, at + 1 - TREND_QUARTERS))
}

function trendOf(c: Context<DeskEnv>) {
  const { ctx, text } = c.var
  const quarters = quartersOf(c)
  const [from = "", quarter = ""] = [quarters[0], quarters.at(-1)]
  async function read({ q, sort }: ListAsked<never, "score" | "name">, page: ListPage) {
    const found = await ctx.read.trends.page({ quarter, from, q, sort }, page)
    const bands = found.editionId ? bandsOf(await ctx.read.editions.get(found.editionId), text) : []
    const rows = found.rows.map(({ scores, ...row }) => {
      const by = new Map(scores.map((one) => [one.period, one]))
      const last = scores.findLast(({ final }) => final !== null)
      return {
        ...row,
        points: quarters.map((one) => by.get(one)?.final ?? null),
        band: bands.find(({ code }) => code === last?.band) ?? null,
      }
    })
    return { ...found, rows }
  }
  const addresses = { page: paths.trend(), file: paths.trendFile() }
  return { kind: trendList, paths: addresses, columns: trendColumns(text, quarters), read }
}

async function show(c: Context<DeskEnv>) {
  const { found, asked, turn } = await listPage(c, trendOf(c))
  const { rows, total } = found
  return c.render(
    <TrendPage
      actor={c.var.actor}
      quarters={quartersOf(c)}
      rows={rows}
      total={total}
      asked={asked}
      turn={turn}
    />,
  )
}

const company = requires("filing.read")

/** 走势: the released scores of all of a company's estates, on one page and as a file. */
export const trendRoutes = new Hono<DeskEnv>()
  .get("/filing/trend", company, show)
  .get(paths.trendFile(), company, (c) => listFile(c, trendOf(c)))
