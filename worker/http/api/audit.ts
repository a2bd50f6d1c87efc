import { createRoute, z } from "@hono/zod-openapi"
import { cursorText, readCursor } from "../../domain/audit/cursor.ts"
import { answers } from "./answers.ts"
import { cursorPlace, pageOf, pageQuery, sealPlace } from "./cursor.ts"
import { apiRouter, behindKey } from "./key-route.ts"
import { instant } from "./schemas.ts"

const fields = z.record(z.string(), z.unknown())

const eventSchema = z
  .object({
    id: z.string(),
    at: instant,
    action: z.string(),
    requestId: z.string().nullable(),
    actor: z.object({
      kind: z.enum(["member", "key", "system", "visitor"]),
      organisation: z.object({ id: z.string(), name: z.string() }).nullable(),
      userId: z.string().nullable(),
      name: z.string().nullable(),
      left: z.boolean(),
      keyPrefix: z.string().nullable(),
      job: z.string().nullable(),
    }),
    object: z.object({
      kind: z.string(),
      id: z.string(),
      name: z.string().nullable(),
      slug: z.string().nullable(),
      period: z.string().nullable(),
    }),
    detail: fields,
    before: fields.nullable(),
    after: fields.nullable(),
  })
  .openapi("AuditEvent")

const word = z.string().min(1).max(80).optional()
const moment = z.iso.datetime({ offset: true }).optional()

const list = createRoute({
  ...behindKey(["audit.read"]),
  method: "get",
  path: "/audit",
  tags: ["audit"],
  operationId: "listEvents",
  request: {
    query: z.strictObject({
      action: word,
      entity: word,
      userId: word,
      id: word,
      since: moment,
      until: moment,
      ...pageQuery,
    }),
  },
  responses: answers(200, pageOf(eventSchema, "AuditPage")),
})

const instantOf = (text: string | undefined) => text && new Date(text).toISOString()

/** The audit log of the key's organisation. */
export const auditApi = apiRouter().openapi(list, async (c) => {
  const { limit, cursor, since, until, ...asked } = c.req.valid("query")
  const filters = { ...asked, since: instantOf(since), until: instantOf(until) }
  const place = await cursorPlace(c, { cursor, filters })
  const after = place === null ? undefined : (readCursor(place) ?? undefined)
  const { events, next } = await c.var.ctx.read.audit.page({ ...filters, after, limit })
  const items = events.map(({ seq: _, ...event }) => event)
  return c.json({ items, nextCursor: next && (await sealPlace(c, filters, cursorText(next))) }, 200)
})
