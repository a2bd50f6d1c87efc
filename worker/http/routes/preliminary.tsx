import { type Context, Hono } from "hono"
import { PreliminaryEstatePage } from "../../../web/pages/quarters/preliminary-estate-page.tsx"
import { NoPreliminaryPage, PreliminaryPage } from "../../../web/pages/quarters/preliminary-page.tsx"
import { may } from "../../domain/permissions.ts"
import { readPreliminary } from "../../usecases/release/read-preliminary.ts"
import type { DeskEnv } from "../app-env.ts"
import { requires, signedIn } from "../middleware/session.ts"

const quarterOf = (c: Context<DeskEnv>) => c.req.param("quarter") ?? ""

function pageOf(c: Context<DeskEnv>): number {
  const asked = c.req.query("page") ?? ""
  return /^[1-9]\d{0,4}$/.test(asked) ? Number(asked) : 1
}

/** The own estates, or (`estate`) one of them. */
async function show(c: Context<DeskEnv>) {
  const { actor, ctx, services } = c.var
  const slug = c.req.query("estate") ?? null
  const quarter = quarterOf(c)
  const told = await readPreliminary(ctx, services.preliminaryFiles, { quarter, page: pageOf(c), slug })
  if (!told) return c.render(<NoPreliminaryPage actor={actor} quarter={quarter} />)
  if (slug === null) return c.render(<PreliminaryPage actor={actor} told={told} />)
  const files = may(actor, "filing.read") ? { asks: told.takesRequests && may(actor, "filing.submit") } : null
  return c.render(<PreliminaryEstatePage actor={actor} told={told} files={files} />)
}

/** 初步发布, for companies and authorities: the estates of their own, never anybody else's. */
export const preliminaryRoutes = new Hono<DeskEnv>().get(
  "/preliminary/:quarter",
  signedIn,
  requires("filing.read", "quarter.read"),
  show,
)
