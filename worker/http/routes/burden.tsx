import { type Context, Hono } from "hono"
import { BurdenPage, burdenColumns } from "../../../web/pages/filing/burden-page.tsx"
import { paths } from "../../../web/paths.ts"
import type { ListAsked, ListPage } from "../../domain/list.ts"
import { shiftQuarter } from "../../domain/quarter.ts"
import { burdenList } from "../../domain/submission/burden.ts"
import type { DeskEnv } from "../app-env.ts"
import { lastEnded, quarterAsked } from "../forms/quarter-asked.ts"
import { listFile, listPage } from "../list-page.ts"
import { requires, signedIn } from "../middleware/session.ts"

/** How many quarters can be chosen: a year of them. */
const CHOSEN = 4

function burdenOf(c: Context<DeskEnv>) {
  const quarter = quarterAsked(c)
  return {
    kind: burdenList,
    paths: { page: paths.burden(), file: paths.listFile("burden") },
    columns: burdenColumns(c.var.text),
    about: quarter,
    read: ({ q }: ListAsked<"quarter", "name">, page: ListPage) =>
      c.var.ctx.read.burden.page({ quarter, q }, page),
  }
}

async function show(c: Context<DeskEnv>) {
  const { found, asked, turn } = await listPage(c, burdenOf(c))
  const { rows, total, companies, rules } = found
  const [quarter, last] = [quarterAsked(c), lastEnded(c)]
  const quarters = Array.from({ length: CHOSEN }, (_, at) => shiftQuarter(last, -at))
  const props = { quarter, quarters, rows, total, companies, rules, asked, turn }
  return c.render(<BurdenPage actor={c.var.actor} {...props} />)
}

const readers = requires("filing.read", "verification.read")

/** 填报负担: what filing took, for a company its own, for an authority what its place's companies have sent. */
export const burdenRoutes = new Hono<DeskEnv>()
  .get(paths.burden(), signedIn, readers, show)
  .get(paths.listFile("burden"), signedIn, readers, (c) => listFile(c, burdenOf(c)))
