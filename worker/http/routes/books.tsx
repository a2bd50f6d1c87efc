import { type Context, Hono } from "hono"
import { BookPage } from "../../../web/pages/filing/book-page.tsx"
import { askedBook, openBook } from "../../usecases/submission/open-book.ts"
import type { DeskEnv } from "../app-env.ts"
import { bookCsv, bookSheets } from "../forms/book-sheets.ts"
import { requires, signedIn } from "../middleware/session.ts"

const quarterOf = (c: Context<DeskEnv>) => c.req.param("quarter") ?? ""

async function show(c: Context<DeskEnv>) {
  const { actor, ctx } = c.var
  const quarter = quarterOf(c)
  askedBook(ctx, quarter)
  const filter = { quarter, states: [], oldestFirst: false }
  const desk = await ctx.read.submissions.desk(filter, { after: null, limit: 1 })
  return c.render(
    <BookPage
      actor={actor}
      quarter={quarter}
      deadlineDay={desk.quarter?.deadlineDay ?? null}
      estates={desk.total}
    />,
  )
}

const types = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

function file(c: Context<DeskEnv>, ending: "csv" | "xlsx", body: string | Uint8Array<ArrayBuffer>) {
  c.header("content-type", types[ending])
  c.header("content-disposition", `attachment; filename="shige-${quarterOf(c)}.${ending}"`)
  return c.body(body)
}

async function template(c: Context<DeskEnv>, ending: "csv" | "xlsx") {
  const { actor, ctx, services, text } = c.var
  const book = await openBook(ctx, quarterOf(c))
  if (ending === "csv") return file(c, ending, bookCsv(text, book))
  return file(c, ending, services.tables.writeBook(bookSheets(text, book, actor.organisation.name)))
}

/** Filing books: a quarter of all estates as one spreadsheet. */
export const bookRoutes = new Hono<DeskEnv>()
  .use("/books/*", signedIn, requires("filing.read", "part.edit"))
  .get("/books/:quarter", show)
  .get("/books/:quarter/template.csv", (c) => template(c, "csv"))
  .get("/books/:quarter/template.xlsx", (c) => template(c, "xlsx"))
