import { type Context, Hono } from "hono"
import { BookPage, type BookPageProps } from "../../../web/pages/filing/book-page.tsx"
import { BookResultPage } from "../../../web/pages/filing/book-result-page.tsx"
import { SendingPage } from "../../../web/pages/filing/sending-page.tsx"
import { paths } from "../../../web/paths.ts"
import { bookFault } from "../../../web/text/book-fault.ts"
import { freshForm } from "../../../web/ui/form-state.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { type ImportFault, MOST_FAULTS } from "../../domain/registry/import-table.ts"
import { wholeQuarter } from "../../domain/submission/desk-lists.ts"
import { perform } from "../../usecases/perform.ts"
import { checkBook, withoutEstate } from "../../usecases/submission/check-book.ts"
import { enterBook } from "../../usecases/submission/enter-book.ts"
import { askedBook, openBook } from "../../usecases/submission/open-book.ts"
import { bookLines, type OpenBookLines } from "../../usecases/submission/open-book-lines.ts"
import { sendable } from "../../usecases/submission/open-sending.ts"
import { sendTogether } from "../../usecases/submission/send-together.ts"
import type { DeskEnv } from "../app-env.ts"
import { type CarriedBook, carriedText, parsedField, readCarried } from "../forms/book-carried.ts"
import { bookMarks, bookResult } from "../forms/book-result.ts"
import { bookCsv, bookSheets } from "../forms/book-sheets.ts"
import { formKey } from "../forms/command.ts"
import { readForm } from "../forms/read-form.ts"
import { uploadedTable } from "../forms/upload.ts"
import { acting, requires, signedIn } from "../middleware/session.ts"

const quarterOf = (c: Context<DeskEnv>) => c.req.param("quarter") ?? ""

const counted = (text: string | undefined) => (/^\d{1,7}$/.test(text ?? "") ? Number(text) : 0)

/** What was just entered, told by the address that it led to. */
function enteredIn(c: Context<DeskEnv>): BookPageProps["entered"] {
  if (c.req.method !== "GET") return null
  const estates = counted(c.req.query("done"))
  const of = (name: string) => counted(c.req.query(name))
  return estates === 0
    ? null
    : { estates, added: of("added"), changed: of("changed"), unchanged: of("unchanged") }
}

async function show(c: Context<DeskEnv>, faults: readonly ImportFault[] = [], same = false) {
  const { actor, ctx, text } = c.var
  const quarter = quarterOf(c)
  askedBook(ctx, quarter)
  const desk = await ctx.read.filingList.page(wholeQuarter(quarter), { after: null, limit: 1 })
  const released = desk.quarter?.released ?? false
  // What is being corrected may be typed although its quarter is released.
  const shut = released && !desk.corrected.some((one) => one.quarter === quarter)
  const tooLarge = faults.some(({ rule }) => rule === "file_too_large")
  return c.render(
    <BookPage
      actor={actor}
      quarter={quarter}
      deadlineDay={desk.quarter?.deadlineDay ?? null}
      estates={desk.total}
      shut={shut}
      mayType={!shut && enterBook.may.some((permission) => may(actor, permission))}
      maySend={!shut && may(actor, "filing.submit")}
      faults={faults.slice(0, MOST_FAULTS).map((fault) => bookFault(text, fault))}
      entered={enteredIn(c)}
      same={same}
    />,
    faults.length === 0 ? 200 : tooLarge ? 413 : 422,
  )
}

const types = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

function file(
  c: Context<DeskEnv>,
  name: string,
  ending: "csv" | "xlsx",
  body: string | Uint8Array<ArrayBuffer>,
) {
  c.header("content-type", types[ending])
  c.header("content-disposition", `attachment; filename="${name}-${quarterOf(c)}.${ending}"`)
  return c.body(body)
}

async function template(c: Context<DeskEnv>, ending: "csv" | "xlsx") {
  const { actor, ctx, services, text } = c.var
  const book = await openBook(ctx, quarterOf(c))
  if (ending === "csv") return file(c, "shige", ending, bookCsv(text, book))
  const sheets = bookSheets(text, book, actor.organisation.name)
  return file(c, "shige", ending, services.tables.writeBook(sheets))
}

type Checked = Pick<OpenBookLines, "lines" | "edition">

/** What a book would do as it stands now; nothing of it is written. */
function showResult(
  c: Context<DeskEnv>,
  carried: CarriedBook,
  { lines, edition }: Checked,
  more: { notes?: Parameters<typeof BookResultPage>[0]["notes"]; absent?: number; conflict?: boolean } = {},
) {
  const { actor, ctx, text } = c.var
  const { notes = [], absent = 0, conflict = false } = more
  return c.render(
    <BookResultPage
      actor={actor}
      quarter={quarterOf(c)}
      result={bookResult(text, edition, carried, lines)}
      notes={notes}
      absent={absent}
      carried={carriedText(carried)}
      state={freshForm(ctx.newId())}
      conflict={conflict}
    />,
    conflict ? 409 : 200,
  )
}

async function check(c: Context<DeskEnv>) {
  const { ctx, services } = c.var
  askedBook(ctx, quarterOf(c))
  const checked = await checkBook(ctx, quarterOf(c), await uploadedTable(c, services.tables.read))
  if (checked.faults.length > 0) return show(c, checked.faults)
  const { notes, absent } = checked
  return showResult(c, checked, checked, { notes, absent })
}

async function confirm(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const quarter = quarterOf(c)
  askedBook(ctx, quarter)
  const fields = await readForm(c)
  const carried = readCarried(fields["rows"] ?? "")
  const which = fields["which"] === "good" ? ("good" as const) : ("all" as const)
  const asked = [...carried.placed, ...withoutEstate(carried.misplaced)]
  const open = await bookLines.open(ctx, { quarter, asked })
  try {
    const key = formKey(c.req.path, fields)
    const { result } = await perform(ctx, enterBook, open, { given: { which } }, { key })
    const { estates, ...counts } = result
    return c.redirect(paths.book(quarter, { done: estates, ...counts }), 303)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    if (error.rule === "book_same") return show(c, [], true)
    if (error.rule !== "book_faults" && error.code !== "stale") throw error
    const now = error.code === "stale" ? await bookLines.open(ctx, { quarter, asked }) : open
    return showResult(c, carried, now, { conflict: true })
  }
}

/** The book again, with what is wrong in it marked. */
async function marked(c: Context<DeskEnv>) {
  const { actor, ctx, services, text } = c.var
  const quarter = quarterOf(c)
  askedBook(ctx, quarter)
  const carried = readCarried((await readForm(c))["rows"] ?? "")
  const { lines } = await bookLines.open(ctx, { quarter, asked: carried.placed })
  const book = await openBook(ctx, quarter)
  const marks = book.edition && bookMarks(text, book.edition, carried, lines)
  const sheets = bookSheets(text, book, actor.organisation.name, marks)
  return file(c, "shige-marked", "xlsx", services.tables.writeBook(sheets))
}

/** What can be sent together, with one confirmation that lists it. */
async function showSending(c: Context<DeskEnv>, changed = false) {
  const { actor, ctx } = c.var
  const quarter = quarterOf(c)
  const { clean, unready } = await sendable(ctx, quarter)
  const done = c.req.method === "GET" ? counted(c.req.query("done")) : 0
  return c.render(
    <SendingPage
      actor={actor}
      quarter={quarter}
      clean={clean}
      unready={unready}
      done={done > 0 ? { estates: done, late: counted(c.req.query("late")) } : null}
      changed={changed}
      state={freshForm(ctx.newId())}
    />,
    changed ? 409 : 200,
  )
}

async function send(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const quarter = quarterOf(c)
  askedBook(ctx, quarter)
  const fields = await readForm(c)
  const asked = sendTogether.input.safeParse(parsedField(fields["asked"]))
  if (!asked.success) throw new DomainError("invalid", "bad_request")
  const open = await sendTogether.on.open(ctx, { quarter })
  try {
    const key = formKey(c.req.path, fields)
    const { result } = await perform(ctx, sendTogether, open, { given: asked.data }, { key })
    return c.redirect(paths.sendings(quarter, { done: result.estates, late: result.late }), 303)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    if (error.rule !== "sending_changed" && error.code !== "stale") throw error
    return showSending(c, true)
  }
}

/** Filing books: a quarter of all estates as one spreadsheet, checked whole and then entered. */
export const bookRoutes = new Hono<DeskEnv>()
  .use("/books/*", signedIn, requires("filing.read", "part.edit"))
  .get("/books/:quarter", (c) => show(c))
  .get("/books/:quarter/template.csv", (c) => template(c, "csv"))
  .get("/books/:quarter/template.xlsx", (c) => template(c, "xlsx"))
  .post("/books/:quarter", acting(enterBook), check)
  .post("/books/:quarter/confirmation", acting(enterBook), confirm)
  .post("/books/:quarter/marked", acting(enterBook), marked)
  .get("/books/:quarter/sending", acting(sendTogether), (c) => showSending(c))
  .post("/books/:quarter/sending", acting(sendTogether), send)
