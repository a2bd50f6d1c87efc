import { createRoute, z } from "@hono/zod-openapi"
import { paths } from "../../../web/paths.ts"
import type { FoundRequest } from "../../data/correction-requests.ts"
import { correctionRequests } from "../../domain/correction/request.ts"
import { requestFilters, requestSorts } from "../../domain/correction/request-list.ts"
import { dayOf } from "../../domain/quarter.ts"
import { isLate } from "../../domain/ticket/due.ts"
import { statesOf } from "../../domain/ticket/states.ts"
import { askCorrection } from "../../usecases/correction/ask-correction.ts"
import { listRequests, requests } from "../../usecases/correction/open-request.ts"
import { refuseRequest } from "../../usecases/correction/refuse-request.ts"
import { withdrawRequest } from "../../usecases/correction/withdraw-request.ts"
import { actRoute } from "./act-route.ts"
import { answers } from "./answers.ts"
import { listAnswer, pageOf, pageQuery } from "./cursor.ts"
import { apiRouter, behindKey } from "./key-route.ts"
import { day, instant, orNull, quarterName } from "./schemas.ts"

const state = z.enum(statesOf(correctionRequests)).openapi("CorrectionRequestState")

const summary = {
  id: z.string(),
  quarter: quarterName,
  estate: z.string(),
  name: z.string(),
  company: z.string(),
  state,
  filedAt: instant,
  dueDay: day,
  late: z.boolean(),
}

const points = z
  .object({ base: z.number(), deductions: z.number(), final: z.number(), band: z.string().nullable() })
  .openapi("RequestPoints")

const released = z
  .object({ base: z.number().nullable(), final: z.number().nullable(), band: z.string().nullable() })
  .openapi("ReleasedPoints")

const whole = z
  .object({
    ...summary,
    reason: z.string(),
    evidence: z.string(),
    values: z.array(
      z
        .object({ key: z.string(), before: orNull(z.string()), after: z.string(), effect: z.number() })
        .openapi("AskedValue"),
    ),
    before: points,
    after: points,
    reply: z.string().nullable(),
    answeredAt: orNull(instant),
    correction: orNull(
      z
        .object({ openedAt: instant, takenBackAt: orNull(instant), closedBy: z.number().int().nullable() })
        .openapi("FollowingCorrection"),
    ),
    released: orNull(z.object({ before: released, after: released }).openapi("ReleasedChange")),
    submission: z.string(),
  })
  .openapi("CorrectionRequest")

const list = createRoute({
  ...behindKey(["filing.read", "quarter.correct"]),
  method: "get",
  path: "/correction-requests",
  tags: ["quarters"],
  operationId: "listCorrectionRequests",
  request: {
    query: z.strictObject({
      q: z.string().max(100).optional(),
      state: z.enum(requestFilters).optional(),
      district: z.string().max(20).optional(),
      quarter: quarterName.optional(),
      sort: z.enum(requestSorts).optional(),
      ...pageQuery,
    }),
  },
  responses: answers(200, pageOf(z.object(summary).openapi("CorrectionRequestRow"), "CorrectionRequestList")),
})

const one = createRoute({
  ...behindKey(["filing.read", "quarter.correct"]),
  method: "get",
  path: "/correction-requests/{requestId}",
  tags: ["quarters"],
  operationId: "getCorrectionRequest",
  request: { params: z.object({ requestId: z.string() }) },
  responses: answers(200, whole),
})

function view(request: FoundRequest, today: string): z.infer<typeof whole> {
  const { id, quarter, slug, estate, organisation, filedAt, dueDay, correction, effect } = request
  const each = new Map(effect.each)
  return {
    ...{ id, quarter, filedAt, dueDay, estate: slug, name: estate, company: organisation },
    state: request.state,
    late: isLate(correctionRequests, request, today),
    reason: request.reason,
    evidence: request.evidence,
    values: request.values.map(([key, was, to]) => ({
      key,
      before: was === "" ? null : was,
      after: to,
      effect: each.get(key) ?? 0,
    })),
    before: effect.before,
    after: effect.after,
    reply: request.reply,
    answeredAt: request.answeredAt,
    correction: correction && {
      openedAt: correction.openedAt,
      takenBackAt: correction.takenBackAt,
      closedBy: correction.closedNumber,
    },
    released: request.result,
    submission: paths.apiSubmission(slug, quarter),
  }
}

/** 更正申请: what companies ask the city to correct. */
export const correctionRequestsApi = apiRouter()
  .openapi(list, async (c) => {
    const { ctx } = c.var
    const today = dayOf(ctx.now().getTime())
    const { limit, cursor, ...asked } = c.req.valid("query")
    const { q = "", state = "all", district = "", quarter = "", sort = requestSorts[0] } = asked
    const filters = { q, state, district, quarter, sort }
    const answer = await listAnswer(c, {
      query: { limit, cursor },
      filters,
      read: (page) => listRequests(ctx, filters, page),
      show: (row) => ({
        ...{
          id: row.id,
          quarter: row.quarter,
          estate: row.slug,
          name: row.estate,
          company: row.organisation,
        },
        ...{ state: row.state, filedAt: row.filedAt, dueDay: row.dueDay },
        late: isLate(correctionRequests, row, today),
      }),
    })
    return c.json(answer, 200)
  })
  .openapi(one, async (c) => {
    const { ctx } = c.var
    const request = await requests.open(ctx, c.req.valid("param"))
    return c.json(view(request, dayOf(ctx.now().getTime())), 200)
  })

actRoute(
  correctionRequestsApi,
  {
    path: "/submissions/{quarter}/{slug}",
    tags: ["submissions"],
    params: z.object({ quarter: quarterName, slug: z.string() }),
  },
  askCorrection,
  {
    operationId: "askForCorrection",
    method: "post",
    at: "/correction-requests",
    answer: z.object({ id: z.string(), dueDay: day, href: z.string() }).openapi("FiledCorrectionRequest"),
    status: 201,
    asked: (given) => ({ given }),
    show: ({ result }) => ({ ...result, href: paths.api(`/correction-requests/${result.id}`) }),
  },
)

const place = {
  path: "/correction-requests",
  tags: ["quarters"],
  params: z.object({ requestId: z.string() }),
}

actRoute(correctionRequestsApi, place, withdrawRequest, {
  operationId: "withdrawCorrectionRequest",
  method: "post",
  at: "/{requestId}/withdrawal",
  answer: z.object({ state: z.literal("withdrawn") }).openapi("WithdrawnCorrectionRequest"),
  asked: (given) => ({ given }),
  show: () => ({ state: "withdrawn" }),
})

actRoute(correctionRequestsApi, place, refuseRequest, {
  operationId: "refuseCorrectionRequest",
  method: "post",
  at: "/{requestId}/refusal",
  answer: z.object({ state: z.literal("refused") }).openapi("RefusedCorrectionRequest"),
  asked: (given) => ({ given }),
  show: () => ({ state: "refused" }),
})
