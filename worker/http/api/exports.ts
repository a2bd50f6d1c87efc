import { createRoute, z } from "@hono/zod-openapi"
import { paths } from "../../../web/paths.ts"
import type { ExportView } from "../../data/exports.ts"
import { isExportStalled } from "../../domain/leaving/export.ts"
import { dayOf } from "../../domain/quarter.ts"
import { isAvailable, oneExport, openExport } from "../../usecases/export/open-export.ts"
import { requestExport } from "../../usecases/export/request-export.ts"
import { answers } from "./answers.ts"
import { listAnswer, pageOf, pageQuery } from "./cursor.ts"
import { apiRouter, behindKey, fileBody, headerParameters, jsonBody } from "./key-route.ts"
import { instant, orNull } from "./schemas.ts"

const exporting = behindKey(["organisation.export"])
const tags = ["exports"]
const params = z.object({ exportId: z.string().max(80) })

const exportSchema = z
  .object({
    id: z.string(),
    state: z.enum(["running", "done", "failed", "expired"]),
    steps: z.object({ done: z.number().int(), total: z.number().int() }),
    stalled: z.boolean(),
    bytes: z.number().int().nullable(),
    hash: z.string().nullable(),
    requestedBy: z.string().nullable(),
    createdAt: instant,
    finishedAt: orNull(instant),
    expiresAt: instant,
    archive: z.string().nullable(),
  })
  .openapi("Export")

const list = createRoute({
  ...exporting,
  method: "get",
  path: "/exports",
  tags,
  operationId: "listExports",
  request: { query: z.strictObject(pageQuery) },
  responses: answers(200, pageOf(exportSchema, "ExportPage")),
})

const one = createRoute({
  ...exporting,
  method: "get",
  path: "/exports/{exportId}",
  tags,
  operationId: "getExport",
  request: { params },
  responses: answers(200, exportSchema),
})

const request = createRoute({
  ...exporting,
  method: "post",
  path: "/exports",
  tags,
  operationId: "requestExport",
  parameters: [headerParameters.idempotencyKey],
  request: {
    body: jsonBody(
      z.strictObject({ personal: z.literal(true).openapi({ example: true }) }).openapi("ExportRequest"),
    ),
  },
  responses: answers(202, z.object({ id: z.string(), href: z.string() }).openapi("RequestedExport")),
})

const { content } = fileBody(["application/zip"])

const archive = createRoute({
  ...exporting,
  method: "get",
  path: "/exports/{exportId}/archive",
  tags,
  operationId: "getExportArchive",
  request: { params },
  responses: { default: answers(200, exportSchema).default, 200: { description: "", content } },
})

function exportView(row: ExportView, now: Date): z.infer<typeof exportSchema> {
  const { id, step, steps, bytes, hash, by, createdAt, finishedAt, expiresAt } = row
  const available = isAvailable(row, now)
  return {
    id,
    state: row.state === "done" && !available ? "expired" : row.state,
    steps: { done: step, total: steps },
    stalled: isExportStalled(row, now),
    bytes,
    hash,
    requestedBy: by,
    createdAt,
    finishedAt,
    expiresAt,
    archive: available ? `${paths.apiExport(id)}/archive` : null,
  }
}

/** Everything of the key's organisation as one archive: asked for, followed, downloaded. */
export const exportsApi = apiRouter()
  .openapi(list, async (c) => {
    const { ctx } = c.var
    const page = await listAnswer(c, {
      query: c.req.valid("query"),
      filters: {},
      read: ctx.read.exports.after,
      show: (row) => exportView(row, ctx.now()),
    })
    return c.json(page, 200)
  })
  .openapi(one, async (c) => {
    const { ctx } = c.var
    return c.json(exportView(await oneExport(ctx, c.req.valid("param").exportId), ctx.now()), 200)
  })
  .openapi(request, async (c) => {
    const { ctx, services, commandKey: key } = c.var
    const { exportId: id } = await requestExport(ctx, services.startExport, { key })
    return c.json({ id, href: paths.apiExport(id) }, 202)
  })
  .openapi(archive, async (c) => {
    const { ctx, services } = c.var
    const { body, bytes, createdAt } = await openExport(ctx, services.archives, c.req.valid("param").exportId)
    const day = dayOf(Date.parse(createdAt)).replaceAll("-", "")
    return c.body(body, 200, {
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="shige-export-${day}.zip"`,
      "content-length": String(bytes),
    })
  })
