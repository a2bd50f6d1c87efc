import { createRoute, z } from "@hono/zod-openapi"
import { paths } from "../../../web/paths.ts"
import { openCorrection } from "../../usecases/correction/open-correction.ts"
import { takeBackCorrection } from "../../usecases/correction/take-back-correction.ts"
import { quarterProgress } from "../../usecases/quarter/quarter-progress.ts"
import { answers } from "./answers.ts"
import { apiRouter, behindKey, headerParameters, jsonBody } from "./key-route.ts"
import { instant, orNull, quarterName, submissionState } from "./schemas.ts"

const tags = ["quarters"]
const params = z.object({ quarter: quarterName })

const correction = z
  .object({
    id: z.string(),
    estate: z.string(),
    name: z.string(),
    open: z.boolean(),
    state: orNull(submissionState),
    reason: z.string(),
    openedAt: instant,
    corrects: z.number().int(),
    closedBy: z.number().int().nullable(),
    takenBackAt: orNull(instant),
    submission: z.string(),
  })
  .openapi("Correction")

const list = createRoute({
  ...behindKey(["quarter.read"]),
  method: "get",
  path: "/quarters/{quarter}/corrections",
  tags,
  operationId: "listCorrections",
  request: { params },
  responses: answers(200, z.object({ items: z.array(correction) }).openapi("CorrectionList")),
})

const opening = createRoute({
  ...behindKey(["quarter.correct"]),
  method: "post",
  path: "/quarters/{quarter}/corrections",
  tags,
  operationId: "openCorrection",
  parameters: [headerParameters.idempotencyKey],
  request: {
    params,
    body: jsonBody(
      z
        .strictObject({ estate: z.string().max(100), reason: z.string().max(4000) })
        .openapi("OpeningCorrection"),
    ),
  },
  responses: answers(
    201,
    z.object({ id: z.string(), estate: z.string(), submission: z.string() }).openapi("OpenedCorrection"),
  ),
})

const takingBack = createRoute({
  ...behindKey(["quarter.correct"]),
  method: "post",
  path: "/quarters/{quarter}/corrections/{correctionId}/withdrawal",
  tags,
  operationId: "takeBackCorrection",
  parameters: [headerParameters.idempotencyKey],
  request: { params: params.extend({ correctionId: z.string() }), body: jsonBody(z.strictObject({})) },
  responses: answers(200, z.object({ takenBack: z.literal(true) }).openapi("TakenBackCorrection")),
})

/** 更正 of released quarters. */
export const correctionsApi = apiRouter()
  .openapi(list, async (c) => {
    const { quarter } = c.req.valid("param")
    const { corrections } = await quarterProgress(c.var.ctx, quarter)
    const items = corrections.map(({ slug, by: _, number, closedNumber, takenBackAt, ...row }) => ({
      ...row,
      estate: slug,
      open: closedNumber === null && takenBackAt === null,
      corrects: number,
      closedBy: closedNumber,
      takenBackAt,
      submission: paths.apiSubmission(slug, quarter),
    }))
    return c.json({ items }, 200)
  })
  .openapi(opening, async (c) => {
    const { ctx, commandKey: key } = c.var
    const { quarter } = c.req.valid("param")
    const { id, estate } = await openCorrection(ctx, quarter, c.req.valid("json"), { key })
    return c.json({ id, estate, submission: paths.apiSubmission(estate, quarter) }, 201)
  })
  .openapi(takingBack, async (c) => {
    const { ctx, commandKey: key } = c.var
    const { quarter, correctionId: id } = c.req.valid("param")
    await takeBackCorrection(ctx, { quarter, id }, { key })
    return c.json({ takenBack: true as const }, 200)
  })
