import { createRoute, z } from "@hono/zod-openapi"
import { unreadiness } from "../../domain/selection/plan-assignment.ts"
import { openCourse } from "../../usecases/award/open-course.ts"
import { openJudges } from "../../usecases/judge/open-judge.ts"
import { openResults } from "../../usecases/review/open-results.ts"
import { answers } from "./answers.ts"
import { apiRouter, behindKey } from "./key-route.ts"
import { objectionRow, programmeParams, progressSchema, resultsSchema } from "./programme-schemas.ts"

const reading = behindKey(["programme.read"])
const tags = ["programmes"]
const request = { params: programmeParams }

const progress = createRoute({
  ...reading,
  method: "get",
  path: "/programmes/{programme}/progress",
  tags,
  operationId: "getProgress",
  request,
  responses: answers(200, progressSchema),
})

/** Before a list is frozen, what reviews come to is for those alone who run the programme. */
const results = createRoute({
  ...behindKey(["programme.read"], ["programme.run"]),
  method: "get",
  path: "/programmes/{programme}/results",
  tags,
  operationId: "getResults",
  request,
  responses: answers(200, resultsSchema),
})

const objections = createRoute({
  ...reading,
  method: "get",
  path: "/programmes/{programme}/objections",
  tags,
  operationId: "listObjections",
  request,
  responses: answers(200, z.object({ items: z.array(objectionRow) }).openapi("ObjectionList")),
})

type Desk = Awaited<ReturnType<typeof openJudges>>
const none = { assigned: 0, draft: 0, submitted: 0, abstained: 0, lastAt: null }

function progressView({ judges, progress: found, conflicted }: Desk): z.infer<typeof progressSchema> {
  const done = new Map(found.map(({ judgeId, ...counts }) => [judgeId, counts]))
  const sum = (count: (row: Desk["progress"][number]) => number) =>
    found.reduce((total, row) => total + count(row), 0)
  return {
    assigned: sum(({ assigned }) => assigned),
    submitted: sum(({ submitted, abstained }) => submitted + abstained),
    judges: judges.map((judge) => ({
      judgeId: judge.id,
      memberId: judge.memberId,
      name: judge.name,
      state: judge.state,
      ready: unreadiness(judge) === null,
      conflicts: conflicted.find(({ judgeId }) => judgeId === judge.id)?.candidates ?? 0,
      ...(done.get(judge.id) ?? none),
    })),
  }
}

type Results = Awaited<ReturnType<typeof openResults>>

/** What reviews come to, without a word that a judge typed and without single scores. */
function resultsView(found: Results, disclaimer: string): z.infer<typeof resultsSchema> {
  return {
    disclaimer,
    assigned: found.assigned,
    submitted: found.submitted,
    candidates: found.candidates.map(({ code, estate, readings: _, ...one }) => ({
      ...one,
      blindCode: code,
      name: estate,
    })),
    judges: found.judges.map(({ name: _, ...one }) => one),
  }
}

/** How a review goes, what it comes to, and what is objected afterwards. Nobody judges by key. */
export const reviewsApi = apiRouter()
  .openapi(progress, async (c) =>
    c.json(progressView(await openJudges(c.var.ctx, c.req.valid("param").programme)), 200),
  )
  .openapi(results, async (c) => {
    const found = await openResults(c.var.ctx, c.req.valid("param").programme)
    return c.json(resultsView(found, c.var.text.site.disclaimer), 200)
  })
  .openapi(objections, async (c) => {
    const course = await openCourse(c.var.ctx, c.req.valid("param").programme, "programme.read")
    const items = course.objections.map(
      ({ id, number, nominationId, named, state, text, receivedAt, replyDueDay, reply, decidedAt }) => ({
        id,
        number,
        nominationId,
        named,
        state,
        text,
        receivedAt,
        replyDueDay,
        reply,
        decidedAt,
      }),
    )
    return c.json({ items }, 200)
  })
