import { createRoute, z } from "@hono/zod-openapi"
import { bookFault } from "../../../web/text/book-fault.ts"
import type { Text } from "../../../web/text/text.ts"
import { DomainError } from "../../domain/errors.ts"
import { perform } from "../../usecases/perform.ts"
import { type CheckedBook, checkBook, withoutEstate } from "../../usecases/submission/check-book.ts"
import { enterBook } from "../../usecases/submission/enter-book.ts"
import { sendable } from "../../usecases/submission/open-sending.ts"
import { sendTogether } from "../../usecases/submission/send-together.ts"
import { cellSentence, lockedSentence, misplacedSentence } from "../forms/book-result.ts"
import { cleanSheet } from "../forms/upload.ts"
import { actRoute } from "./act-route.ts"
import { answers } from "./answers.ts"
import { apiRouter, behindKey, behindKeyWithFile, fileBody, headerParameters } from "./key-route.ts"
import { Problem, type ProblemFault } from "./problem.ts"
import { estateSlug, quarterName, toldFault } from "./schemas.ts"

const tables = ["text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"]

const count = z.number().int()

const entered = z
  .object({ estates: count, added: count, changed: count, unchanged: count })
  .openapi("EnteredBook", { example: { estates: 12, added: 40, changed: 3, unchanged: 425 } })

const checked = z
  .object({
    rows: count,
    good: count,
    same: count,
    absent: count,
    faults: z.array(toldFault),
    notes: z.array(z.object({ rule: z.string(), message: z.string() })),
  })
  .openapi("CheckedBook")

const params = z.object({ quarter: quarterName })

const bookFile = createRoute({
  ...behindKeyWithFile(tables, [...enterBook.may]),
  method: "post",
  path: "/books/{quarter}",
  tags: ["submissions"],
  operationId: "enterBook",
  parameters: [headerParameters.idempotencyKey],
  request: {
    params,
    query: z.strictObject({
      dryRun: z.enum(["true", "false"]).default("false"),
      which: z.enum(["all", "good"]).default("all"),
    }),
    body: fileBody(tables),
  },
  responses: { ...answers(201, entered), ...answers(200, checked) },
})

const sendableLine = z.object({
  slug: estateSlug,
  name: z.string(),
  seen: count,
  values: count,
  faults: count,
})

const sendableView = z
  .object({ clean: z.array(sendableLine), unready: z.array(sendableLine) })
  .openapi("Sendable")

const sendableRoute = createRoute({
  ...behindKey([...sendTogether.may]),
  method: "get",
  path: "/books/{quarter}/sending",
  tags: ["submissions"],
  operationId: "getSendable",
  request: { params },
  responses: answers(200, sendableView),
})

const sent = z.object({ estates: count, late: count }).openapi("SentEstates")

/** Everything that is wrong with a book: cells by key and row, and rows without an estate. */
function faultsOf(text: Text, { edition, lines, misplaced, columns }: CheckedBook): ProblemFault[] {
  const cells = lines.flatMap(({ line, hard, locked }) => [
    ...hard.map((fault) => ({
      rule: fault.rule,
      field: fault.field ?? null,
      pointer: null,
      message: cellSentence(text, edition, fault),
      parameters: {
        ...fault.with,
        row: line,
        ...(columns.has(fault.field ?? "") && { cell: `${columns.get(fault.field ?? "")}${line}` }),
      },
    })),
    ...(locked
      ? [
          {
            rule: locked,
            field: null,
            pointer: null,
            message: lockedSentence(text, { locked }),
            parameters: { row: line },
          },
        ]
      : []),
  ])
  const rows = misplaced.map((line) => ({
    rule: line.rule,
    field: null,
    pointer: null,
    message: misplacedSentence(text, line),
    parameters: { ...line.with, row: line.line },
  }))
  return [...cells, ...rows]
}

/** A filing book: checked whole, then entered whole, or its good lines, or not at all. */
export const booksApi = apiRouter()

booksApi.openapi(bookFile, async (c) => {
  const { ctx, services, text, file, commandKey: key } = c.var
  const { quarter } = c.req.valid("param")
  const { dryRun, which } = c.req.valid("query")
  const book = await checkBook(ctx, quarter, cleanSheet(await services.tables.read(file)))
  if (book.faults.length > 0) {
    const faults = book.faults.map(({ rule, line, column, with: told = {} }) => ({
      rule,
      field: column,
      pointer: null,
      message: bookFault(text, { rule, line, column, with: told }),
      parameters: line === null ? told : { ...told, row: line },
    }))
    throw new Problem(422, "import_faults", { faults })
  }
  const { lines, placed, misplaced, absent, notes } = book
  const of = (state: (typeof lines)[number]["state"]) => lines.filter((line) => line.state === state).length
  const faults = faultsOf(text, book)
  if (dryRun === "true")
    return c.json(
      {
        rows: placed.length + misplaced.length,
        good: of("good"),
        same: of("same"),
        absent,
        faults,
        notes: notes.map(({ rule, with: told }) => ({ rule, message: text.books.notes[rule](told) })),
      },
      200,
    )
  if (which === "all" && faults.length > 0) throw new Problem(422, "import_faults", { faults })
  const open = { ...book.opened, asked: [...placed, ...withoutEstate(misplaced)] }
  try {
    const { result } = await perform(ctx, enterBook, open, { given: { which } }, { key })
    return c.json(result, 201)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    if (error.rule === "book_same")
      return c.json(
        { estates: 0, added: 0, changed: 0, unchanged: lines.reduce((n, one) => n + one.unchanged, 0) },
        201,
      )
    if (error.rule === "book_faults") throw new Problem(422, "import_faults", { faults })
    throw error
  }
})

booksApi.openapi(sendableRoute, async (c) =>
  c.json(await sendable(c.var.ctx, c.req.valid("param").quarter), 200),
)

actRoute(booksApi, { path: "/books/{quarter}", tags: ["submissions"], params }, sendTogether, {
  operationId: "sendTogether",
  method: "post",
  at: "/sending",
  answer: sent,
  asked: (given) => ({ given }),
  show: ({ result }) => result,
})
