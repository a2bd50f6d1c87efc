import { createRoute, z } from "@hono/zod-openapi"
import { openFeedback } from "../../usecases/nomination/open-feedback.ts"
import { answers } from "./answers.ts"
import { apiRouter, behindKey } from "./key-route.ts"

const count = z.number().int()

const feedbackSchema = z
  .object({
    id: z.string(),
    programme: z.string(),
    outcome: z.enum([
      "listed",
      "reserve",
      "quota",
      "insufficient",
      "not_scored",
      "struck",
      "withdrawn",
      "not_ranked",
    ]),
    place: count.nullable(),
    order: count.nullable(),
    ranked: count,
    total: z.number().nullable(),
    judges: z.number().nullable(),
    score: z.number().nullable(),
    reviews: count,
    abstained: count,
    criteria: z.array(
      z.object({ code: z.string(), title: z.string(), weight: z.number(), mean: z.number().nullable() }),
    ),
    comments: z.array(z.string()),
    disclaimer: z.string(),
  })
  .openapi("Feedback")

const show = createRoute({
  ...behindKey(["nomination.read"]),
  method: "get",
  path: "/nominations/{nominationId}/feedback",
  tags: ["nominations"],
  operationId: "getFeedback",
  request: { params: z.object({ nominationId: z.string().max(80) }) },
  responses: answers(200, feedbackSchema),
})

/** What came of an own nomination, once everything is decided: means and words, never a single judge's scores. */
export const feedbackApi = apiRouter().openapi(show, async (c) => {
  const { nominationId: id } = c.req.valid("param")
  const { programme, feedback } = await openFeedback(c.var.ctx, id)
  const disclaimer = c.var.text.site.disclaimer
  return c.json({ id, programme: programme.slug, ...feedback, disclaimer }, 200)
})
