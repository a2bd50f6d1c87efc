import { type Context, Hono } from "hono"
import { OversightPage, oversightColumns } from "../../../web/pages/oversight/oversight-page.tsx"
import { paths } from "../../../web/paths.ts"
import { overseenActions, oversightList } from "../../domain/audit/oversight.ts"
import type { ListAsked, ListPage } from "../../domain/list.ts"
import { quarterOf, shiftQuarter } from "../../domain/quarter.ts"
import type { DeskEnv } from "../app-env.ts"
import { quarterAsked } from "../forms/quarter-asked.ts"
import { listFile, listPage } from "../list-page.ts"
import { requires, signedIn } from "../middleware/session.ts"

/** Quarters that the page offers: the one that runs and those before. */
const QUARTERS_SHOWN = 8

type Desk = Context<DeskEnv>

function actsOf(c: Desk) {
  const { ctx, text } = c.var
  const quarter = quarterAsked(c)
  const read = ({ q, filters }: ListAsked<"quarter" | "act">, page: ListPage) =>
    ctx.read.oversight.page({ quarter, actions: overseenActions(filters.act), q }, page)
  const addresses = { page: paths.oversight(), file: paths.oversightFile() }
  return { kind: oversightList, paths: addresses, columns: oversightColumns(text, quarter), read }
}

/** 督办: the acts of the authorities below on a quarter, as a list and a file; nothing of what was typed. */
export const oversightRoutes = new Hono<DeskEnv>()
  .use("/oversight/*", signedIn, requires("oversight.read"))
  .get("/oversight", async (c) => {
    const { found, asked, turn } = await listPage(c, actsOf(c))
    const latest = quarterOf(c.var.ctx.now().getTime())
    const quarters = Array.from({ length: QUARTERS_SHOWN }, (_, back) => shiftQuarter(latest, -back))
    const { rows, total } = found
    const props = { rows, total, asked, turn, quarters, quarter: quarterAsked(c) }
    return c.render(<OversightPage actor={c.var.actor} {...props} />)
  })
  .get("/oversight/list.csv", (c) => listFile(c, { ...actsOf(c), about: quarterAsked(c) }))
