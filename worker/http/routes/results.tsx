import { type Context, Hono } from "hono"
import { ResultsPage } from "../../../web/pages/reviews/results-page.tsx"
import { csvFile } from "../../domain/registry/table-text.ts"
import { numberText } from "../../domain/scoring/rounding.ts"
import { openResults } from "../../usecases/review/open-results.ts"
import type { DeskEnv } from "../app-env.ts"
import { requires, signedIn } from "../middleware/session.ts"
import { redactionRoutes } from "./redactions.tsx"

const slugOf = (c: Context<DeskEnv>) => c.req.param("programme") ?? ""

async function show(c: Context<DeskEnv>) {
  const { actor, ctx } = c.var
  const view = await openResults(ctx, slugOf(c))
  return c.render(<ResultsPage actor={actor} view={view} />)
}

const cell = (value: number | null) => (value === null ? "" : numberText(value))

/** The table of candidates with all decimals, for those who want to check it. */
async function csv(c: Context<DeskEnv>) {
  const { results } = c.var.text.reviews
  const { candidates, programme } = await openResults(c.var.ctx, slugOf(c))
  const lines = candidates.map((one) => [
    one.category,
    one.estate,
    one.code,
    String(one.reviews),
    String(one.abstained),
    one.insufficient ? results.insufficient : results.sufficient,
    cell(one.rawMean),
    cell(one.rawMedian),
    cell(one.calibratedMean),
    one.readings.map(({ score }) => (score === null ? results.abstained : numberText(score))).join(" "),
  ])
  c.header("content-type", "text/csv; charset=utf-8")
  c.header("content-disposition", `attachment; filename="results-${programme.slug}.csv"`)
  return c.body(csvFile([results.csvHead, ...lines]))
}

const only = requires("programme.run")

/** What the reviews of a programme come to. */
export const resultRoutes = new Hono<DeskEnv>()
  .get("/selection/:programme/results", signedIn, only, show)
  .get("/selection/:programme/results.csv", signedIn, only, csv)
  .route("/", redactionRoutes)
