import { createRoute, z } from "@hono/zod-openapi"
import { paths } from "../../../web/paths.ts"
import { openCorrection } from "../../usecases/correction/open-correction.ts"
import { takeBackCorrection } from "../../usecases/correction/take-back-correction.ts"
import { quarterProgress } from "../../usecases/quarter/quarter-progress.ts"
import { actRoute } from "./act-route.ts"
import { answers } from "./answers.ts"
import { apiRouter, behindKey } from "./key-route.ts"
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

/** 更正 of released quarters. */
export const correctionsApi = apiRouter().openapi(list, async (c) => {
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

const path = "/quarters/{quarter}/corrections"

actRoute(correctionsApi, { path, tags, params }, openCorrection, {
  operationId: "openCorrection",
  method: "post",
  at: "",
  answer: z
    .object({ id: z.string(), estate: z.string(), submission: z.string() })
    .openapi("OpenedCorrection"),
  status: 201,
  asked: (given) => ({ given }),
  show: ({ result, open }) => ({ ...result, submission: paths.apiSubmission(result.estate, open.quarter) }),
})

const one = params.extend({ correctionId: z.string() })

actRoute(correctionsApi, { path, tags, params: one }, takeBackCorrection, {
  operationId: "takeBackCorrection",
  method: "post",
  at: "/{correctionId}/withdrawal",
  answer: z.object({ takenBack: z.literal(true) }).openapi("TakenBackCorrection"),
  asked: (given) => ({ given }),
  show: () => ({ takenBack: true }),
})
