import { createRoute, z } from "@hono/zod-openapi"
import type { Context } from "hono"
import { paths } from "../../../web/paths.ts"
import { closeQuarter } from "../../usecases/quarter/close-quarter.ts"
import { moveDeadline } from "../../usecases/quarter/move-deadline.ts"
import { openQuarter } from "../../usecases/quarter/open-quarter.ts"
import { quarterProgress } from "../../usecases/quarter/quarter-progress.ts"
import { removeQuarter } from "../../usecases/quarter/remove-quarter.ts"
import { reopenClosing } from "../../usecases/quarter/reopen-closing.ts"
import { setWindow } from "../../usecases/quarter/set-window.ts"
import { requestPreliminary } from "../../usecases/release/request-preliminary.ts"
import { requestRelease } from "../../usecases/release/request-release.ts"
import { restartRelease } from "../../usecases/release/restart-release.ts"
import { actRoute } from "./act-route.ts"
import { answers } from "./answers.ts"
import type { ApiEnv } from "./api-env.ts"
import { apiRouter, behindKey, headerParameters, jsonBody } from "./key-route.ts"
import { Problem } from "./problem.ts"
import { day, instant, orNull, quarterName } from "./schemas.ts"

const reading = behindKey(["quarter.read"])
const tags = ["quarters"]
const params = z.object({ quarter: quarterName })

const quarterRow = z
  .object({
    quarter: quarterName,
    edition: z.string(),
    deadlineDay: day,
    openedAt: instant,
    publishedAt: orNull(instant),
    refusesFew: z.boolean(),
    href: z.string(),
  })
  .openapi("QuarterRow")

const releaseSchema = z
  .object({
    id: z.string(),
    number: z.number().int(),
    state: z.enum(["running", "preliminary", "final"]),
    stage: z.enum(["score", "rank", "write", "publish", "done"]),
    steps: z.object({ done: z.number().int(), total: z.number().int() }),
    stalled: z.boolean(),
    estates: z.number().int(),
    requestedAt: instant,
    finishedAt: orNull(instant),
    manifestHash: z.string().nullable(),
    href: z.string().nullable(),
  })
  .openapi("ReleaseProgress")

const preliminarySchema = releaseSchema
  .omit({ href: true })
  .extend({ windowDay: orNull(day) })
  .openapi("PreliminaryProgress")

const quarterSchema = quarterRow
  .extend({
    districts: z.array(
      z.object({
        placeCode: z.string(),
        name: z.string(),
        closedAt: orNull(instant),
        estates: z.number().int(),
        states: z.record(z.string(), z.number().int()),
      }),
    ),
    release: orNull(releaseSchema),
    windowDays: z.number().int(),
    preliminary: orNull(preliminarySchema),
  })
  .openapi("Quarter")

const list = createRoute({
  ...reading,
  method: "get",
  path: "/quarters",
  tags,
  operationId: "listQuarters",
  responses: answers(200, z.object({ items: z.array(quarterRow) }).openapi("QuarterList")),
})

const one = createRoute({
  ...reading,
  method: "get",
  path: "/quarters/{quarter}",
  tags,
  operationId: "getQuarter",
  request: { params },
  responses: answers(200, quarterSchema),
})

const progress = createRoute({
  ...reading,
  method: "get",
  path: "/quarters/{quarter}/release",
  tags,
  operationId: "getRelease",
  request: { params },
  responses: answers(200, releaseSchema),
})

const releasing = z
  .strictObject({ restart: z.boolean().optional(), named: z.string().max(20).optional() })
  .openapi("Releasing")

const release = createRoute({
  ...behindKey(["quarter.release"]),
  method: "post",
  path: "/quarters/{quarter}/release",
  tags,
  operationId: "releaseQuarter",
  parameters: [headerParameters.idempotencyKey],
  request: {
    params,
    body: jsonBody(releasing),
  },
  responses: answers(202, z.object({ id: z.string(), href: z.string() }).openapi("RequestedRelease")),
})

type Progress = Awaited<ReturnType<typeof quarterProgress>>

function rowView({
  quarter,
  editionId,
  deadlineDay,
  openedAt,
  publishedAt,
  refusesFew,
}: Progress["quarter"]) {
  return {
    quarter,
    edition: editionId,
    deadlineDay,
    openedAt,
    publishedAt,
    refusesFew,
    href: paths.api(`/quarters/${quarter}`),
  }
}

function releaseView(row: NonNullable<Progress["release"]>): z.infer<typeof releaseSchema> {
  const { id, number, state, stage, done, total, stalled, estateCount, requestedAt, finishedAt } = row
  return {
    id,
    number,
    state,
    stage,
    steps: { done, total },
    stalled,
    estates: estateCount,
    requestedAt,
    finishedAt,
    manifestHash: row.manifestHash,
    href: state === "final" ? paths.apiRelease(row.period) : null,
  }
}

function preliminaryView(row: NonNullable<Progress["preliminary"]>) {
  const { href: _, ...view } = releaseView(row)
  return { ...view, windowDay: row.windowDay }
}

async function startRelease(
  c: Context<ApiEnv>,
  quarter: string,
  { restart = false, named = "" }: z.infer<typeof releasing>,
): Promise<string> {
  const { ctx, services, commandKey: key } = c.var
  const asked = { period: quarter, key }
  const started = restart
    ? await restartRelease(ctx, services.startRelease, asked)
    : await requestRelease(ctx, services.startRelease, { ...asked, named })
  return started.releaseId
}

/** Quarters: progress, a district's closing, the city's release. */
export const quartersApi = apiRouter()
  .openapi(list, async (c) => {
    const rows = await c.var.ctx.read.quarters.list()
    return c.json({ items: rows.map(rowView) }, 200)
  })
  .openapi(one, async (c) => {
    const found = await quarterProgress(c.var.ctx, c.req.valid("param").quarter)
    return c.json(
      {
        ...rowView(found.quarter),
        districts: found.districts,
        release: found.release && releaseView(found.release),
        windowDays: found.quarter.windowDays,
        preliminary: found.preliminary && preliminaryView(found.preliminary),
      },
      200,
    )
  })
  .openapi(progress, async (c) => {
    const found = await quarterProgress(c.var.ctx, c.req.valid("param").quarter)
    if (!found.release) throw new Problem(404, "not_found")
    return c.json(releaseView(found.release), 200)
  })

actRoute(
  quartersApi,
  { path: "/quarters", tags, params: z.object({}), readers: ["quarter.read"] },
  openQuarter,
  {
    operationId: "openQuarter",
    method: "post",
    at: "",
    answer: z.object({ quarter: quarterName, href: z.string() }).openapi("OpenedQuarter"),
    status: 201,
    asked: (given) => ({ given }),
    show: ({ result: { quarter } }) => ({ quarter, href: paths.api(`/quarters/${quarter}`) }),
  },
)

actRoute(quartersApi, { path: "/quarters/{quarter}", tags, params }, closeQuarter, {
  operationId: "closeQuarter",
  method: "post",
  at: "/closing",
  answer: z.object({ closed: z.literal(true) }).openapi("Closed"),
  asked: (given) => ({ given }),
  show: () => ({ closed: true }),
})

actRoute(quartersApi, { path: "/quarters/{quarter}", tags, params }, reopenClosing, {
  operationId: "reopenClosing",
  method: "post",
  at: "/reopening",
  answer: z.object({ place: z.string() }).openapi("Reopened"),
  asked: (given) => ({ given }),
  show: ({ result }) => result,
})

actRoute(quartersApi, { path: "/quarters/{quarter}", tags, params }, moveDeadline, {
  operationId: "moveDeadline",
  method: "post",
  at: "/deadline",
  answer: z.object({ deadlineDay: day }).openapi("MovedDeadline"),
  asked: (given) => ({ given }),
  show: ({ result }) => result,
})

actRoute(quartersApi, { path: "/quarters/{quarter}", tags, params }, setWindow, {
  operationId: "setWindow",
  method: "post",
  at: "/window",
  answer: z.object({ days: z.number().int() }).openapi("WindowSet"),
  asked: (given) => ({ given }),
  show: ({ result }) => result,
})

actRoute(quartersApi, { path: "/quarters/{quarter}", tags, params }, removeQuarter, {
  operationId: "removeQuarter",
  method: "post",
  at: "/removal",
  answer: z.object({ removed: z.literal(true) }).openapi("Removed"),
  asked: (given) => ({ given }),
  show: () => ({ removed: true }),
})

actRoute(quartersApi, { path: "/quarters/{quarter}", tags, params }, requestPreliminary, {
  operationId: "preliminaryRelease",
  method: "post",
  at: "/preliminary",
  answer: z
    .object({ id: z.string(), number: z.number().int(), windowDay: orNull(day), href: z.string() })
    .openapi("RequestedPreliminary"),
  status: 202,
  asked: (given) => ({ given }),
  show: ({ result: { releaseId: id, number, windowDay }, open: { quarter } }) => ({
    ...{ id, number, windowDay },
    href: paths.api(`/quarters/${quarter}`),
  }),
  after: ({ releaseId, instanceId }, c) => c.var.services.startRelease(releaseId, instanceId),
})

quartersApi.openapi(release, async (c) => {
  const { quarter } = c.req.valid("param")
  const id = await startRelease(c, quarter, c.req.valid("json"))
  return c.json({ id, href: paths.api(`/quarters/${quarter}/release`) }, 202)
})
