import { type Context, Hono } from "hono"
import { type ExportLine, ExportPage } from "../../../web/pages/leaving/export-page.tsx"
import { paths } from "../../../web/paths.ts"
import { type FormState, freshForm } from "../../../web/ui/form-state.ts"
import type { ExportView } from "../../data/exports.ts"
import { isExportStalled } from "../../domain/leaving/export.ts"
import { dayOf } from "../../domain/quarter.ts"
import { refreshSeconds } from "../../domain/request-limits.ts"
import { isAvailable, listExports, openExport } from "../../usecases/export/open-export.ts"
import { requestExport } from "../../usecases/export/request-export.ts"
import type { DeskEnv } from "../app-env.ts"
import { formKey } from "../forms/command.ts"
import { pageNumber } from "../forms/page-number.ts"
import { readForm } from "../forms/read-form.ts"
import { requires, signedIn } from "../middleware/session.ts"

function lineOf(row: ExportView, now: Date): ExportLine {
  const { id, step, steps, bytes, hash, createdAt, expiresAt, by } = row
  const state = row.state === "done" && !isAvailable(row, now) ? "expired" : row.state
  return { id, state, step, steps, stalled: isExportStalled(row, now), bytes, hash, createdAt, expiresAt, by }
}

async function show(c: Context<DeskEnv>, state?: FormState) {
  const { actor, ctx } = c.var
  const page = c.req.method === "GET" ? pageNumber(c.req.query("page")) : 1
  const { rows, pages } = await listExports(ctx, page)
  const lines = rows.map((row) => lineOf(row, ctx.now()))
  // While one runs the page loads itself again: by header, since a meta element is a fault for screen readers.
  if (page === 1 && lines.some((line) => line.state === "running" && !line.stalled))
    c.header("refresh", String(refreshSeconds))
  return c.render(
    <ExportPage
      actor={actor}
      kind={actor.organisation.kind}
      lines={lines}
      page={page}
      pages={pages}
      state={state ?? freshForm(ctx.newId())}
      requested={c.req.query("done") === "requested"}
    />,
    state ? 422 : 200,
  )
}

async function start(c: Context<DeskEnv>) {
  const { ctx, services } = c.var
  const fields = await readForm(c)
  const key = formKey(c.req.path, fields)
  const faults = [{ rule: "not_confirmed", field: "personal" }]
  if (fields["personal"] !== "yes") return show(c, { ...freshForm(ctx.newId()), faults })
  await requestExport(ctx, services.startExport, { key })
  return c.redirect(`${paths.export()}?done=requested`, 303)
}

/** The archive as a file to keep: never shown by the browser, never kept by anything in between. */
async function download(c: Context<DeskEnv>) {
  const { ctx, services } = c.var
  const { body, bytes, createdAt } = await openExport(ctx, services.archives, c.req.param("exportId") ?? "")
  const day = dayOf(Date.parse(createdAt)).replaceAll("-", "")
  return c.body(body, 200, {
    "content-type": "application/zip",
    "content-disposition": `attachment; filename="shige-export-${day}.zip"`,
    "content-length": String(bytes),
    "x-content-type-options": "nosniff",
  })
}

/** Everything of an organisation as one archive. */
export const exportRoutes = new Hono<DeskEnv>()
  .use("/organisation/export/*", signedIn, requires("organisation.export"))
  .get("/organisation/export", (c) => show(c))
  .post("/organisation/export", start)
  .get("/organisation/export/:exportId", download)
