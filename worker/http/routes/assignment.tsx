import { type Context, Hono } from "hono"
import { AssignmentFilePage } from "../../../web/pages/judging/assignment-file-page.tsx"
import { AssignmentPage } from "../../../web/pages/judging/assignment-page.tsx"
import { paths } from "../../../web/paths.ts"
import { freshForm } from "../../../web/ui/form-state.ts"
import { DomainError } from "../../domain/errors.ts"
import { allFaults, type ImportFault, type ImportRow, readTable } from "../../domain/registry/import-table.ts"
import { csvFile } from "../../domain/registry/table-text.ts"
import { type AssignmentField, assignmentColumns } from "../../domain/selection/import-assignments.ts"
import { assignJudges } from "../../usecases/judge/assign-judges.ts"
import { assignOne } from "../../usecases/judge/assign-one.ts"
import { checkAssignments, importAssignments } from "../../usecases/judge/import-assignments.ts"
import {
  assignmentToChange,
  openAssignment,
  openAssignmentTable,
  previewAssignment,
} from "../../usecases/judge/open-assignment.ts"
import { once } from "../../usecases/once.ts"
import type { DeskEnv } from "../app-env.ts"
import { judgingDone, judgingForm } from "../forms/judging-form.ts"
import { pageNumber } from "../forms/page-number.ts"
import { slugOf } from "../forms/programme-form.ts"
import { refusedForm, refusedWhole, type Shown } from "../forms/refused-form.ts"
import { checkedRows, uploadedTable } from "../forms/upload.ts"
import { requires } from "../middleware/session.ts"
import { givenRoutes } from "./given-assignment.tsx"

type Rows = ImportRow<AssignmentField>[]

/** The page as it stands; `preview` adds what a run would do. */
async function read(c: Context<DeskEnv>, preview: boolean) {
  const { ctx } = c.var
  const page = pageNumber(c.req.query("page"))
  if (preview) return { page, ...(await previewAssignment(ctx, slugOf(c), page)) }
  return { page, ...(await openAssignment(ctx, slugOf(c), page)), plan: null }
}

async function show(c: Context<DeskEnv>, { state, status }: Shown = {}) {
  const { actor, ctx } = c.var
  const preview = c.req.method === "GET" && c.req.query("preview") === "1"
  const found = await read(c, preview)
  return c.render(
    <AssignmentPage
      {...found}
      state={state ?? freshForm(ctx.newId())}
      actor={actor}
      perCandidate={found.programme.rules?.review.perCandidate ?? 0}
      done={judgingDone(c)}
    />,
    status ?? 200,
  )
}

const home = (c: Context<DeskEnv>, done: string) =>
  c.redirect(paths.selectionPart(slugOf(c), "assignment", { done }), 303)

/** A form about the assignments of the programme that the address names. */
const postedForm = <T extends object>(c: Context<DeskEnv>, parse: (fields: Record<string, string>) => T) =>
  judgingForm(c, () => openAssignment(c.var.ctx, slugOf(c), 1), parse)

async function run(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const slug = slugOf(c)
  const { key } = await postedForm(c, () => ({}))
  try {
    await once(ctx, { key, action: "assignment.run" }, () => assignJudges(ctx, slug, { key }))
    return home(c, "ran")
  } catch (error) {
    return show(c, refusedForm(error, ctx.newId(), {}))
  }
}

async function give(c: Context<DeskEnv>) {
  const { ctx, text } = c.var
  const slug = slugOf(c)
  const { key, typed } = await postedForm(c, ({ code = "", judgeId = "", reason = "" }) => ({
    typed: { code, judgeId, reason },
  }))
  try {
    await once(ctx, { key, action: "assignment.give" }, () => assignOne(ctx, slug, { key, ...typed }))
    return home(c, "given")
  } catch (error) {
    const conflict = error instanceof DomainError && error.rule === "assign_conflict"
    const again = conflict
      ? refusedWhole(text, error, ctx.newId(), typed)
      : refusedForm(error, ctx.newId(), typed)
    return show(c, again)
  }
}

async function showFile(c: Context<DeskEnv>, rows: Rows, readFaults: ImportFault[]) {
  const { actor, ctx } = c.var
  const checked = await checkAssignments(ctx, slugOf(c), rows)
  const faults = allFaults(readFaults, checked.faults)
  return c.render(
    <AssignmentFilePage
      state={freshForm(ctx.newId())}
      actor={actor}
      programme={checked.programme}
      pairs={checked.pairs}
      standing={checked.standing}
      fileFaults={faults}
      carried={JSON.stringify(rows)}
    />,
    c.var.tooLarge ? 413 : faults.length > 0 ? 422 : 200,
  )
}

async function check(c: Context<DeskEnv>) {
  const { ctx, services } = c.var
  try {
    const sheet = await uploadedTable(c, services.tables.read)
    const { rows, faults } = readTable(assignmentColumns, sheet)
    return await showFile(c, rows, faults)
  } catch (error) {
    if (!(error instanceof DomainError)) await assignmentToChange(ctx, slugOf(c))
    throw error
  }
}

async function confirm(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const slug = slugOf(c)
  const columns = assignmentColumns.map(({ field }) => field)
  const { key, rows } = await postedForm(c, (fields) => ({
    rows: checkedRows(fields["rows"] ?? "", columns),
  }))
  try {
    await once(ctx, { key, action: "assignment.import" }, () => importAssignments(ctx, slug, rows, { key }))
    return home(c, "imported")
  } catch (error) {
    if (!(error instanceof DomainError) || (error.rule !== "import_faults" && error.code !== "stale"))
      throw error
    const stale: ImportFault = { rule: "import_stale", line: null, column: null }
    return showFile(c, rows, error.code === "stale" ? [stale] : [])
  }
}

async function download(c: Context<DeskEnv>) {
  const { ctx, text } = c.var
  const slug = slugOf(c)
  const { rows } = await openAssignmentTable(ctx, slug)
  const titles = assignmentColumns.map(({ titles: [title] }) => title)
  const { reviewStates } = text.judging
  const lines = rows.map((row) => [
    row.blindCode,
    row.email,
    row.judge,
    row.category,
    row.estate,
    reviewStates[row.review],
  ])
  c.header("content-type", "text/csv; charset=utf-8")
  c.header("content-disposition", `attachment; filename="assignments-${slug}.csv"`)
  return c.body(csvFile([titles, ...lines]))
}

const runners = requires("programme.run")

/** Who judges which candidate, on the organiser's desk. */
export const assignmentRoutes = new Hono<DeskEnv>()
  .get("/selection/:programme/assignment", (c) => show(c))
  .post("/selection/:programme/assignment", runners, run)
  .get("/selection/:programme/assignment/assignments.csv", download)
  .post("/selection/:programme/assignment/pairs", runners, give)
  .route("/", givenRoutes)
  .post("/selection/:programme/assignment/file", runners, check)
  .post("/selection/:programme/assignment/file/confirmation", runners, confirm)
